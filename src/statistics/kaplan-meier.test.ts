import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Duration, kaplanMeier, medianTime, restrictedMean } from './kaplan-meier.ts';

interface Row {
  readonly name: string;
  readonly durations: readonly number[];
  readonly events: readonly number[];
  readonly table: readonly (Record<'time' | 'atRisk' | 'events' | 'censored' | 'survival', number> &
    Record<'greenwood' | 'low' | 'high', number>)[];
  readonly median: number | 'Infinity';
  readonly rmst: readonly { readonly tau: number; readonly rmst: number; readonly standardError: number }[];
}

const golden = JSON.parse(readFileSync(new URL('./golden/statistics.json', import.meta.url), 'utf8')) as {
  survival: Row[];
};

const watched = (times: readonly number[], events: readonly number[] = []): Duration[] =>
  times.map((time, i) => ({ time, event: (events[i] ?? 1) === 1 }));

describe.each(golden.survival)('$name', ({ durations, events, table, median, rmst }) => {
  const curve = kaplanMeier(watched(durations, events));

  test('has the golden steps', () => {
    expect(curve.map(({ time, atRisk, events, censored }) => ({ time, atRisk, events, censored }))).toEqual(
      table.map(({ time, atRisk, events, censored }) => ({ time, atRisk, events, censored })),
    );
    table.forEach((row, i) => {
      const { survival, variance, low, high } = curve[i]!;
      expect(Math.abs(survival - row.survival)).toBeLessThanOrEqual(1e-14);
      expect(Math.abs(variance - row.greenwood)).toBeLessThanOrEqual(1e-14);
      expect(Math.abs(low - row.low)).toBeLessThanOrEqual(1e-13);
      expect(Math.abs(high - row.high)).toBeLessThanOrEqual(1e-13);
    });
  });

  test('has the golden median', () => {
    expect(medianTime(curve)).toBe(Number(median));
  });

  test.each(rmst)('has the golden mean up to $tau', ({ tau, rmst, standardError }) => {
    const found = restrictedMean(curve, tau);
    expect(Math.abs(found.mean / rmst - 1)).toBeLessThanOrEqual(1e-14);
    expect(Math.abs(found.standardError - standardError)).toBeLessThanOrEqual(1e-13 * tau);
  });
});

describe('where nothing is censored', () => {
  const times = [3, 1, 4, 1, 5];
  const curve = kaplanMeier(watched(times));

  test('the curve is the share still to come, the variance a binomial one', () => {
    for (const { time, survival, variance } of curve) {
      const share = times.filter((each) => each > time).length / 5;
      expect(survival).toBeCloseTo(share, 14);
      expect(variance).toBeCloseTo((share * (1 - share)) / 5, 14);
    }
  });

  test('the restricted mean is the mean, its variance that of a mean with divisor n', () => {
    const { mean, standardError } = restrictedMean(curve, 1000);
    expect(mean).toBeCloseTo(14 / 5, 14);
    const squares = times.reduce((sum, time) => sum + (time - 14 / 5) ** 2, 0);
    expect(standardError).toBeCloseTo(Math.sqrt(squares / 5 / 5), 14);
    expect(restrictedMean(curve, 3.5).mean).toBeCloseTo((3 + 1 + 3.5 + 1 + 3.5) / 5, 14);
  });

  test('the median is the first time by which half have had it', () => {
    expect(medianTime(curve)).toBe(3);
    expect(medianTime(kaplanMeier(watched([1, 2, 3, 4])))).toBe(2);
  });
});

describe('at the edges', () => {
  test('nobody has it: the curve stays at 1, its median is never', () => {
    const curve = kaplanMeier(watched([5, 5, 7], [0, 0, 0]));
    expect(curve.map(({ survival, low, high }) => [survival, low, high])).toEqual([
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 1],
    ]);
    expect(medianTime(curve)).toBe(Number.POSITIVE_INFINITY);
    expect(restrictedMean(curve, 7)).toEqual({ mean: 7, standardError: 0 });
  });

  test('all have it at once, at time 0', () => {
    const curve = kaplanMeier(watched([0, 0]));
    expect(curve).toEqual([
      { time: 0, atRisk: 2, events: 2, censored: 0, survival: 0, variance: 0, low: 0, high: 0 },
    ]);
    expect(medianTime(curve)).toBe(0);
    expect(restrictedMean(curve, 5)).toEqual({ mean: 0, standardError: 0 });
  });
});

describe('refused', () => {
  test('nothing', () => {
    expect(() => kaplanMeier([])).toThrow(new RangeError('missing durations: a curve needs at least one'));
    expect(() => restrictedMean([], 1)).toThrow(new RangeError('missing steps: an area needs a curve'));
  });

  test.each([-1, Number.NaN, Number.POSITIVE_INFINITY])('time %d', (time) => {
    expect(() => kaplanMeier(watched([1, time]))).toThrow(
      new RangeError(`invalid time: ${time} (expected a finite number from 0)`),
    );
  });

  test.each([0, -2, 9.1, Number.NaN])('a mean up to %d, where the last was watched for 9', (until) => {
    const curve = kaplanMeier(watched([3, 9], [1, 0]));
    expect(() => restrictedMean(curve, until)).toThrow(
      new RangeError(`invalid time: ${until} (expected a number above 0 and up to 9)`),
    );
    expect(restrictedMean(curve, 9).mean).toBe(6);
  });
});
