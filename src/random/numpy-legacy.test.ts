import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { numpyLegacy } from './numpy-legacy.ts';

interface Case {
  readonly seed: number;
  readonly rawUint32: number[];
  readonly lateRaw: { readonly start: number; readonly values: number[] }[];
  readonly randomSample: number[];
  readonly randn: number[];
  readonly shuffle: { readonly n: number; readonly values: number[] };
  readonly normal: { readonly loc: number; readonly scale: number; readonly values: number[] };
  readonly uniform: { readonly low: number; readonly high: number; readonly values: number[] };
  readonly mixed: {
    readonly randn: number[];
    readonly shuffle: number[];
    readonly normalScale: number;
    readonly normal: number[];
    readonly randomSample: number[];
  };
}

const { cases } = JSON.parse(
  readFileSync(new URL('./golden/numpy-legacy-random.json', import.meta.url), 'utf8'),
) as { cases: Case[] };

const times = <T>(values: readonly unknown[], next: () => T): T[] => values.map(() => next());

/** NumPy's logarithm is the C library's, ours another: normals may differ by 4e-15 max(1, |v|) (golden, `tolerance`). */
function expectNormals(drawn: readonly number[], golden: readonly number[]): void {
  expect(drawn.length).toBe(golden.length);
  drawn.forEach((value, i) => {
    const wanted = golden[i]!;
    expect(Math.abs(value - wanted)).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(wanted)));
  });
}

test('the golden file has its six seeds', () => {
  expect(cases.map(({ seed }) => seed)).toEqual([0, 1, 2, 3, 42, 4294967295]);
});

describe.each(cases)('as RandomState($seed)', (golden) => {
  const start = () => numpyLegacy(golden.seed);

  test('32-bit outputs', () => {
    expect(times(golden.rawUint32, start().uint32)).toEqual(golden.rawUint32);
  });

  test('outputs across renewals of the state', () => {
    for (const late of golden.lateRaw) {
      const stream = start();
      for (let i = 0; i < late.start; i++) stream.uint32();
      expect(times(late.values, stream.uint32)).toEqual(late.values);
    }
  });

  test('random_sample and uniform(low, high)', () => {
    expect(times(golden.randomSample, start().uniform)).toEqual(golden.randomSample);
    const { low, high, values } = golden.uniform;
    const stream = start();
    expect(times(values, () => low + (high - low) * stream.uniform())).toEqual(values);
  });

  test('randn and normal(loc, scale)', () => {
    expectNormals(times(golden.randn, start().normal), golden.randn);
    const { loc, scale, values } = golden.normal;
    const stream = start();
    expectNormals(
      times(values, () => loc + scale * stream.normal()),
      values,
    );
  });

  test('shuffle', () => {
    expect([...start().permutation(golden.shuffle.n)]).toEqual(golden.shuffle.values);
  });

  test('a mixed sequence: the kept normal survives shuffle', () => {
    const stream = start();
    const { randn, shuffle, normalScale, normal, randomSample } = golden.mixed;
    expectNormals(times(randn, stream.normal), randn);
    expect([...stream.permutation(shuffle.length)]).toEqual(shuffle);
    expectNormals(
      times(normal, () => normalScale * stream.normal()),
      normal,
    );
    expect(times(randomSample, stream.uniform)).toEqual(randomSample);
  });
});

test.each([-1, 4294967296, 0.5, Number.NaN, Number.POSITIVE_INFINITY])('seed %s is refused', (seed) => {
  expect(() => numpyLegacy(seed)).toThrow(
    new RangeError(
      `invalid seed: ${seed} (expected an integer from 0 to 4294967295, as NumPy's RandomState takes)`,
    ),
  );
});
