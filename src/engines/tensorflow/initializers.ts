import * as tf from '@tensorflow/tfjs-core';
import { initializers } from '@tensorflow/tfjs-layers';
import { loadBackend } from './backend.ts';

/** Initializers that TensorFlow.js documents, by their names there. */
export type TensorflowInitializer = keyof typeof initializers;

export type ApplyInitializer = (
  name: TensorflowInitializer,
  args: Readonly<Record<string, unknown>>,
  dimensions: readonly number[],
) => Float32Array;

/** Methods of tensors that the orthogonal initializer calls, and that neither tfjs-layers nor tfjs-core brings. */
const chained = {
  flatten: (tensor: tf.Tensor) => tf.reshape(tensor, [tensor.size]),
  stridedSlice: tf.stridedSlice,
  sign: tf.sign,
  transpose: tf.transpose,
  reshape: tf.reshape,
};

type Methods = Record<string, unknown>;

/**
 * TensorFlow.js's own initializers, which are only ever subjects of claims here. They run in plain JavaScript, whatever
 * runs the engine: their random numbers are made in JavaScript on every backend.
 *
 * @param bare leaves the tensors as tfjs-core alone makes them; else they have the methods that the union package adds
 */
export async function tensorflowInitializers({ bare = false } = {}): Promise<ApplyInitializer> {
  await loadBackend('cpu');
  return (name, args, dimensions) => {
    const make = initializers[name] as (args: unknown) => ReturnType<typeof initializers.zeros>;
    const draw = () => {
      const tensor = make(args).apply([...dimensions]);
      const weights = tensor.dataSync() as Float32Array;
      tensor.dispose();
      return weights;
    };
    return name === 'orthogonal' ? withMethods(bare, draw) : draw();
  };
}

/** Runs with the chained methods there, or away, and puts everything back. */
function withMethods<Result>(bare: boolean, run: () => Result): Result {
  const prototype = tf.Tensor.prototype as unknown as Methods;
  const before = new Map(Object.keys(chained).map((name) => [name, prototype[name]]));
  for (const [name, op] of Object.entries(chained))
    prototype[name] = bare
      ? undefined
      : function (this: tf.Tensor, ...rest: unknown[]) {
          return (op as (...args: unknown[]) => unknown)(this, ...rest);
        };
  try {
    return run();
  } finally {
    for (const [name, method] of before)
      if (method === undefined) delete prototype[name];
      else prototype[name] = method;
  }
}
