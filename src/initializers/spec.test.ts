import { expect, test } from 'vitest';
import { rootKey } from '../random/key.ts';
import { initializers } from './registry.ts';
import { type InitializerSpec, initializerFrom, initializerLabel } from './spec.ts';

const all = Object.keys(initializers).join(', ');

test.each<[unknown, string]>([
  ['hee', `unknown initializer: hee (expected one of ${all}; did you mean he?)`],
  ['Xavier', `unknown initializer: Xavier (expected one of ${all})`],
  ['lecum', `unknown initializer: lecum (expected one of ${all}; did you mean lecun?)`],
  ['toString', `unknown initializer: toString (expected one of ${all})`],
  ['HE_uniform', `unknown initializer: HE_uniform (expected one of ${all}; did you mean he-uniform?)`],
  [42, 'invalid initializer: 42 (expected a name or [name, parameters])'],
  [undefined, 'invalid initializer: undefined (expected a name or [name, parameters])'],
  [['normal', {}, 3], 'invalid initializer: ["normal",{},3] (expected a name or [name, parameters])'],
  [['normal', 10], 'invalid parameters of normal: 10 (expected an object by name)'],
  [['normal', [10]], 'invalid parameters of normal: [10] (expected an object by name)'],
  [['normal', { std: -1 }], 'invalid std: -1 (expected a number ≥ 0)'],
  [['normal', { std: '10' }], 'invalid std: "10" (expected a number ≥ 0)'],
  [['normal', { std: null }], 'invalid std: null (expected a number ≥ 0)'],
  [['normal', { std: Number.NaN }], 'invalid std: NaN (expected a number ≥ 0)'],
  [['normal', { mean: Number.POSITIVE_INFINITY }], 'invalid mean: Infinity (expected a finite number)'],
  [['normal', { stdd: 1 }], 'unknown parameter of normal: stdd (expected mean, std)'],
  [['truncated-normal', { std: -1 }], 'invalid std: -1 (expected a number ≥ 0)'],
  [['uniform', { limit: -1 }], 'invalid limit: -1 (expected a number ≥ 0)'],
  [['constant', { value: Number.NaN }], 'invalid value: NaN (expected a finite number)'],
  [['orthogonal', { gain: -1 }], 'invalid gain: -1 (expected a number ≥ 0)'],
  [['identity', { gain: '1' }], 'invalid gain: "1" (expected a finite number)'],
  [['he', { gain: 1 }], 'unknown parameter of he: gain (expected no parameters)'],
  [['zeros', { value: 1 }], 'unknown parameter of zeros: value (expected no parameters)'],
  [['variance-scaling', { scale: -2 }], 'invalid scale: -2 (expected a number ≥ 0)'],
  [
    ['variance-scaling', { mode: 'fan_in' }],
    'unknown mode: "fan_in" (expected one of fan-in, fan-out, fan-avg, fan-geo-avg)',
  ],
  [
    ['variance-scaling', { distribution: 3 }],
    'unknown distribution: 3 (expected one of normal, truncated-normal, uniform)',
  ],
])('%j is refused', (spec, message) => {
  expect(() => initializerFrom(spec)).toThrow(new RangeError(message));
});

test.each<[InitializerSpec, string, string]>([
  ['zeros', 'zeros', '0'],
  [['constant', { value: 0.5 }], 'constant .5', '.5'],
  [['normal', { std: 1 }], 'randn × 1', 'N(0, 1²)'],
  [['normal', { std: 10 }], 'randn × 10', 'N(0, 10²)'],
  [['normal', { std: 0.01 }], 'randn × .01', 'N(0, .01²)'],
  [['normal', { std: 0 }], 'randn × 0', 'N(0, 0²)'],
  [['normal', { mean: -0.5 }], 'randn − .5', 'N(-.5, 1²)'],
  [['normal', { mean: 3, std: 0.5 }], 'randn × .5 + 3', 'N(3, .5²)'],
  ['he', 'He', 'N(0, 2 / fan-in)'],
  ['he-uniform', 'He uniform', 'U(±√(6 / fan-in))'],
  ['glorot', 'Xavier / Glorot', 'N(0, 2 / (fan-in + fan-out))'],
  ['glorot-uniform', 'Xavier / Glorot uniform', 'U(±√(6 / (fan-in + fan-out)))'],
  ['lecun', 'LeCun', 'N(0, 1 / fan-in)'],
  ['pytorch-linear', 'PyTorch linear', 'U(±√(1 / fan-in))'],
  [['truncated-normal', { std: 0.05 }], 'truncated normal × .05', 'N(0, .05²), cut at both ends'],
  [['orthogonal', { gain: Math.SQRT2 }], 'orthogonal × 1.414', 'WᵀW = 1.414² I'],
])('%j is called %s, %s', (spec, label, formula) => {
  expect(initializerLabel(spec)).toBe(label);
  expect(initializerFrom(spec).formula).toBe(formula);
});

test('0 is a spread like any other, and its law is a step', () => {
  const specs = [
    ['normal', { std: 0, mean: 2 }],
    ['truncated-normal', { std: 0, mean: 2 }],
    ['uniform', { limit: 0 }],
    ['orthogonal', { gain: 0 }],
    ['variance-scaling', { scale: 0 }],
  ] as const;
  for (const spec of specs) {
    const initializer = initializerFrom(spec);
    const { mean, variance, cdf } = initializer.law([3, 2]);
    expect(initializer.draw(rootKey(0).draws(), [3, 2]).every((weight) => weight === mean)).toBe(true);
    expect([variance, cdf!(mean - 1e-9), cdf!(mean), cdf!(mean + 1e-9)]).toEqual([0, 0, 1, 1]);
  }
});

test.each([
  [0, 3],
  [3, 2.5],
  [-1, 1],
] as const)('shape %d, %d is refused', (fanOut, fanIn) => {
  for (const id of Object.keys(initializers)) {
    const message = `invalid shape: ${fanOut},${fanIn} (expected two whole numbers, 1 or more)`;
    expect(() => initializerFrom(id).draw(rootKey(0).draws(), [fanOut, fanIn])).toThrow(message);
  }
});
