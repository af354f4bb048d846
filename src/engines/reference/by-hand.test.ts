import { describe, expect, test } from 'vitest';
import type { Points } from '../../datasets/dataset.ts';
import type { Parameters } from '../../network/network.ts';
import type { Job } from '../engine.ts';
import type { Schedule } from '../schedule.ts';
import { train } from './train.ts';

// Training that can be done by hand: a line through ten points.

/** y = w x + b under squared error: small enough to train by hand. Targets are 3 x − 1. */
const line = (schedule: Partial<Schedule>, rest: Partial<Job> = {}): Job => {
  const x = Float64Array.of(-1, -0.5, 0, 0.25, 0.5, 0.75, 1, 1.5, 2, 2.5);
  const points: Points = {
    count: 10,
    features: 1,
    inputs: x,
    labels: new Int32Array(10),
    targets: x.map((value) => 3 * value - 1),
  };
  return {
    network: { widths: [1, 1], activation: 'linear', loss: 'squared-error' },
    schedule: {
      optimizer: { name: 'sgd' },
      learningRate: 0.1,
      batch: 'full',
      steps: 20,
      record: { costEvery: 1 },
      ...schedule,
    },
    start: { weights: [Float64Array.of(0.5)], biases: [Float64Array.of(0.25)] },
    train: points,
    test: points,
    ...rest,
  };
};

/** [w, b] after each step on the listed points, by the formulas. */
function lineByHand(learningRate: number, batches: readonly (readonly number[])[]): number[][] {
  const { inputs, targets } = line({}).train;
  let [w, b] = [0.5, 0.25];
  const after = [[w, b]];
  for (const batch of batches) {
    const error = (s: number) => w * inputs[s]! + b - targets![s]!;
    const dw = batch.reduce((sum, s) => sum + 2 * error(s) * inputs[s]!, 0) / batch.length;
    const db = batch.reduce((sum, s) => sum + 2 * error(s), 0) / batch.length;
    [w, b] = [w - learningRate * dw, b - learningRate * db];
    after.push([w, b]);
  }
  return after;
}

const flat = ({ weights, biases }: Parameters) => [...weights, ...biases].flatMap((layer) => [...layer]);
const upTo = (last: number) => Array.from({ length: last + 1 }, (_, step) => step);

/** Nine steps that contract, each off by some 40 roundings of numbers below 3: 9 · 40 · 3 · 1.1e-16. */
const handTolerance = 1.2e-13;

function expectByHand(given: Job, batches: readonly (readonly number[])[]): void {
  const { snapshots } = train(given);
  const byHand = lineByHand(given.schedule.learningRate, batches);
  expect(snapshots.length).toBe(byHand.length);
  snapshots.forEach(({ parameters }, step) => {
    flat(parameters).forEach((value, j) => {
      expect(Math.abs(value - byHand[step]![j]!)).toBeLessThanOrEqual(handTolerance);
    });
  });
}

describe('batches', () => {
  const record = { costEvery: 9, snapshotsAt: upTo(9) };

  test('full: all points in every step', () => {
    expectByHand(
      line({ learningRate: 0.1, steps: 9, record }),
      upTo(8).map(() => upTo(9)),
    );
  });

  test('of 4 of 10 points walk the order epoch by epoch; the last of an epoch has 2', () => {
    const epochs = [
      [9, 3, 5, 7, 1, 0, 2, 4, 6, 8],
      [0, 1, 2, 3, 4, 5, 6, 7, 8, 9],
      [5, 4, 3, 2, 1, 0, 9, 8, 7, 6],
    ];
    expectByHand(
      line({ learningRate: 0.1, batch: 4, steps: 9, record }, { order: Int32Array.from(epochs.flat()) }),
      epochs.flatMap((epoch) => [epoch.slice(0, 4), epoch.slice(4, 8), epoch.slice(8)]),
    );
  });

  test('larger than the data are the data', () => {
    const order = Int32Array.from({ length: 90 }, (_, at) => at % 10);
    expectByHand(
      line({ learningRate: 0.1, batch: 64, steps: 9, record }, { order }),
      upTo(8).map(() => upTo(9)),
    );
  });
});

