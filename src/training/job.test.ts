import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasetFrom } from '../datasets/spec.ts';
import type { Schedule } from '../engines/schedule.ts';
import { rootKey } from '../random/key.ts';
import { numpyLegacy } from '../random/numpy-legacy.ts';
import { type Arm, armFrom, armLabel, startingParameters } from './arm.ts';
import { batchOrder, jobFor, layerDraws, replicateKey, sharedDraws } from './job.ts';
import { layerVariances } from './lsuv.ts';
import type { Data, Setting } from './setting.ts';

const setting: Setting = {
  network: { widths: [2, 10, 5, 1], activation: 'relu', loss: 'binary-cross-entropy' },
  data: { dataset: 'circles', train: 30, test: 20, seeds: 'per-key' },
  schedule: {
    optimizer: { name: 'sgd' },
    learningRate: 0.01,
    batch: 'full',
    steps: 10,
    record: { costEvery: 1 },
  },
};
const he: Arm = { init: 'he' };
const large: Arm = { init: ['normal', { std: 10 }] };
const key = (index: number) => replicateKey(1, setting, index);

describe('the key of a replicate', () => {
  test('derives from seed, setting and index', () => {
    const longer = { ...setting, schedule: { ...setting.schedule, steps: 11 } };
    const paths = [key(0), key(1), replicateKey(2, setting, 0), replicateKey(1, longer, 0)].map(
      ({ path }) => path,
    );
    expect(new Set(paths).size).toBe(4);
    expect(key(0).path).toMatch(/^1\/[0-9a-f]{16}\/replicate-0$/);
    expect(replicateKey(1, structuredClone(setting), 0).path).toBe(key(0).path);
  });

  test('is the same for every arm: points and order of batches are too', () => {
    const minibatch = { ...setting, schedule: { ...setting.schedule, batch: 8 } };
    const [one, two] = [he, large].map((arm) => jobFor(minibatch, arm, key(3)));
    expect(two).toMatchObject({ train: one!.train, test: one!.test, order: one!.order });
    expect(one!.start).not.toEqual(two!.start);
  });
});

test('arms meet on common random numbers: He and randn × 10 differ by a factor, layer by layer', () => {
  const { widths } = setting.network;
  const [one, two] = [he, large].map((arm) => jobFor(setting, arm, key(0)).start);
  one!.weights.forEach((weights, l) => {
    const factor = Math.sqrt(2 / widths[l]!) / 10;
    // Two products and a quotient, each rounded once.
    weights.forEach((weight, i) => {
      expect(weight / (factor * two!.weights[l]![i]!)).toBeCloseTo(1, 14);
    });
  });
});

test('layers draw from streams of their own: a layer’s width moves no other layer’s numbers', () => {
  const wider: Setting = { ...setting, network: { ...setting.network, widths: [2, 20, 5, 1] } };
  const start = (of: Setting) =>
    startingParameters(of.network, { init: large.init, biases: large.init }, layerDraws(key(0)));
  const [narrow, wide] = [start(setting), start(wider)];
  expect(wide.weights[0]!.subarray(0, 20)).toEqual(narrow.weights[0]);
  expect(wide.weights[2]).toEqual(narrow.weights[2]);
  expect(wide.biases[1]).toEqual(narrow.biases[1]);
  const first = [...narrow.weights, ...narrow.biases].map((numbers) => numbers[0]);
  expect(new Set(first).size).toBe(first.length);
});

test('parameters have the network’s shapes; biases are zeros unless the arm says otherwise', () => {
  const { start } = jobFor(setting, he, key(0));
  expect(start.weights.map(({ length }) => length)).toEqual([20, 50, 5]);
  expect(start.biases).toEqual([new Float64Array(10), new Float64Array(5), new Float64Array(1)]);
  const biased = jobFor(setting, { init: 'he', biases: ['constant', { value: 0.5 }] }, key(0)).start;
  expect(biased.biases).toEqual([10, 5, 1].map((units) => new Float64Array(units).fill(0.5)));
  expect(biased.weights).toEqual(start.weights);
});

