import * as tf from '@tensorflow/tfjs-core';
import { expect, test } from 'vitest';
import { tensorflowInitializers } from './initializers.ts';

test('weights come as TensorFlow.js draws them, and its tensors are freed', async () => {
  const apply = await tensorflowInitializers();
  const before = tf.memory().numTensors;
  expect([...apply('constant', { value: 2 }, [2, 1])]).toEqual([2, 2]);
  expect(apply('heUniform', { seed: 1 }, [3, 3, 2, 4])).toEqual(
    apply('heUniform', { seed: 1 }, [3, 3, 2, 4]),
  );
  expect(tf.memory().numTensors).toBe(before);
});

test('methods of tensors are there for a call, or away, and put back', async () => {
  const prototype = tf.Tensor.prototype as unknown as Record<string, unknown>;
  const before = prototype.flatten;
  const own = Object.keys(prototype);
  const [a, b, c, d] = (await tensorflowInitializers())('orthogonal', { seed: 1 }, [2, 2]);
  expect(Math.abs(a! * b! + c! * d!)).toBeLessThan(1e-6);
  const bare = await tensorflowInitializers({ bare: true });
  expect(() => bare('orthogonal', { seed: 1 }, [2, 2])).toThrow('flatten');
  expect(prototype.flatten).toBe(before);
  expect(Object.keys(prototype)).toEqual(own);
});
