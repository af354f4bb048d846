import { readFileSync } from 'node:fs';
import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import betaQuantile from '@stdlib/stats-base-dists-beta-quantile';
import chiSquareCdf from '@stdlib/stats-base-dists-chisquare-cdf';
import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { expect, test } from 'vitest';

// The library's functions that laws and intervals rest on, against 50-digit arithmetic.

interface Quantiles {
  readonly p: number;
  readonly lower: number;
  readonly upper: number;
}

interface Golden {
  readonly quantiles: {
    readonly normal: readonly Pick<Quantiles, 'p' | 'lower'>[];
    readonly chiSquare: readonly (Quantiles & { readonly df: number })[];
    readonly beta: readonly (Quantiles & { readonly a: number; readonly b: number })[];
  };
  readonly tails: {
    readonly normal: readonly { readonly x: number; readonly upper: number }[];
    readonly chi2: readonly { readonly df: number; readonly x: number; readonly upper: number }[];
  };
}

const { quantiles, tails } = JSON.parse(
  readFileSync(new URL('./golden/statistics.json', import.meta.url), 'utf8'),
) as Golden;

const relative = (value: number, wanted: number) => Math.abs(value / wanted - 1);

test('the normal law, in its lower tail', () => {
  const points = [
    ...tails.normal.map(({ x, upper }) => ({ x: -x, p: upper })),
    ...quantiles.normal.map(({ p, lower }) => ({ x: lower, p })),
  ];
  for (const { x, p } of points) expect(relative(normalCdf(x, 0, 1), p)).toBeLessThanOrEqual(1e-13);
});

test('chi-square, up to 1,000 degrees of freedom', () => {
  // Where x is above 2,000 the library errs, by up to .05: from some 1,700 degrees on the law's middle lies there.
  const few = (row: { readonly df: number }) => row.df <= 1000;
  for (const { df, x, upper } of tails.chi2.filter(few))
    expect(Math.abs(1 - chiSquareCdf(x, df) - upper)).toBeLessThanOrEqual(2e-16);
  for (const { df, p, lower, upper } of quantiles.chiSquare.filter(few)) {
    expect(relative(chiSquareCdf(lower, df), p)).toBeLessThanOrEqual(1e-14);
    expect(Math.abs(1 - chiSquareCdf(upper, df) - p)).toBeLessThanOrEqual(1e-15);
  }
});

test('beta', () => {
  for (const { a, b, p, lower, upper } of quantiles.beta) {
    expect(relative(betaCdf(lower, a, b), p)).toBeLessThanOrEqual(1e-13);
    expect(relative(betaQuantile(p, a, b), lower)).toBeLessThanOrEqual(1e-14);
    // A double holds a quantile next to 1 to 2^−54 only: at p = 1e-4 of (½, ½), where the density is 2,000, 1.1e-13.
    if (upper < 1 - 1e-9) expect(Math.abs(1 - betaCdf(upper, a, b) - p)).toBeLessThanOrEqual(3e-13);
  }
});
