import { describe, expect, test } from 'vitest';
import { activations } from '../../network/activations.ts';
import { checkNetwork } from '../../network/network.ts';
import { derivativesAtZero, goldenNetworks, goldenRuns } from './golden-fixture.ts';
import { createPass, forward, toBatch } from './pass.ts';
import { profile } from './profile.ts';

// What a pass has inside. Costs, gradients and what optimizers make of them are laws of every engine's contract.

/**
 * Both sides are float64 and differ by the order of their sums and by exp, tanh, erf within a few units of 2^−53:
 * six layers of at most 17 terms each, so some 100 operations on a path and back, 200 · 2^−53 = 2.2e-14 of a
 * tensor's norm where nothing cancels; twice that for sums that do. (JAX and torch differ by 1.2e-15.)
 */
const tolerance = 4.4e-14;

test('the golden files have every activation, and four optimizers on three networks', () => {
  expect(goldenNetworks.length).toBe(23);
  expect(new Set(goldenNetworks.map(({ job }) => job.network.activation))).toEqual(
    new Set(Object.keys(activations)),
  );
  expect(goldenRuns.length).toBe(12);
  expect(new Set(goldenRuns.map(({ job }) => job.schedule.optimizer.name))).toEqual(
    new Set(['sgd', 'momentum', 'nesterov', 'adam']),
  );
});

test.each(derivativesAtZero)('the derivative of %s at 0', (activation, torch) => {
  // selu's is a product of two constants: within 2 units.
  expect(Math.abs(activations[activation].derivative(0) - torch)).toBeLessThanOrEqual(2 ** -51);
});

const norm = (values: Iterable<number>) => Math.hypot(...values);
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const rms = (values: readonly number[]) => Math.sqrt(mean(values.map((value) => value * value)));

describe.each(goldenNetworks)('$name', ({ job, cost, gradients, preActivations }) => {
  test('pre-activations', () => {
    checkNetwork(job.network);
    const pass = createPass(job.network, job.train.count);
    forward(job.network, job.start, toBatch(job.network, job.train), pass);
    expect(pass.z.length).toBe(preActivations.length);
    preActivations.forEach((wanted, l) => {
      const off = norm(pass.z[l]!.map((value, i) => value - wanted[i]!));
      expect(off).toBeLessThanOrEqual(tolerance * norm(wanted));
    });
  });

  test('the profile has their moments and norms', () => {
    const found = profile(job);
    const near = (got: number, exact: number, scale: number) =>
      expect(Math.abs(got - exact)).toBeLessThanOrEqual(tolerance * scale);
    near(found.cost, cost, cost);
    preActivations.forEach((wanted, l) => {
      const z = [...wanted];
      const hidden = l < preActivations.length - 1;
      const a = hidden ? z.map(activations[job.network.activation].value) : z;
      const { preActivation, activation, gradient, weightGradientNorm, biasGradientNorm } = found.layers[l]!;
      near(preActivation.mean, mean(z), rms(z));
      near(preActivation.meanSquare, rms(z) ** 2, 2 * rms(z) ** 2);
      near(activation.mean, mean(a), rms(a));
      near(activation.meanSquare, rms(a) ** 2, 2 * rms(a) ** 2);
      const [dW, db] = [gradients.weights[l]!, gradients.biases[l]!];
      near(weightGradientNorm, norm(dW), norm(dW));
      near(biasGradientNorm, norm(db), norm(db));
      // The bias gradient is the sum over points of the gradient by the pre-activation.
      const sum = db.reduce((total, value) => total + value, 0);
      near(gradient.mean, sum / z.length, Math.sqrt(gradient.meanSquare));
      if (job.train.count === 1) near(gradient.meanSquare, rms([...db]) ** 2, 2 * gradient.meanSquare);
    });
  });
});
