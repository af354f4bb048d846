import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { eProcess, logCapital, payoff } from './betting.ts';
import { plugIn } from './plug-in-fixture.ts';

interface Row {
  readonly name: string;
  readonly alpha: number;
  readonly x: readonly number[];
  readonly lambdaFirst10: readonly number[];
  readonly nulls: readonly {
    readonly m: number;
    readonly capitalPlus: number;
    readonly capitalMinus: number;
  }[];
}

const golden = JSON.parse(readFileSync(new URL('./golden/statistics.json', import.meta.url), 'utf8')) as {
  betting: Row[];
};

/** The process after these numbers. */
function having(xs: readonly number[]) {
  const process = eProcess();
  for (const x of xs) process.add(x);
  return process;
}

const repeated = (x: number, count: number) => Array<number>(count).fill(x);

describe.each(golden.betting)('the paper’s own bets on $name', ({ x, alpha, lambdaFirst10, nulls }) => {
  const process = plugIn(alpha);
  for (const value of x) process.add(value);

  test('are those of the golden file', () => {
    lambdaFirst10.forEach((lambda, i) => {
      expect(Math.abs(process.lambdas[i]! / lambda - 1)).toBeLessThanOrEqual(1e-14);
    });
  });

  test.each(nulls)(
    'win $capitalPlus and $capitalMinus against mean $m',
    ({ m, capitalPlus, capitalMinus }) => {
      // 200 sums of up to 115, each rounded by 2^−47 at most: 1.4e-12.
      expect(Math.abs(process.logAtMost(m) - Math.log(capitalPlus))).toBeLessThanOrEqual(1.4e-12);
      expect(Math.abs(process.logAtLeast(m) - Math.log(capitalMinus))).toBeLessThanOrEqual(1.4e-12);
    },
  );
});

describe('the twenty bets together', () => {
  const bets = Array.from({ length: 20 }, (_, k) => (2 * k + 1) / 40);
  const sample = fc.array(fc.constantFrom(0, 0.125, 0.5, 0.75, 1), { minLength: 1, maxLength: 30 });
  const mean = fc.double({ min: 0.01, max: 0.99, noNaN: true });
  const settings = { seed: 1, numRuns: 200 };

  test('are worth the mean of twenty products, in both directions', () => {
    const capital = (xs: readonly number[], m: number) =>
      bets
        .map((bet) => xs.reduce((product, x) => product * (1 + (bet * (x - m)) / m), 1))
        .reduce((a, b) => a + b) / 20;
    fc.assert(
      fc.property(sample, mean, (xs, m) => {
        const process = having(xs);
        // 30 factors of at most 100: products up to 1e60, exact to some 30 · 4 roundings of 1.1e-16.
        expect(Math.abs(process.logAtMost(m) - Math.log(capital(xs, m)))).toBeLessThan(1e-12);
        const mirrored = capital(
          xs.map((x) => 1 - x),
          1 - m,
        );
        expect(Math.abs(process.logAtLeast(m) - Math.log(mirrored))).toBeLessThan(1e-12);
      }),
      settings,
    );
  });

  test('are a fair game: over all that can come next, capital is worth what it was', () => {
    // After any numbers, a next number with mean exactly m: 1 with probability m, else 0; or m itself.
    fc.assert(
      fc.property(sample, mean, (xs, m) => {
        const worth = (next: readonly number[]) => Math.exp(having([...xs, ...next]).logAtMost(m));
        const before = worth([]);
        expect(Math.abs((m * worth([1]) + (1 - m) * worth([0])) / before - 1)).toBeLessThan(1e-11);
        expect(Math.abs(worth([m]) / before - 1)).toBeLessThan(1e-11);
        expect(worth([m / 2]) / before).toBeLessThan(1);
      }),
      settings,
    );
  });

  test('win less the larger the mean bet against, and the more the larger it is in the other direction', () => {
    fc.assert(
      fc.property(sample, mean, mean, (xs, a, b) => {
        const process = having([...xs, 0.5]);
        const [low, high] = [Math.min(a, b), Math.max(a, b)];
        expect(process.logAtMost(high)).toBeLessThanOrEqual(process.logAtMost(low));
        expect(process.logAtLeast(high)).toBeGreaterThanOrEqual(process.logAtLeast(low));
      }),
      settings,
    );
  });

  test('do not depend on the order of the numbers', () => {
    const [a, b] = [having([0, 1, 0.5, 1, 1]), having([1, 1, 1, 0.5, 0])];
    expect(Math.abs(a.logAtMost(0.3) - b.logAtMost(0.3))).toBeLessThan(1e-14);
  });

  test('nothing seen is worth 1', () => {
    expect(eProcess().logAtMost(0.3)).toBe(0);
    expect(eProcess().logAtLeast(0)).toBe(0);
  });

  test('more numbers than a product could hold: 20,000 ones, 20,000 zeros', () => {
    // The largest bet, 39 / 40, has a twentieth: all others together are less by 1e-200 and more.
    const won = 20_000 * Math.log(1 + 0.975) - Math.log(20);
    expect(Math.abs(having(repeated(1, 20_000)).logAtMost(0.5) / won - 1)).toBeLessThan(1e-13);
    expect(Math.abs(having(repeated(0, 20_000)).logAtLeast(0.5) / won - 1)).toBeLessThan(1e-13);
    const lost = 20_000 * Math.log(1 - 0.025) - Math.log(20);
    expect(Math.abs(having(repeated(0, 20_000)).logAtMost(0.5) / lost - 1)).toBeLessThan(1e-13);
    expect(Math.abs(having(repeated(1, 20_000)).logAtLeast(0.5) / lost - 1)).toBeLessThan(1e-13);
  });

  test('a number that came no time counts nothing', () => {
    const none = new Map([
      [0, 3],
      [1, 0],
    ]);
    expect(logCapital(none, 0.5)).toBe(logCapital(new Map([[0, 3]]), 0.5));
  });

  test('more kinds of numbers than a product could hold: 3,000 that differ', () => {
    const xs = Array.from({ length: 3000 }, (_, i) => i / 3000);
    for (const m of [0.3, 0.7]) {
      const log = (bet: number) => xs.reduce((sum, x) => sum + Math.log(1 + bet * (x / m - 1)), 0);
      const logs = bets.map(log);
      const largest = Math.max(...logs);
      const mixed = largest + Math.log(logs.reduce((sum, each) => sum + Math.exp(each - largest), 0) / 20);
      expect(Math.abs(having(xs).logAtMost(m) - mixed)).toBeLessThan(1e-9);
    }
    // 40,000 all but 0: the smallest bet keeps .975^40000 = 1e-440.
    const small = having(Array.from({ length: 40_000 }, (_, i) => (i + 1) / 1e12));
    expect(Math.abs(small.logAtMost(0.5) / (40_000 * Math.log(0.975)) - 1)).toBeLessThan(0.01);
  });
});

