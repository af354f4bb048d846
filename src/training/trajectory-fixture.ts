import type { Trajectory } from '../engines/engine.ts';

/** One of everything that a trajectory may hold. */
export const trajectory: Trajectory = {
  steps: [0, 10, 12],
  costs: [0.1 + 0.2, Number.POSITIVE_INFINITY, Number.NaN],
  unguardedCosts: [-0, Number.NEGATIVE_INFINITY, 5e-324],
  crossings: [
    { cost: 0.15, step: 7 },
    { cost: 0.1, step: null },
  ],
  accuracies: [{ step: 12, train: 1 / 3, test: 0 }],
  snapshots: [
    { step: 10, parameters: { weights: [Float64Array.of(1e300, -0)], biases: [new Float64Array(0)] } },
  ],
  final: {
    // A part of a larger array, as an engine may keep its numbers.
    weights: [new Float64Array([9, Number.NaN, Number.POSITIVE_INFINITY, 9]).subarray(1, 3)],
    biases: [Float64Array.of(Number.MIN_VALUE, -1)],
  },
  divergedAt: 12,
};
