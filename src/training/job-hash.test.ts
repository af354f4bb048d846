import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Points } from '../datasets/dataset.ts';
import type { Job } from '../engines/engine.ts';
import { jobHash } from './job-hash.ts';

const points = (count: number, first: number): Points => ({
  count,
  features: 2,
  inputs: Float64Array.from({ length: 2 * count }, (_, i) => first + i / 8),
  labels: Int32Array.from({ length: count }, (_, i) => i % 2),
  targets: Float64Array.from({ length: count }, (_, i) => first - i),
});

/** A job in which everything that may be there is there. */
const full = (): Job => ({
  network: { widths: [2, 3, 1], activation: 'relu', loss: 'squared-error' },
  schedule: {
    optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
    learningRate: 0.01,
    layerRates: { weights: [1, 2], biases: [0, 1] },
    batch: 2,
    steps: 4,
    record: { costEvery: 2, crossings: [0.5, 0.25], accuracyAt: [2], snapshotsAt: [1, 3], unguarded: true },
  },
  start: {
    weights: [Float64Array.of(1, 2, 3, 4, 5, 6), Float64Array.of(-1, -2, -3)],
    biases: [new Float64Array(3), Float64Array.of(0.5)],
  },
  train: points(4, 1),
  test: points(3, 10),
  order: Int32Array.of(3, 1, 2, 0, 0, 1, 2, 3),
});

type Container = Record<string | number, unknown>;

/** Every place of the job that holds a value of its own. */
function leaves(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value !== 'object' || value === null) return [[...path]];
  return Object.entries(value).flatMap(([name, item]) => leaves(item, [...path, name]));
}

function at(job: Job, path: readonly string[]): { holder: Container; name: string } {
  let holder = job as unknown as Container;
  for (const name of path.slice(0, -1)) holder = holder[name] as Container;
  return { holder, name: path.at(-1)! };
}

function other(value: unknown): unknown {
  if (typeof value === 'number') return value + 1;
  return typeof value === 'boolean' ? !value : `other than ${value}`;
}

const places = leaves(full());

test('the places are found', () => {
  // 5 of the network, 18 of the schedule, 13 parameters, 2 + 8 + 4 + 4 and 2 + 6 + 3 + 3 of points, 8 of the order.
  expect(places.length).toBe(76);
});

test('each place changes the hash, and each to another one', () => {
  const hashes = places.map((path) => {
    const job = full();
    const { holder, name } = at(job, path);
    holder[name] = other(holder[name]);
    return jobHash(job);
  });
  expect(new Set([jobHash(full()), ...hashes]).size).toBe(1 + places.length);
});

test('each bit of each array changes it', () => {
  const arrays = (job: Job) => [
    ...job.start.weights,
    ...job.start.biases,
    ...[job.train, job.test].flatMap(({ inputs, labels, targets }) => [inputs, labels, targets!]),
    job.order!,
  ];
  const original = jobHash(full());
  const which = fc.nat({ max: arrays(full()).length - 1 });
  fc.assert(
    fc.property(which, fc.nat(), (index, at) => {
      const job = full();
      const { buffer } = arrays(job)[index]!;
      const bytes = new Uint8Array(buffer);
      const bit = at % (8 * bytes.length);
      bytes[bit >> 3]! ^= 1 << (bit & 7);
      expect(jobHash(job)).not.toBe(original);
    }),
    { seed: 1, numRuns: 500 },
  );
});

describe('what is left out, added or moved changes it', () => {
  const { order: _order, ...withoutOrder } = full();
  const { targets: _targets, ...labelled } = full().train;
  const { layerRates: _rates, ...oneRate } = full().schedule;
  const weights = (...layers: number[][]) => ({
    ...full().start,
    weights: layers.map((layer) => Float64Array.from(layer)),
  });
  const { network, start, train } = full();

  const changed: readonly (readonly [string, Job])[] = [
    ['no order', withoutOrder],
    ['an empty order', { ...full(), order: new Int32Array() }],
    ['no targets', { ...full(), train: labelled }],
    ['no rates by layer', { ...full(), schedule: oneRate }],
    ['a weight more', { ...full(), start: weights([1, 2, 3, 4, 5, 6], [-1, -2, -3, 0]) }],
    ['a weight of the next layer', { ...full(), start: weights([1, 2, 3, 4, 5, 6, -1], [-2, -3]) }],
    ['training and test points exchanged', { ...full(), train: full().test, test: train }],
    ['a layer more', { ...full(), network: { ...network, widths: [2, 3, 1, 1] } }],
    ['weights for biases', { ...full(), start: { weights: start.biases, biases: start.weights } }],
  ];

  test.each(changed)('%s', (_name, job) => {
    expect(jobHash(job)).not.toBe(jobHash(full()));
  });

  test('each to another one', () => {
    expect(new Set(changed.map(([, job]) => jobHash(job))).size).toBe(changed.length);
  });

  test('a weight of the next layer, even where every byte looks like the mark between two arrays', () => {
    const mark = new Float64Array(new Uint8Array(8).fill('|'.charCodeAt(0)).buffer)[0]!;
    const [early, late] = [weights([mark, mark], [mark]), weights([mark], [mark, mark])];
    expect(jobHash({ ...full(), start: early })).not.toBe(jobHash({ ...full(), start: late }));
  });
});

test('the order of fields does not matter, nor where an array lies in memory', () => {
  const reversed = (value: unknown): unknown =>
    typeof value !== 'object' || value === null || ArrayBuffer.isView(value)
      ? value
      : Array.isArray(value)
        ? value.map(reversed)
        : Object.fromEntries(
            Object.entries(value)
              .map(([name, item]) => [name, reversed(item)])
              .reverse(),
          );
  expect(jobHash(reversed(full()) as Job)).toBe(jobHash(full()));

  const order = Int32Array.of(9, ...full().order!, 9).subarray(1, -1);
  expect(jobHash({ ...full(), order })).toBe(jobHash(full()));
});