describe('at the ends of the range', () => {
  test('a number above 0 refutes the mean 0, one below 1 the mean 1', () => {
    expect(having([0, 0, 1e-9]).logAtMost(0)).toBe(Number.POSITIVE_INFINITY);
    expect(having([1, 1, 0.999]).logAtLeast(1)).toBe(Number.POSITIVE_INFINITY);
    expect(having([1e-9, 0, 0]).logAtMost(0)).toBe(Number.POSITIVE_INFINITY);
  });

  test('zeros do not refute the mean 0, ones not the mean 1', () => {
    expect(having([0, 0, 0]).logAtMost(0)).toBeLessThan(0);
    expect(having([1, 1, 1]).logAtLeast(1)).toBeLessThan(0);
  });

  test('nothing refutes "at most 1" and "at least 0"', () => {
    expect(having([1, 1, 1]).logAtMost(1)).toBe(0);
    expect(having([0, 0, 0]).logAtLeast(0)).toBe(0);
    expect(having([0, 0.5, 1]).logAtMost(1)).toBeLessThan(0);
  });

  test('means next to the ends', () => {
    // One 1 against mean 1e-300: bets average ½, so capital is ½ · 1e300 but for 1.
    expect(having([1]).logAtMost(1e-300)).toBeCloseTo(Math.log(0.5) + 300 * Math.log(10), 10);
    expect(having([0]).logAtLeast(1 - 2 ** -53)).toBeCloseTo(52 * Math.log(2), 10);
  });

  test('one round', () => {
    expect(payoff(1, 0.25, 0.5)).toBe(2.5);
    expect(payoff(0, 0.25, 0.5)).toBe(0.5);
    expect(payoff(0.25, 0.25, 0.5)).toBe(1);
    expect(payoff(0, 0, 0.5)).toBe(0.5);
    expect(payoff(0.5, 0.25, 1)).toBe(2);
  });
});

describe('refused', () => {
  test.each([-1e-9, 1.5, Number.NaN, Number.POSITIVE_INFINITY])('observation %d', (x) => {
    expect(() => eProcess().add(x)).toThrow(
      new RangeError(`invalid observation: ${x} (expected a number from 0 to 1)`),
    );
  });

  test.each([-0.5, 1.1, Number.NaN])('mean %d', (m) => {
    const invalid = new RangeError(`invalid mean: ${m} (expected a number from 0 to 1)`);
    expect(() => eProcess().logAtMost(m)).toThrow(invalid);
    expect(() => logCapital(new Map(), m)).toThrow(invalid);
    expect(() => eProcess().logAtLeast(m)).toThrow(RangeError);
  });
});
