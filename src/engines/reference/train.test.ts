import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Points } from '../../datasets/dataset.ts';
import type { Network, Parameters } from '../../network/network.ts';
import type { Job } from '../engine.ts';
import type { Optimizer, Schedule } from '../schedule.ts';
import { backward, costOf, createPass, forward, toBatch, zerosLike } from './pass.ts';
import { train } from './train.ts';

const numbers = (length: number, seed: number) =>
  Float64Array.from(
    fc.sample(fc.integer({ min: -1e4, max: 1e4 }), { seed, numRuns: length }),
    (n) => n / 1e4,
  );

const network: Network = { widths: [2, 5, 4, 1], activation: 'tanh', loss: 'binary-cross-entropy' };
const start: Parameters = {
  weights: [numbers(10, 1), numbers(20, 2), numbers(4, 3)],
  biases: [numbers(5, 4), numbers(4, 5), numbers(1, 6)],
};
const pointsOf = (count: number, seed: number): Points => {
  const inputs = numbers(2 * count, seed);
  return {
    count,
    features: 2,
    inputs,
    labels: Int32Array.from({ length: count }, (_, s) => Number(inputs[2 * s]! > inputs[2 * s + 1]! ** 2)),
  };
};
const points = pointsOf(17, 7);
const order = Int32Array.from({ length: 68 }, (_, at) => ((at % 17) * (1 + Math.floor(at / 17))) % 17);

const job = (schedule: Partial<Schedule> = {}, rest: Partial<Job> = {}): Job => ({
  network,
  schedule: {
    optimizer: { name: 'sgd' },
    learningRate: 0.5,
    batch: 'full',
    steps: 20,
    record: { costEvery: 1 },
    ...schedule,
  },
  start,
  train: points,
  test: pointsOf(10, 8),
  order,
  ...rest,
});

const upTo = (last: number) => Array.from({ length: last + 1 }, (_, step) => step);