test('an arm may have a network of its own, start some layers otherwise, and say where multipliers start', () => {
  const network = { widths: [2, 4, 3, 4, 1], residual: { branchLayers: 2, multipliers: true } };
  const arm: Arm = {
    init: 'he',
    network,
    places: { 'branch-end': 'zeros', last: 'ones' },
    multipliers: ['constant', { value: 0.5 }],
  };
  const job = jobFor(setting, arm, key(0));
  expect(job.network).toEqual({ ...setting.network, ...network });
  expect(job.start.weights.map((w) => w.length)).toEqual([8, 12, 12, 4]);
  expect(job.start.weights[2]).toEqual(new Float64Array(12));
  expect(job.start.weights[3]).toEqual(new Float64Array(4).fill(1));
  expect(job.start.weights.slice(0, 2).every((w) => w.every((value) => value !== 0))).toBe(true);
  expect(job.start.multipliers).toEqual([Float64Array.of(0.5)]);
  expect(jobFor(setting, { init: 'he', network }, key(0)).start.multipliers).toEqual([Float64Array.of(1)]);
  expect(jobFor(setting, he, key(0)).start.multipliers).toBeUndefined();
});

test('an arm of LSUV is scaled on the points that it is trained on', () => {
  const tanh: Setting = { ...setting, network: { ...setting.network, activation: 'tanh' } };
  const { network, start, train } = jobFor(tanh, { init: 'orthogonal', lsuv: true }, key(0));
  // Within LSUV's own tolerance, and no weight but by a factor for its layer.
  for (const variance of layerVariances(network, start, train))
    expect(Math.abs(variance - 1)).toBeLessThan(0.1);
  const { weights } = jobFor(tanh, { init: 'orthogonal' }, key(0)).start;
  weights.forEach((drawn, l) => {
    const factor = start.weights[l]![0]! / drawn[0]!;
    drawn.forEach((weight, i) => {
      expect(start.weights[l]![i]! / weight).toBeCloseTo(factor, 12);
    });
  });
  expect(() => startingParameters(network, { init: 'he', lsuv: true }, layerDraws(key(0)))).toThrow(
    new RangeError('missing points: LSUV scales weights on the points that it is trained on'),
  );
});

test('an arm’s schedule replaces what it names', () => {
  const { schedule } = jobFor(setting, { init: 'he', schedule: { learningRate: 1 } }, key(0));
  expect(schedule).toEqual({ ...setting.schedule, learningRate: 1 });
});

test('an arm may be written as its initializer, and is called by it unless it has a name', () => {
  expect(armFrom('he')).toEqual(he);
  expect(armFrom(['normal', { std: 10 }])).toEqual(large);
  expect(armFrom({ init: 'he', label: 'mine' })).toEqual({ init: 'he', label: 'mine' });
  expect([armLabel(he), armLabel(large), armLabel({ init: 'he', label: '' })]).toEqual([
    'He',
    'randn × 10',
    '',
  ]);
});

test('one shared stream gives the course’s weights', () => {
  const golden = JSON.parse(
    readFileSync(new URL('../initializers/golden/course-initial-weights.json', import.meta.url), 'utf8'),
  ) as { runs: { kind: string; layers: number[]; initSeed: number; initial: { W: number[][][] } }[] };
  const run = golden.runs.find(({ kind }) => kind === 'he')!;
  const network = { ...setting.network, widths: run.layers };
  const { weights } = startingParameters(network, he, sharedDraws(numpyLegacy(run.initSeed)));
  expect(weights.length).toBe(run.initial.W.length);
  weights.forEach((layer, l) => {
    const wanted = run.initial.W[l]!.flat();
    expect(layer.length).toBe(wanted.length);
    // The logarithm differs from the C library's in the last bits.
    layer.forEach((weight, i) => {
      expect(Math.abs(weight - wanted[i]!)).toBeLessThanOrEqual(4e-15);
    });
  });
});

