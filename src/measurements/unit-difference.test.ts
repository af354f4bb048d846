import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Network, Parameters } from '../network/network.ts';
import { largestUnitDifference } from './unit-difference.ts';

const network: Network = { widths: [2, 3, 2, 1], activation: 'relu', loss: 'binary-cross-entropy' };

/** Units of one layer are the same unit: [fanOut, fanIn] matrices and biases that repeat. */
const equalUnits = (): Parameters => ({
  weights: [
    Float64Array.of(1, 2, 1, 2, 1, 2), // each of 3 units: 1 from the first input, 2 from the second
    Float64Array.of(5, 5, 5, 5, 5, 5), // from each unit to each of 2
    Float64Array.of(-3, -3),
  ],
  biases: [Float64Array.of(4, 4, 4), Float64Array.of(6, 6), Float64Array.of(7)],
});

test('is 0 where all units of each layer are one unit', () => {
  expect(largestUnitDifference(network, equalUnits())).toBe(0);
});

test('sees any one parameter that differs, in or out, and its size', () => {
  const places = [
    ...[6, 6, 2].flatMap((length, l) =>
      Array.from({ length }, (_, at) => ({ kind: 'weights' as const, l, at })),
    ),
    ...[3, 2].flatMap((length, l) => Array.from({ length }, (_, at) => ({ kind: 'biases' as const, l, at }))),
  ];
  fc.assert(
    fc.property(fc.constantFrom(...places), fc.integer({ min: 1, max: 999 }), ({ kind, l, at }, by) => {
      for (const sign of [-1, 1]) {
        const parameters = equalUnits();
        parameters[kind][l]![at]! += (sign * by) / 8;
        expect(largestUnitDifference(network, parameters)).toBe(by / 8);
      }
    }),
    { seed: 1, numRuns: 200 },
  );
});

test('outputs are no hidden units: they may differ', () => {
  const { weights, biases } = equalUnits();
  const outputs = { weights: [weights[0]!, Float64Array.of(5, 5, 5, 6, 6, 6)], biases: biases.slice(0, 2) };
  expect(largestUnitDifference({ ...network, widths: [2, 3, 2] }, outputs)).toBe(0);
});

test('the output’s own bias is no unit’s', () => {
  const parameters = equalUnits();
  parameters.biases[2]![0] = 100;
  expect(largestUnitDifference(network, parameters)).toBe(0);
});

test('NaN is no equality, wherever it is', () => {
  for (const at of [0, 5]) {
    const parameters = equalUnits();
    parameters.weights[0]![at] = Number.NaN;
    expect(largestUnitDifference(network, parameters)).toBeNaN();
  }
});

test('a network without hidden layers has no units to differ', () => {
  const parameters = { weights: [Float64Array.of(1, 2)], biases: [Float64Array.of(3)] };
  expect(largestUnitDifference({ ...network, widths: [2, 1] }, parameters)).toBe(0);
});
