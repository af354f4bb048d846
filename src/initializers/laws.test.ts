import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { fans, type Shape, weightCount } from './fans.ts';
import type { Law } from './initializer.ts';
import { type InitializerSpec, initializerFrom } from './spec.ts';

interface GoldenLaw {
  readonly name: string;
  readonly params: Readonly<Record<string, number | string>>;
  readonly family: string;
  readonly corrected?: boolean;
  readonly mean: number;
  readonly variance: number;
  readonly sd: number;
  readonly bound: number | 'Infinity';
  readonly kurtosis: number | null;
}

interface Golden {
  readonly shapes: {
    readonly shape: readonly number[];
    readonly fanIn: number;
    readonly fanOut: number;
    readonly laws: GoldenLaw[];
  }[];
}

const golden = JSON.parse(
  readFileSync(new URL('./golden/initializer-laws.json', import.meta.url), 'utf8'),
) as Golden;

const dashed = (name: string) => name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);

/** The golden file's names (Keras's, PyTorch's) in ours; `heNormal` by fan-out has no name of its own here. */
function ours({ name, params, sd }: GoldenLaw): InitializerSpec {
  const scaling = (scale: number, distribution: string): InitializerSpec => [
    'variance-scaling',
    { scale, mode: dashed(String(params.mode)), distribution },
  ];
  const byFanOut = params.mode === 'fanOut';
  const table: Record<string, InitializerSpec> = {
    zeros: 'zeros',
    ones: 'ones',
    constant: ['constant', params],
    glorotUniform: 'glorot-uniform',
    glorotNormal: 'glorot',
    glorotNormalTruncated: scaling(1, 'truncated-normal'),
    heUniform: byFanOut ? scaling(2, 'uniform') : 'he-uniform',
    heNormal: byFanOut ? scaling(2, 'normal') : 'he',
    heNormalTruncated: scaling(2, 'truncated-normal'),
    lecunUniform: 'lecun-uniform',
    lecunNormal: 'lecun',
    lecunNormalTruncated: scaling(1, 'truncated-normal'),
    torchDefault: 'pytorch-linear',
    randomNormal: ['normal', { std: params.stddev }],
    truncatedNormal: ['truncated-normal', { std: sd }], // theirs is not widened: ours says what remains
    orthogonal: ['orthogonal', params],
    identity: ['identity', params],
    varianceScaling: scaling(Number(params.scale), dashed(String(params.distribution))),
  };
  return table[name]!;
}

/** A few roundings; the truncated bound also carries the constant's last digit. */
const close = (value: number, wanted: number) =>
  expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-14 * Math.abs(wanted));

/** A dense layer's shape the other way round, a kernel's as it is. */
const oursOf = (shape: readonly number[]) =>
  (shape.length === 2 ? shape.toReversed() : shape) as unknown as Shape;

describe.each(golden.shapes)('laws of $shape', ({ shape: theirs, fanIn, fanOut, laws }) => {
  const shape = oursOf(theirs);

  test('fans', () => {
    expect(fans(shape)).toEqual({ fanIn, fanOut });
    expect(weightCount(shape)).toBe(theirs.reduce((product, size) => product * size, 1));
  });

  test.each(laws)('$name $params', (wanted) => {
    const law = initializerFrom(ours(wanted)).law(shape);
    expect(law.family).toBe(dashed(wanted.family));
    close(law.mean, wanted.mean);
    close(law.variance, wanted.variance);
    if (wanted.name === 'ones' || wanted.name === 'constant') {
      expect(law.support).toEqual([wanted.mean, wanted.mean]);
    } else if (wanted.name === 'identity') {
      expect(law.support).toEqual([0, wanted.bound]);
    } else if (wanted.bound === 'Infinity') {
      expect(law.support).toEqual([Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY]);
    } else {
      close(law.support[0], -wanted.bound);
      close(law.support[1], wanted.bound);
    }
    expect(law.cdf === undefined).toBe(wanted.kurtosis === null);
    if (wanted.kurtosis !== null) {
      // Moments read off the distribution function, so that it cannot belong to another law than the figures.
      expect(evenMoment(law, 2) / wanted.variance).toBeCloseTo(1, 5);
      expect(evenMoment(law, 4) / wanted.variance ** 2 / wanted.kurtosis).toBeCloseTo(1, 5);
    }
  });
});

test('Keras’s truncated normal, not widened, is another law than ours', () => {
  const stddev = 0.05;
  const law = initializerFrom(['truncated-normal', { std: stddev }]).law([64, 64]);
  close(law.variance, stddev ** 2);
  expect(law.variance / 0.0019343532588748083).toBeCloseTo(1 / 0.7737413035499232, 10);
});

/** E|x|^k = ∫ k x^(k−1) P(|x| > x) dx by Simpson's rule, out to the support or 12 standard deviations. */
function evenMoment({ cdf, support, variance }: Law, power: number): number {
  const end = Math.min(support[1], 12 * Math.sqrt(variance));
  const intervals = 4000;
  const step = end / intervals;
  let sum = 0;
  for (let i = 0; i <= intervals; i++) {
    const x = i * step;
    const weight = i === 0 || i === intervals ? 1 : i % 2 === 1 ? 4 : 2;
    sum += weight * power * x ** (power - 1) * (1 - cdf!(x) + cdf!(-x));
  }
  return (sum * step) / 3;
}
