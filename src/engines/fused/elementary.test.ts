import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type ActivationId, activations } from '../../network/activations.ts';
import { compiled } from './compile-fixture.ts';
import {
  type Exact,
  erf,
  errorInUlps,
  errorInUnits,
  exact,
  exp,
  log,
  normalCdf,
  normalDensity,
  one,
  over,
  tanh,
  times,
} from './exact-fixture.ts';

// How far the kernel's elementary functions are from the truth. They give the same bits on every machine, so the
// largest error over a fixed set of arguments is one number, written down to the hundredth of a unit in the last place.

declare const WebAssembly: {
  Module: { new (bytes: Uint8Array): object; imports(module: object): object[] };
  Instance: new (module: object, imports: object) => { readonly exports: object };
};

type Scalar = (x: number) => number;
type ById = (id: number, z: number) => number;
type ScalarName =
  | 'expNegative32'
  | 'expNegative64'
  | 'log1pUnit32'
  | 'log1pUnit64'
  | 'exp'
  | 'expm1'
  | 'log'
  | 'tanh'
  | 'erfc';
type Elementary = Record<ScalarName, Scalar> &
  Record<'activation32' | 'activation64' | 'slope32' | 'slope64', ById>;

const fixture = new WebAssembly.Module(
  await compiled(new URL('./elementary-fixture.as.ts', import.meta.url)),
);
const abort = () => {
  throw new Error('aborted');
};
const kernel = new WebAssembly.Instance(fixture, { env: { abort } }).exports as Elementary;

/** Numbers that fill an interval evenly: multiples of the golden section, and both ends. */
function evenly(from: number, to: number, count: number): number[] {
  const golden = (Math.sqrt(5) - 1) / 2;
  const inside = Array.from({ length: count }, (_, i) => from + (to - from) * ((i * golden) % 1));
  return [from, to, ...inside];
}
/** Numbers of all sizes between two powers of 2; the host's powers are exact for whole exponents only. */
const sizes = (from: number, to: number, count: number) =>
  evenly(from, to, count).map((e) => 2 ** Math.floor(e) * (1 + e - Math.floor(e)));
const bothSigns = (values: readonly number[]) => values.flatMap((x) => [x, -x]);
const negative = (values: readonly number[]) => values.map((x) => -x);

/** Decimals are rounded up: the figure is a bound on what was measured. */
const hundredths = (x: number) => Math.ceil(x * 100) / 100;

// ln 2^−126 and ln 2^−1022, below which e^x is no longer a normal number.
const least32 = -87.33654022216797;
const least64 = -708.3964185322641;

describe('four at a time in float32', () => {
  // The host's float64 functions are the truth: their own error, a few 2^−53, is some 2^−28 of a float32's last place.
  const measured = (found: Scalar, truth: Scalar, from: readonly number[]) =>
    hundredths(
      Math.max(
        ...from.map((x) => {
          const at = Math.fround(x);
          return errorInUlps(found(at), exact(truth(at)), 'float32');
        }),
      ),
    );

  test('exp of negatives', () => {
    const at = [...evenly(least32, 0, 20_000), ...negative(sizes(-140, 6, 10_000))];
    expect(measured(kernel.expNegative32, Math.exp, at)).toBe(0.96);
  });

  test('log1p on [0, 1]', () => {
    const at = [...evenly(0, 1, 40_000), ...sizes(-126, 0, 10_000)];
    expect(measured(kernel.log1pUnit32, Math.log1p, at)).toBe(1.81);
  });
});

describe('float64', () => {
  const rows: readonly (readonly [
    name: ScalarName,
    ulps: number,
    truth: (x: Exact, at: number) => Exact,
    at: readonly number[],
  ])[] = [
    ['expNegative64', 0.91, exp, [...evenly(least64, 0, 3000), ...negative(sizes(-70, 9, 1000))]],
    [
      'log1pUnit64',
      1.31,
      (e, at) => log(one + e, Math.log1p(at)),
      [...evenly(0, 1, 3000), ...sizes(-1022, 0, 1000)],
    ],
    ['exp', 0.5, exp, [...evenly(-745, 709, 2000), ...bothSigns(sizes(-70, 9, 500))]],
    ['expm1', 0.7, (x) => exp(x) - one, [...evenly(-60, 0, 2000), ...negative(sizes(-1022, 5, 1000))]],
    ['log', 0.51, (x, at) => log(x, Math.log(at)), [...evenly(1, 3, 2000), ...sizes(0, 10, 1000)]],
    ['tanh', 1.52, tanh, [...evenly(-22, 22, 2000), ...bothSigns(sizes(-1022, 3, 1000))]],
    [
      'erfc',
      1.95,
      (x) => one - erf(x),
      [...evenly(-6.5, 6.5, 1500), ...evenly(6, 26, 60), ...sizes(-60, 0, 500)],
    ],
  ];
  test.each(rows)('%s within %d units in the last place', (name, ulps, truth, at) => {
    const errors = at.map((x) => errorInUlps(kernel[name](x), truth(exact(x), x), 'float64'));
    expect(hundredths(Math.max(...errors))).toBe(ulps);
  });
});

/** Of the kernel's enumeration. */
const codes = { tanh: 3, sigmoid: 4, elu: 5, selu: 6, gelu: 7 } satisfies Partial<
  Record<ActivationId, number>
>;
type Smooth = keyof typeof codes;