describe('points', () => {
  const split = (data: Partial<Data>, index: number) => {
    const { train, test } = jobFor({ ...setting, data: { ...setting.data, ...data } }, he, key(index));
    return { train, test };
  };

  test('of fixed seeds are the same for every key: NumPy’s', () => {
    const seeds = { train: 1, test: 2 };
    const draws = { train: numpyLegacy(1), test: numpyLegacy(2) };
    const wanted = datasetFrom('circles').split(draws, { train: 30, test: 20 });
    for (const index of [0, 1]) expect(split({ seeds }, index)).toEqual(wanted);
    expect(split({ seeds: { train: 3, test: 2 } }, 0).train).not.toEqual(wanted.train);
    expect(split({ seeds: { train: 1, test: 3 } }, 0)).toMatchObject({ train: wanted.train });
  });

  test.each(['circles', 'xor', 'gaussians', 'digits'] as const)('of %s differ from key to key', (dataset) => {
    expect(split({ dataset }, 0)).toEqual(split({ dataset }, 0));
    expect(split({ dataset }, 0).train.inputs).not.toEqual(split({ dataset }, 1).train.inputs);
    expect(split({ dataset }, 0).test.inputs).not.toEqual(split({ dataset }, 1).test.inputs);
  });

  test('for training and for testing come from streams of their own', () => {
    const { train, test } = split({ train: 25, test: 25 }, 0);
    const both = new Set([...train.inputs, ...test.inputs]);
    expect(both.size).toBe(100); // no coordinate twice
    expect(split({ train: 25, test: 40 }, 0).train).toEqual(train);
    expect(split({ train: 40, test: 25 }, 0).test).toEqual(test);
  });
});

describe('the order of minibatches', () => {
  const schedule = (batch: Schedule['batch'], steps: number): Schedule => ({
    ...setting.schedule,
    batch,
    steps,
  });

  test('there is none in full batch', () => {
    expect(batchOrder(schedule('full', 10), 30, key(0))).toBeUndefined();
    expect('order' in jobFor(setting, he, key(0))).toBe(false);
  });

  test('is a new permutation for each epoch that the steps reach', () => {
    const settings = fc.record({
      batch: fc.integer({ min: 1, max: 40 }),
      steps: fc.integer({ min: 0, max: 50 }),
      count: fc.integer({ min: 1, max: 30 }),
    });
    fc.assert(
      fc.property(settings, ({ batch, steps, count }) => {
        const order = batchOrder(schedule(batch, steps), count, key(0))!;
        let reached = 0;
        for (let step = 0; step < steps; reached++) for (let at = 0; at < count; at += batch) step++;
        expect(order.length).toBe(reached * count);
        for (let epoch = 0; epoch < reached; epoch++)
          expect([...order.subarray(epoch * count, (epoch + 1) * count)].sort((a, b) => a - b)).toEqual(
            Array.from({ length: count }, (_, i) => i),
          );
      }),
      { seed: 1, numRuns: 200 },
    );
    const [first, second] = [0, 30].map((at) =>
      batchOrder(schedule(10, 6), 30, key(0))!.subarray(at, at + 30),
    );
    expect(first).not.toEqual(second);
  });

  test('comes from a part of the key that nothing else draws from', () => {
    const { order } = jobFor({ ...setting, schedule: schedule(8, 10) }, he, key(0));
    expect(order).toEqual(batchOrder(schedule(8, 10), 30, key(0).child('batches')));
    expect(order).not.toEqual(batchOrder(schedule(8, 10), 30, key(1).child('batches')));
    // The first epoch of a longer run is the same one.
    expect(batchOrder(schedule(8, 20), 30, key(0).child('batches'))!.subarray(0, order!.length)).toEqual(
      order,
    );
  });

  test('derives from no seed but the key’s', () => {
    expect(batchOrder(schedule(8, 10), 30, rootKey(1))).toEqual(batchOrder(schedule(8, 10), 30, rootKey(1)));
    expect(batchOrder(schedule(8, 10), 30, rootKey(1))).not.toEqual(
      batchOrder(schedule(8, 10), 30, rootKey(2)),
    );
  });
});
