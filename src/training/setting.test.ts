import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { datasets } from '../datasets/registry.ts';
import type { Schedule } from '../engines/schedule.ts';
import type { Network } from '../network/network.ts';
import { canonicalJson, checkSetting, type Data, type Setting, settingHash } from './setting.ts';

const network: Network = { widths: [2, 10, 5, 1], activation: 'relu', loss: 'binary-cross-entropy' };
const data: Data = { dataset: 'circles', train: 300, test: 100, seeds: 'per-key' };
const schedule: Schedule = {
  optimizer: { name: 'sgd' },
  learningRate: 0.01,
  batch: 'full',
  steps: 100,
  record: { costEvery: 10 },
};
const setting: Setting = { network, data, schedule };

describe('canonical JSON', () => {
  test('does not depend on the order in which fields were written, at any depth', () => {
    expect(canonicalJson({ b: [{ d: 1, c: 2 }], a: { f: null, e: 'x' } })).toBe(
      canonicalJson({ a: { e: 'x', f: null }, b: [{ c: 2, d: 1 }] }),
    );
  });

  test('keeps the order of arrays, and gives back what it was made from', () => {
    expect(canonicalJson([2, 10, 5])).not.toBe(canonicalJson([10, 2, 5]));
    const plain = fc
      .jsonValue({ maxDepth: 4 })
      .filter((value) => !JSON.stringify(value).includes('__proto__'));
    fc.assert(
      fc.property(plain, (value) => {
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  test('tells numbers apart that JSON writes as null', () => {
    const texts = [null, Number.NaN, Infinity, -Infinity, 'NaN', 0].map((value) => canonicalJson([value]));
    expect(new Set(texts).size).toBe(texts.length);
  });
});

test('a setting’s hash names its content', () => {
  expect(settingHash(setting)).toMatch(/^[0-9a-f]{16}$/);
  expect(settingHash({ schedule, data: { ...data }, network })).toBe(settingHash(setting));
  const others: Setting[] = [
    { ...setting, network: { ...network, widths: [2, 5, 10, 1] } },
    { ...setting, data: { ...data, dataset: 'xor' } },
    { ...setting, data: { ...data, seeds: { train: 1, test: 2 } } },
    { ...setting, schedule: { ...schedule, steps: 101 } },
  ];
  expect(new Set([setting, ...others].map(settingHash)).size).toBe(1 + others.length);
});

// Every replicate’s key comes from it: a change of it changes every result there is. Made by a second program, in
// Python (json.dumps with sorted keys and no spaces, hashlib).
test('the hash of a setting stays what it is', () => {
  expect(settingHash(setting)).toBe('897fd835dc46393e');
});

interface Change {
  readonly network?: Partial<Network>;
  readonly data?: Partial<Data>;
  readonly schedule?: Partial<Schedule>;
}

const changed = (change: Change): Setting => ({
  network: { ...network, ...change.network },
  data: { ...data, ...change.data },
  schedule: { ...schedule, ...change.schedule },
});

test.each<Change>([
  {},
  { schedule: { batch: 32, steps: 0 } },
  { data: { dataset: 'digits' }, network: { widths: [64, 30, 10], loss: 'softmax-cross-entropy' } },
  { network: { widths: [2, 3, 2], loss: 'softmax-cross-entropy' } },
  { network: { widths: [2, 4], loss: 'squared-error' } },
])('%j is a setting', (change) => {
  expect(() => checkSetting(changed(change))).not.toThrow();
});

test.each<[string, Change]>([
  ['invalid layers: 2 (expected at least inputs and outputs, e.g. 2,10,5,1)', { network: { widths: [2] } }],
  [
    'invalid layer width: 0 (expected a whole number of units, 1 or more)',
    { network: { widths: [2, 0, 1] } },
  ],
  ['invalid output width: 2 (binary cross-entropy has 1 output)', { network: { widths: [2, 3, 2] } }],
  ['invalid layers: 3,5,1 (the data has 2 inputs, the network 3)', { network: { widths: [3, 5, 1] } }],
  [
    'invalid layers: 2,5,3 (the data has 2 classes, the network 3 outputs)',
    { network: { widths: [2, 5, 3], loss: 'softmax-cross-entropy' } },
  ],
  [
    'invalid layers: 64,5,1 (the data has 10 classes, the network 1 outputs)',
    { network: { widths: [64, 5, 1] }, data: { dataset: 'digits' } },
  ],
  ['invalid learning rate: 0 (expected a number above 0)', { schedule: { learningRate: 0 } }],
  ['invalid learning rate: NaN (expected a number above 0)', { schedule: { learningRate: Number.NaN } }],
  ['invalid learning rate: Infinity (expected a number above 0)', { schedule: { learningRate: Infinity } }],
  ['invalid steps: -1 (expected a whole number, 0 or more)', { schedule: { steps: -1 } }],
  ['invalid steps: 1.5 (expected a whole number, 0 or more)', { schedule: { steps: 1.5 } }],
  ["invalid batch: 0 (expected 'full' or a whole number of points)", { schedule: { batch: 0 } }],
  ["invalid batch: 2.5 (expected 'full' or a whole number of points)", { schedule: { batch: 2.5 } }],
  [
    'invalid recording: the cost every 0 steps (expected a whole number, 1 or more)',
    { schedule: { record: { costEvery: 0 } } },
  ],
])('%s', (message, change) => {
  expect(() => checkSetting(changed(change))).toThrow(new RangeError(message));
});

test('an unknown dataset is refused by name', () => {
  expect(() => checkSetting(changed({ data: { dataset: 'circle' as 'circles' } }))).toThrow(
    `unknown dataset: circle (expected one of ${Object.keys(datasets).join(', ')}; did you mean circles?)`,
  );
});
