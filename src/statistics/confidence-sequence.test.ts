import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { eProcess } from './betting.ts';
import { confidenceSequence } from './confidence-sequence.ts';
import { plugIn } from './plug-in-fixture.ts';
import { uniforms } from './uniforms-fixture.ts';

interface Row {
  readonly name: string;
  readonly alpha: number;
  readonly grid: number;
  readonly x: readonly number[];
  readonly lower: readonly number[];
  readonly upper: readonly number[];
}

const golden = JSON.parse(readFileSync(new URL('./golden/statistics.json', import.meta.url), 'utf8')) as {
  betting: Row[];
};

// The golden bounds are grid points, one step outside of the last one that is not refuted: ours lie in that step.
test.each(golden.betting)('the paper’s own bets bound $name as in the golden file', (row) => {
  const { low, high } = confidenceSequence(row.x, row.alpha, 'both', plugIn(row.alpha));
  expect(Array.from(low, (m) => Math.floor(m * row.grid))).toEqual(
    row.lower.map((m) => Math.round(m * row.grid)),
  );
  expect(Array.from(high, (m) => Math.ceil(m * row.grid))).toEqual(
    row.upper.map((m) => Math.round(m * row.grid)),
  );
});

const uniform = uniforms(1);
const thirds = Array.from({ length: 150 }, () => Math.floor(3 * uniform()) / 2);

describe('the twenty bets bound', () => {
  test('by the means that their e-value refutes, and not further than 1e-9 from there', () => {
    const logThreshold = Math.log(2 / 0.05);
    const { low, high } = confidenceSequence(thirds, 0.05);
    const process = eProcess();
    let [lowest, highest] = [0, 1]; // what an e-value has refuted so far, on a grid
    thirds.forEach((x, t) => {
      process.add(x);
      while (process.logAtMost(lowest) >= logThreshold) lowest += 0.001;
      while (process.logAtLeast(highest) >= logThreshold) highest -= 0.001;
      expect(low[t]!).toBeLessThan(lowest + 1e-9);
      expect(low[t]!).toBeGreaterThanOrEqual(Math.max(0, lowest - 0.001) - 1e-9);
      expect(high[t]!).toBeGreaterThan(highest - 1e-9);
      expect(high[t]!).toBeLessThanOrEqual(Math.min(1, highest + 0.001) + 1e-9);
    });
    expect(low.at(-1)!).toBeGreaterThan(0.3);
    expect(high.at(-1)!).toBeLessThan(0.7);
  });

  test('on the safe side: the end itself is refuted, a little further in is not', () => {
    const ones = Array<number>(30).fill(1);
    const end = confidenceSequence(ones, 0.01, 'low').low.at(-1)!;
    const process = eProcess();
    for (const x of ones) process.add(x);
    expect(process.logAtMost(end)).toBeGreaterThanOrEqual(Math.log(100));
    expect(process.logAtMost(end + 2e-9)).toBeLessThan(Math.log(100));
  });

  test('never more widely than before', () => {
    const { low, high } = confidenceSequence([...thirds, ...Array<number>(60).fill(0)], 0.05);
    for (let t = 1; t < low.length; t++) {
      expect(low[t]!).toBeGreaterThanOrEqual(low[t - 1]!);
      expect(high[t]!).toBeLessThanOrEqual(high[t - 1]!);
    }
  });

  test('one side with all of α, or both with half of it each', () => {
    const both = confidenceSequence(thirds, 0.1);
    const low = confidenceSequence(thirds, 0.05, 'low');
    const high = confidenceSequence(thirds, 0.05, 'high');
    expect(low.low).toEqual(both.low);
    expect(high.high).toEqual(both.high);
    expect(low.high.every((end) => end === 1)).toBe(true);
    expect(high.low.every((end) => end === 0)).toBe(true);
  });

  test('numbers mirrored by mirrored bounds', () => {
    const { low, high } = confidenceSequence(thirds, 0.05);
    const mirrored = confidenceSequence(
      thirds.map((x) => 1 - x),
      0.05,
    );
    low.forEach((end, t) => {
      expect(Math.abs(mirrored.high[t]! - (1 - end))).toBeLessThanOrEqual(2e-9);
      expect(Math.abs(mirrored.low[t]! - (1 - high[t]!))).toBeLessThanOrEqual(2e-9);
    });
  });

  test('only zeros from above, only ones from below', () => {
    const zeros = confidenceSequence(Array<number>(200).fill(0), 0.05);
    expect(zeros.low.at(-1)).toBe(0);
    expect(zeros.high.at(-1)!).toBeLessThan(0.05);
    const ones = confidenceSequence(Array<number>(200).fill(1), 0.05);
    expect(ones.high.at(-1)).toBe(1);
    expect(ones.low.at(-1)!).toBeGreaterThan(0.95);
  });

  test('nothing by nothing; numbers without a common mean by an empty interval', () => {
    expect(confidenceSequence([], 0.05)).toEqual({ low: new Float64Array(), high: new Float64Array() });
    const { low, high } = confidenceSequence([...Array(40).fill(1), ...Array(400).fill(0)], 0.05);
    expect(low.at(-1)!).toBeGreaterThan(high.at(-1)!);
  });
});

/** Scores of a given mean: what a claim's measure might be. */
const laws: readonly (readonly [name: string, mean: number, score: (uniform: () => number) => number])[] = [
  ['1 in 9 of 10', 0.9, (u) => Number(u() < 0.9)],
  ['0, ½ or 1 alike', 0.5, (u) => Math.floor(3 * u()) / 2],
  ['a share, the square of a uniform', 1 / 3, (u) => (Math.floor(100 * u()) / 99) ** 2],
];

test.each(laws)(
  'hold the mean of %s at all of 60 times together in 8 runs of 10 or more',
  (_, mean, score) => {
    // The third law: the mean of (i / 99)² over i = 0 … 99 is 199 / 594 = .33502.
    const truth = mean === 1 / 3 ? 199 / 594 : mean;
    const runs = 100;
    const alpha = 0.2;
    const u = uniforms(2);
    let missed = 0;
    for (let run = 0; run < runs; run++) {
      const xs = Array.from({ length: 60 }, () => score(u));
      const { low, high } = confidenceSequence(xs, alpha);
      // Bounds never widen: the last ones say whether any was wrong.
      if (!(low.at(-1)! <= truth && truth <= high.at(-1)!)) missed++;
    }
    // Four standard errors of a share of .2 in 100 runs are .16.
    expect(missed / runs).toBeLessThanOrEqual(alpha + 4 * Math.sqrt((alpha * (1 - alpha)) / runs));
    expect(missed).toBeGreaterThan(2); // it is not safe by saying nothing: seed 2 misses 6, 13 and 8 times
  },
);

test.each([0, 1, -0.1, Number.NaN])('alpha %d is refused', (alpha) => {
  expect(() => confidenceSequence([0.5], alpha)).toThrow(
    new RangeError(`invalid alpha: ${alpha} (expected a number between 0 and 1)`),
  );
});