const sigmoid = (z: Exact) => over(exp(z), one + exp(z));
const seluScale = exact(1.0507009873554805);
const seluAlpha = exact(1.6732632423543772);
const preActivations = [...evenly(-30, 30, 1000), ...bothSigns(sizes(-60, 5, 500))];

describe('activations in float64', () => {
  const rows: readonly (readonly [name: Smooth, ulps: number, truth: (z: Exact) => Exact])[] = [
    ['tanh', 1.1, tanh],
    ['sigmoid', 1.93, sigmoid],
    ['elu', 0.7, (z) => (z > 0n ? z : exp(z) - one)],
    ['selu', 1.7, (z) => times(seluScale, z > 0n ? z : times(seluAlpha, exp(z) - one))],
  ];
  test.each(rows)('%s within %d units in the last place', (name, ulps, truth) => {
    const errors = preActivations.map((z) =>
      errorInUlps(kernel.activation64(codes[name], z), truth(exact(z)), 'float64'),
    );
    expect(hundredths(Math.max(...errors))).toBe(ulps);
  });

  const geluError = (z: number) =>
    errorInUlps(kernel.activation64(codes.gelu, z), times(exact(z), normalCdf(exact(z))), 'float64');

  test('gelu right of 0 within 1.13 units in the last place', () => {
    expect(hundredths(Math.max(...evenly(0, 9, 400).map(geluError)))).toBe(1.13);
  });

  // The rounding of z / √2 is multiplied by z² in the tail of the normal distribution.
  test('gelu left of 0 within 1.38 (1 + z²) units in the last place', () => {
    const errors = [...evenly(-9, 0, 400), ...evenly(-37, -9, 40)].map((z) => geluError(z) / (1 + z * z));
    expect(hundredths(Math.max(...errors))).toBe(1.38);
  });
});

describe('slopes in float64', () => {
  // As every framework takes them: those of tanh and the sigmoid from the value, so that they are 0 where the unit is
  // saturated. What counts is the error beside the largest slope, in units of 2^−53.
  const rows: readonly (readonly [name: Smooth, units: number, truth: (z: Exact) => Exact])[] = [
    ['tanh', 1.41, (z) => one - times(tanh(z), tanh(z))],
    ['sigmoid', 1.39, (z) => times(sigmoid(z), one - sigmoid(z))],
    ['elu', 0.5, (z) => (z > 0n ? one : exp(z))],
    ['selu', 2.61, (z) => times(seluScale, z > 0n ? one : times(seluAlpha, exp(z)))],
    ['gelu', 1.42, (z) => normalCdf(z) + times(z, normalDensity(z))],
  ];
  test.each(rows)('%s within %d units of 2^−53', (name, units, truth) => {
    const at = name === 'gelu' ? evenly(-12, 12, 200) : preActivations;
    const errors = at.map((z) => errorInUnits(kernel.slope64(codes[name], z), truth(exact(z)), -53));
    expect(hundredths(Math.max(...errors))).toBe(units);
  });
});

test('float32 activations and slopes are those of float64, rounded', () => {
  for (const id of Object.values(codes))
    for (const z of preActivations.map(Math.fround)) {
      expect(kernel.activation32(id, z)).toBe(Math.fround(kernel.activation64(id, z)));
      expect(kernel.slope32(id, z)).toBe(Math.fround(kernel.slope64(id, z)));
    }
});

describe('at the edges', () => {
  test.each([
    ['expNegative32', -0, 1],
    ['expNegative32', least32, Math.fround(Math.exp(least32))],
    ['expNegative32', -87.337, 0],
    ['expNegative32', -Infinity, 0],
    ['expNegative32', Number.NaN, Number.NaN],
    ['expNegative32', -(2 ** -149), 1],
    ['expNegative64', -0, 1],
    ['expNegative64', -708.397, 0],
    ['expNegative64', -Infinity, 0],
    ['expNegative64', Number.NaN, Number.NaN],
    ['log1pUnit32', 0, 0],
    ['log1pUnit64', 0, 0],
    ['erfc', Infinity, 0],
    ['erfc', -Infinity, 2],
    ['erfc', Number.NaN, Number.NaN],
  ] as const)('%s of %d is %d', (name, x, value) => {
    expect(kernel[name](x)).toBe(value);
  });

  const edges = [0, -0, Infinity, -Infinity, Number.NaN, 2 ** -1074, -(2 ** -1074)];
  test.each(Object.keys(codes) as Smooth[])('%s is what the reference engine has', (name) => {
    const { value, derivative } = activations[name];
    for (const z of edges) {
      expect(kernel.activation64(codes[name], z)).toBe(value(z));
      expect(kernel.slope64(codes[name], z)).toBe(derivative(z));
    }
  });

  test.each([
    ['relu', 0],
    ['leaky-relu', 1],
    ['linear', 2],
  ] as const)('%s, too, but for the sign of 0', (name, code) => {
    const { value } = activations[name];
    for (const z of edges)
      for (const bits of [32, 64] as const) {
        const found = kernel[`activation${bits}`](code, z);
        expect(found + 0).toBe((bits === 32 ? Math.fround(value(Math.fround(z))) : value(z)) + 0);
      }
  });
});

test('the kernel takes no elementary function from its host', () => {
  const shipped = new WebAssembly.Module(readFileSync(new URL('./kernel.wasm', import.meta.url)));
  expect(WebAssembly.Module.imports(shipped)).toEqual([{ module: 'env', name: 'abort', kind: 'function' }]);
});