describe('divergence', () => {
  // The slope's error grows by a factor of some −200 a step: the cost overflows after some 60 of the 200.
  const runaway = (schedule: Partial<Schedule>, rest: Partial<Job> = {}) =>
    train(line({ learningRate: 50, steps: 200, ...schedule }, rest));
  const { costs, steps, divergedAt } = runaway({});

  test('stops training at the first cost that is not finite, which is the last kept', () => {
    expect(divergedAt).toBeGreaterThan(10);
    expect(divergedAt).toBeLessThan(200);
    expect(steps).toEqual(upTo(divergedAt!));
    expect(costs.map(Number.isFinite)).toEqual(steps.map((step) => step < divergedAt!));
  });

  test('is seen at the same step however seldom costs are kept', () => {
    const rare = runaway({ record: { costEvery: 1000 } });
    expect(rare.divergedAt).toBe(divergedAt);
    expect(rare.steps).toEqual([0, divergedAt]);
  });

  test('keeps the accuracy of its end once', () => {
    const { accuracies } = runaway({ record: { costEvery: 1, accuracyAt: [divergedAt!] } });
    expect(accuracies.map(({ step }) => step)).toEqual([divergedAt]);
  });

  test('with minibatches is seen where a cost is kept', () => {
    const order = Int32Array.from({ length: 1000 }, (_, at) => at % 10);
    const mini = runaway({ batch: 5, record: { costEvery: 30 } }, { order });
    expect(mini.divergedAt! % 30).toBe(0);
    expect(mini.costs.map(Number.isFinite)).toEqual(mini.steps.map((step) => step < mini.divergedAt!));
  });

  test('a run that stays finite has none', () => {
    expect(train(line({})).divergedAt).toBeNull();
  });
});

describe('a crossing', () => {
  test('is the first, though the cost rises again', () => {
    const { costs, crossings } = train(
      line({ optimizer: { name: 'momentum', momentum: 0.95 }, record: { costEvery: 1, crossings: [1] } }),
    );
    const below = costs.map((cost) => cost <= 1);
    expect(below.indexOf(true)).toBeGreaterThan(0);
    expect(below.lastIndexOf(false)).toBeGreaterThan(below.indexOf(true));
    expect(crossings).toEqual([{ cost: 1, step: below.indexOf(true) }]);
  });
});

test('the unguarded cost of another loss is the cost', () => {
  const { costs, unguardedCosts } = train(
    line({ learningRate: 0.1, record: { costEvery: 4, unguarded: true } }),
  );
  expect(unguardedCosts).toEqual(costs);
});

describe('accuracies', () => {
  test('are the share of points on their own side of ½', () => {
    // The line 3 x − 1 exceeds ½ right of x = ½: labels agree for 4 of the 5 training points, 1 of the 2 test points.
    const exact = { weights: [Float64Array.of(3)], biases: [Float64Array.of(-1)] };
    const labelled = (x: readonly number[], labels: readonly number[]): Points => ({
      count: x.length,
      features: 1,
      inputs: Float64Array.from(x),
      labels: Int32Array.from(labels),
    });
    const { accuracies } = train(
      line(
        { steps: 0 },
        {
          start: exact,
          train: labelled([0, 0.4, 0.5, 0.6, 1], [0, 0, 0, 1, 0]),
          test: labelled([0, 1], [1, 1]),
        },
      ),
    );
    expect(accuracies).toEqual([{ step: 0, train: 0.8, test: 0.5 }]);
  });

  test('are the share of points whose own class has the largest logit', () => {
    const { accuracies } = train(
      line(
        { steps: 0 },
        {
          network: { widths: [2, 2], activation: 'linear', loss: 'softmax-cross-entropy' },
          start: { weights: [Float64Array.of(1, 0, 0, 1)], biases: [new Float64Array(2)] },
          train: {
            count: 4,
            features: 2,
            inputs: Float64Array.of(2, 1, 1, 2, -3, -2, -1, -4),
            labels: Int32Array.of(0, 1, 1, 1),
          },
        },
      ),
    );
    expect(accuracies[0]!.train).toBe(0.75);
  });
});
