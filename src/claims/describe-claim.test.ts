import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { costAt } from '../measurements/specs.ts';
import type { Network } from '../network/network.ts';
import type { Setting } from '../training/setting.ts';
import { always, reproduced, usually } from './claim.ts';
import { describeClaim } from './describe-claim.ts';
import { describeDifference, describeSetting } from './describe-setting.ts';
import { better } from './score.ts';
import { notes } from './sources.ts';
import { tiny } from './world-fixture.ts';

describe('a setting as sentences', () => {
  test('training on all points', () => {
    expect(describeSetting(tiny)).toBe(
      'A network of [2, 4, 3, 1] units, tanh between the layers, binary cross entropy. 20 training and 10 test points of two circles, radius 1 and 0.8, noise 0.05, the same for every key (NumPy seeds 1 and 2). Gradient descent at rate 0.1, all points in every step, 20 steps.',
    );
  });

  test('no hidden layer, no test points, data per key, minibatches of Adam', () => {
    const setting: Setting = {
      network: { widths: [2, 1], activation: 'relu', loss: 'binary-cross-entropy' },
      data: { dataset: 'xor', train: 1000, test: 0, seeds: 'per-key' },
      schedule: {
        optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
        learningRate: 0.001,
        batch: 32,
        steps: 15_000,
        record: { costEvery: 1 },
      },
    };
    const sentence = describeSetting(setting);
    expect(sentence).toMatch(
      /^A network of \[2, 1\] units, binary cross entropy\. 1,000 training points of /,
    );
    expect(sentence).toContain(
      ', drawn anew for every key. Adam at rate 0.001, 32 points a step, 15,000 steps.',
    );
  });

  test('nothing trained', () => {
    expect(describeSetting({ ...tiny, schedule: { ...tiny.schedule, steps: 0 } })).toMatch(
      /Nothing is trained: the network is looked at before its first step\.$/,
    );
  });
});

test('layers of one width that follow each other are counted', () => {
  const widths = (...widths: number[]) =>
    /\[.*?\]/.exec(describeSetting({ ...tiny, network: { ...tiny.network, widths } }))![0];
  expect(widths(2, ...Array<number>(30).fill(128), 1)).toBe('[2, 30 × 128, 1]');
  expect(widths(2, 5, 5, 1)).toBe('[2, 5, 5, 1]');
});

test('residual branches', () => {
  const network = { ...tiny.network, widths: [2, 4, 6, 4, 1] };
  const told = (residual: Network['residual'] & object) =>
    describeSetting({ ...tiny, network: { ...network, residual } }).split(', binary')[0];
  expect(told({ branchLayers: 2 })).toBe(
    'A network of [2, 4, 6, 4, 1] units, residual branches of 2 layers, tanh inside them',
  );
  expect(told({ branchLayers: 1, multipliers: true })).toBe(
    'A network of [2, 4, 6, 4, 1] units, residual branches of 1 layer, each with a learnt multiplier',
  );
});

describe('what an arm does otherwise', () => {
  test('nothing', () => {
    expect(describeDifference({ init: 'he' })).toBeNull();
    expect(describeDifference({ init: 'he', schedule: {} })).toBeNull();
  });

  test('everything', () => {
    expect(
      describeDifference({
        init: 'he',
        biases: ['normal', { std: 0.1 }],
        schedule: {
          optimizer: { name: 'nesterov', momentum: 0.9 },
          learningRate: 0.1,
          batch: 'full',
          steps: 1500,
        },
      }),
    ).toBe(
      'biases start from randn × .1, Nesterov momentum 0.9, rate 0.1, all points in every step, 1,500 steps',
    );
  });
});

test('what starts otherwise in an arm, and its network', () => {
  expect(
    describeDifference({
      init: 'he',
      network: { widths: [2, 3, 1], activation: 'relu' },
      places: { 'branch-end': 'zeros', last: 'lecun' },
      multipliers: 'zeros',
      lsuv: true,
      schedule: { layerRates: { weights: [1, 2], biases: [1, 2] } },
    }),
  ).toBe(
    '[2, 3, 1] units, ReLU, the last layer of each branch starts from zeros, the last layer starts from LeCun, multipliers of branches start from zeros, scaled by LSUV on the training points, rates of its own for each layer',
  );
});

const stated = { statement: 'A statement', source: notes('nowhere'), faults: [] };

describe('a claim without what cannot be written down', () => {
  const exact = always('test/exact', {
    ...stated,
    over: 'Numbers.',
    given: { n: fc.nat() },
    measure: 'size',
    deviation: () => 0,
    atMost: 0.5,
    cases: 7,
  });
  const statistical = usually('test/statistical', {
    ...stated,
    setting: tiny,
    arms: { a: 'he', b: 'glorot' },
    score: better('a', 'b', costAt(20)),
    means: 'a was lower',
    mean: { below: 0.4 },
    keys: 6,
  });
  const done = reproduced('test/reproduced', {
    ...stated,
    setting: tiny,
    numpySeed: 3,
    runs: [],
    costTolerance: 1e-9,
    accuracyTolerance: 0.0005,
  });

  test('exact', () => {
    expect(describeClaim(exact)).toEqual({
      ...stated,
      id: 'test/exact',
      kind: 'always',
      record: 'holds',
      note: '',
      from: 'quick',
      setting: { sentence: 'Numbers.', data: { cases: 7, measure: 'size', atMost: 0.5 } },
      decision: 'For each of 7 drawn cases: the size is at most 0.5.',
      engine: null,
      definition: null,
    });
  });

  test('the engine that it names', () => {
    expect(describeClaim(statistical).engine).toBeNull();
    const { engine, setting } = describeClaim({ ...statistical, engine: 'reference' });
    expect(engine).toBe('reference');
    expect(setting.sentence).toMatch(/20 steps\. On the reference engine\.$/);
  });

  test('statistical: the definition is the whole claim, as plain data', () => {
    const { decision, definition, setting } = describeClaim(statistical);
    expect(decision).toBe(
      'A key scores 1 when: a was lower. The mean score lies below 0.4, decided over at most 6 keys.',
    );
    expect(definition).toEqual(statistical);
    expect(JSON.parse(JSON.stringify(definition))).toEqual(statistical);
    expect(setting.data).toMatchObject({
      arms: { a: 'he', b: 'glorot' },
      mean: { below: 0.4 },
      network: tiny.network,
    });
  });

  test('reproduced', () => {
    const { decision, definition, setting } = describeClaim(done);
    expect(decision).toBe('Every published cost comes out within 1e-9, every accuracy within 0.0005.');
    expect(setting.sentence).toMatch(/Weights from NumPy’s stream, seed 3, layer by layer\.$/);
    expect(definition).toBeNull();
  });
});