const optimizers: readonly Optimizer[] = [
  { name: 'sgd' },
  { name: 'momentum', momentum: 0.9 },
  { name: 'nesterov', momentum: 0.9 },
  { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
];

describe('rates by layer', () => {
  const layerRates = { weights: [2, 0, 0.5], biases: [0, 4, 1] };

  test('scale the step of their own layer', () => {
    const { final } = train(job({ steps: 1, learningRate: 0.25, layerRates }));
    const batch = toBatch(network, points);
    const pass = createPass(network, batch.count);
    const gradients = zerosLike(start);
    forward(network, start, batch, pass);
    costOf(network, batch, pass, true);
    backward(network, start, batch, pass, gradients);
    for (const kind of ['weights', 'biases'] as const)
      start[kind].forEach((from, l) => {
        const rate = 0.25 * layerRates[kind][l]!;
        expect(final[kind][l]).toEqual(from.map((value, j) => value - rate * gradients[kind][l]![j]!));
      });
  });

  test.each(optimizers)('are factors on the learning rate of $name', (optimizer) => {
    const all = (rate: number) => ({ weights: [rate, rate, rate], biases: [rate, rate, rate] });
    const plain = train(job({ optimizer, learningRate: 0.25 })).final;
    expect(train(job({ optimizer, learningRate: 0.125, layerRates: all(2) })).final).toEqual(plain);
    const frozen = train(job({ optimizer, layerRates })).final;
    expect(frozen.weights[1]).toEqual(start.weights[1]);
    expect(frozen.biases[0]).toEqual(start.biases[0]);
    for (const moved of [frozen.weights[0], frozen.weights[2], frozen.biases[1], frozen.biases[2]])
      expect([...start.weights, ...start.biases]).not.toContainEqual(moved);
  });
});

describe('recorded costs', () => {
  const every1 = train(job({ record: { costEvery: 1, unguarded: true } }));

  test('at step 0, every so many steps and the last, each once', () => {
    const steps = (costEvery: number, steps: number) => train(job({ steps, record: { costEvery } })).steps;
    expect(steps(7, 20)).toEqual([0, 7, 14, 20]);
    expect(steps(7, 14)).toEqual([0, 7, 14]);
    expect(steps(100, 20)).toEqual([0, 20]);
    expect(steps(1, 0)).toEqual([0]);
  });

  test.each(['full', 4] as const)('are the same however often they are kept (batch %s)', (batch) => {
    const all = train(job({ batch, record: { costEvery: 1 } }));
    const some = train(job({ batch, record: { costEvery: 7 } }));
    expect(some.costs).toEqual(some.steps.map((step) => all.costs[step]));
    expect(some.final).toEqual(all.final);
  });

  test('fall', () => {
    expect(every1.costs.length).toBe(21);
    expect(every1.costs.at(-1)).toBeLessThan(0.9 * every1.costs[0]!);
  });

  test('unguarded ones stand beside them only where asked for', () => {
    expect(train(job()).unguardedCosts).toEqual([]);
    every1.unguardedCosts.forEach((cost, k) => {
      expect(cost).toBeCloseTo(every1.costs[k]!, 14);
    });
    expect(every1.unguardedCosts.length).toBe(21);
  });
});

describe('crossings', () => {
  const { costs } = train(job());
  const between = (costs[11]! + costs[12]!) / 2;
  const thresholds = [between, costs[5]!, costs[0]! + 1, 1e-9];

  test('full batch: the first step at or below, whatever else is recorded', () => {
    for (const costEvery of [1, 7, 1000])
      expect(train(job({ record: { costEvery, crossings: thresholds } })).crossings).toEqual([
        { cost: between, step: 12 },
        { cost: costs[5], step: 5 },
        { cost: costs[0]! + 1, step: 0 },
        { cost: 1e-9, step: null },
      ]);
  });

  test('minibatches: the first kept cost at or below, whatever else is recorded', () => {
    const all = train(job({ batch: 4 })).costs;
    const threshold = all[5]!;
    const kept = upTo(20).find((step) => step % 6 === 0 && all[step]! <= threshold);
    expect(kept).toBeGreaterThan(5);
    for (const extra of [{}, { snapshotsAt: [5], accuracyAt: [7] }])
      expect(
        train(job({ batch: 4, record: { costEvery: 6, crossings: [threshold], ...extra } })).crossings,
      ).toEqual([{ cost: threshold, step: kept }]);
  });
});

describe('accuracies', () => {
  test('at the steps asked for and at the end, each once', () => {
    const { accuracies } = train(job({ record: { costEvery: 7, accuracyAt: [0, 3, 20] } }));
    expect(accuracies.map(({ step }) => step)).toEqual([0, 3, 20]);
    expect(train(job()).accuracies.map(({ step }) => step)).toEqual([20]);
  });
});

describe('snapshots', () => {
  test.each(['full', 4] as const)('are what a run of so many steps ends on (batch %s)', (batch) => {
    const { snapshots, final } = train(job({ batch, record: { costEvery: 9, snapshotsAt: [0, 3, 20] } }));
    expect(snapshots.map(({ step }) => step)).toEqual([0, 3, 20]);
    expect(snapshots[0]!.parameters).toEqual(start);
    expect(snapshots[1]!.parameters).toEqual(train(job({ batch, steps: 3 })).final);
    expect(snapshots[2]!.parameters).toEqual(final);
  });
});

describe.each(optimizers)('with $name', (optimizer) => {
  test.each(['full', 4] as const)('a job and its arrays stay as they were (batch %s)', (batch) => {
    const given = job({ optimizer, batch, record: { costEvery: 3, snapshotsAt: [0, 2], accuracyAt: [1] } });
    const before = structuredClone(given);
    const { final, snapshots } = train(given);
    expect(given).toEqual(before);
    expect(final.weights[0]).not.toEqual(start.weights[0]);
    for (const arrays of [final, snapshots[0]!.parameters]) {
      arrays.weights[0]!.fill(7);
      arrays.biases[0]!.fill(7);
    }
    expect(given).toEqual(before);
  });

  test('the same job gives the same bits', () => {
    expect(train(job({ optimizer }))).toEqual(train(job({ optimizer })));
  });
});

test('minibatches need an order that lasts', () => {
  const { order: _, ...without } = job({ batch: 4 });
  expect(() => train(without)).toThrow(
    'missing order: a job with minibatches carries the order of its points',
  );
  // 20 steps of 4 of 17 points: five a epoch, so 4 epochs.
  expect(() => train(job({ batch: 4 }))).not.toThrow();
  expect(() => train(job({ batch: 4 }, { order: order.subarray(1) }))).toThrow(
    new RangeError('invalid order: 67 points (expected 68: 4 epochs of 17)'),
  );
});
