import { describe, expect, test } from 'vitest';
import { keysNeeded, stopping, undecidedProbability } from './keys-needed.ts';
import { sideOfCut } from './side-of-cut.ts';

// That simulated runs stop as often as this says is tested beside the decision: side-of-cut.test.ts.

/** The same from all 2^cap sequences of zeros and ones. */
function enumerated(p: number, cut: number, alpha: number, cap: number) {
  const said = { above: Array(cap + 1).fill(0), below: Array(cap + 1).fill(0), undecided: 0 };
  for (let bits = 0; bits < 2 ** cap; bits++) {
    const scores = Array.from({ length: cap }, (_, i) => (bits >> i) & 1);
    const chance = scores.reduce((product, score) => product * (score === 1 ? p : 1 - p), 1);
    const { side, used } = sideOfCut(scores, cut, alpha);
    if (side === 'undecided') said.undecided += chance;
    else said[side][used] += chance;
  }
  return said;
}

describe.each([
  [0.7, 0.5],
  [0.2, 0.5],
  [0.6, 0.6],
  [0.9, 0.25],
  [1, 0.4],
  [0, 0.4],
])('ones with probability %d, cut at %d', (p, cut) => {
  const alpha = 0.2;
  const cap = 10;
  const exact = stopping(p, cut, alpha, cap);
  const all = enumerated(p, cut, alpha, cap);

  test('stops as all sequences of ten do', () => {
    for (let n = 0; n <= cap; n++) {
      expect(Math.abs(exact.above[n]! - all.above[n])).toBeLessThanOrEqual(1e-14);
      expect(Math.abs(exact.below[n]! - all.below[n])).toBeLessThanOrEqual(1e-14);
    }
    expect(Math.abs(undecidedProbability(p, cut, alpha, cap) - all.undecided)).toBeLessThanOrEqual(1e-14);
    expect(all.undecided).toBeLessThan(1);
  });

  test('and at each score has stopped or not', () => {
    let stopped = 0;
    exact.undecided.forEach((undecided, n) => {
      stopped += exact.above[n]! + exact.below[n]!;
      expect(Math.abs(stopped + undecided - 1)).toBeLessThanOrEqual(1e-14);
    });
  });
});

describe('keys needed', () => {
  test('is the first number at which so few are undecided', () => {
    const needed = keysNeeded(0.92, 0.6, 2.5e-7, 1.25e-7, 300)!;
    expect(needed).toBe(182);
    expect(undecidedProbability(0.92, 0.6, 2.5e-7, needed)).toBeLessThanOrEqual(1.25e-7);
    expect(undecidedProbability(0.92, 0.6, 2.5e-7, needed - 1)).toBeGreaterThan(1.25e-7);
  });

  test('is the same below a cut as above it', () => {
    expect(keysNeeded(0.08, 0.4, 2.5e-7, 0.01, 200)).toBe(keysNeeded(0.92, 0.6, 2.5e-7, 0.01, 200));
  });

  test('is undefined where it takes more than one would give, or there is nothing to find', () => {
    expect(keysNeeded(0.92, 0.6, 2.5e-7, 1.25e-7, 181)).toBeUndefined();
    expect(keysNeeded(0.5, 0.5, 0.01, 0.5, 500)).toBeUndefined();
  });
});

test('what is no probability, cut, error rate or cap is refused', () => {
  expect(() => stopping(1.1, 0.5, 0.1, 10)).toThrow(
    new RangeError('invalid probability: 1.1 (expected a number from 0 to 1)'),
  );
  expect(() => stopping(0.5, 1, 0.1, 10)).toThrow(
    new RangeError('invalid cut: 1 (expected a number between 0 and 1)'),
  );
  expect(() => stopping(0.5, 0.5, 1, 10)).toThrow(
    new RangeError('invalid alpha: 1 (expected a number between 0 and 1)'),
  );
  expect(() => stopping(0.5, 0.5, 0.1, 0)).toThrow(
    new RangeError('invalid cap: 0 (expected a whole number from 1)'),
  );
  expect(() => keysNeeded(0.5, 0.5, 0.1, 0, 10)).toThrow(
    new RangeError('invalid miss: 0 (expected a number between 0 and 1)'),
  );
});
