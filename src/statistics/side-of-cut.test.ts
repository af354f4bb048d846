import { describe, expect, test } from 'vitest';
import { eProcess } from './betting.ts';
import { keysNeeded, stopping } from './keys-needed.ts';
import { sideOfCut } from './side-of-cut.ts';
import { uniforms } from './uniforms-fixture.ts';

describe('a decision', () => {
  test('comes at the first e-value of 1 / α, and looks no further', () => {
    function* ones(count: number) {
      for (let i = 0; i < count; i++) yield 1;
      throw new Error('looked too far');
    }
    // Even bets on ones at a cut of ½ are worth the mean of (1 + bet)^n: 2.8e6 after 25, 5.4e6 after 26.
    const { side, used, logAbove, logBelow } = sideOfCut(ones(26), 0.5, 2.5e-7);
    expect({ side, used }).toEqual({ side: 'above', used: 26 });
    expect(logAbove).toBeGreaterThanOrEqual(Math.log(4e6));
    expect(logBelow).toBeLessThan(0);
  });

  test('is the same mirrored', () => {
    const scores = [0, 0, 0.5, 0, 0, 0.25, 0, 0, 0, 0, 0, 0, 0];
    const below = sideOfCut(scores, 0.75, 0.001);
    const above = sideOfCut(
      scores.map((score) => 1 - score),
      0.25,
      0.001,
    );
    expect(below.side).toBe('below');
    expect(above).toEqual({
      side: 'above',
      used: below.used,
      logAbove: below.logBelow,
      logBelow: below.logAbove,
    });
  });

  test('is left open while neither is there, and by no scores at all', () => {
    expect(sideOfCut([1, 0, 1, 0], 0.5, 0.01)).toMatchObject({ side: 'undecided', used: 4 });
    expect(sideOfCut([], 0.5, 0.01)).toEqual({ side: 'undecided', used: 0, logAbove: 0, logBelow: 0 });
  });

  test('is the same where the first scores are known to leave it open', () => {
    const scores = Array.from({ length: 200 }, (_, i) => Number(i % 4 !== 0));
    const found = sideOfCut(scores, 0.5, 0.001);
    expect(found.side).toBe('above');
    for (const open of [1, 16, found.used - 1])
      expect(sideOfCut(scores, 0.5, 0.001, open), `${open}`).toEqual(found);
  });

  test('is refused without a cut, an error rate or scores from 0 to 1', () => {
    const message = (what: string) => new RangeError(`invalid ${what}`);
    expect(() => sideOfCut([1], 1.5, 0.1)).toThrow(message('cut: 1.5 (expected a number from 0 to 1)'));
    expect(() => sideOfCut([1], 0.5, 0)).toThrow(message('alpha: 0 (expected a number between 0 and 1)'));
    expect(() => sideOfCut([2], 0.5, 0.1)).toThrow(message('observation: 2 (expected a number from 0 to 1)'));
  });
});

describe.each([0.5, 0.6, 0.8])('where scores of 0 and 1 have their mean at the cut, %d', (cut) => {
  const runs = 100_000;
  const looks = 200; // after every score
  const alpha = 0.1;
  const side = decisions(cut, alpha, looks);
  const said = { above: 0, below: 0 };
  const uniform = uniforms(3);
  for (let run = 0; run < runs; run++) {
    let ones = 0;
    for (let n = 1; n <= looks; n++) {
      if (uniform() < cut) ones++;
      const decided = side[n]![ones];
      if (decided === undefined) continue;
      said[decided]++;
      break;
    }
  }
  const exact = stopping(cut, cut, alpha, looks);

  // Of 100,000 runs with seed 3 so many say above / below: 7410 / 7378 at .5, 7168 / 7134 at .6, 6886 / 7280 at .8.
  test.each(['above', 'below'] as const)('a tenth of the runs or fewer say "%s"', (direction) => {
    const share = said[direction] / runs;
    const chance = exact[direction].reduce((sum, now) => sum + now, 0);
    // Four standard errors: 4 · √(.1 · .9 / 1e5) = .0038, which a sound test exceeds once in 30,000.
    const error = 4 * Math.sqrt((alpha * (1 - alpha)) / runs);
    expect(share).toBeLessThanOrEqual(alpha + error);
    expect(chance).toBeLessThanOrEqual(alpha);
    expect(Math.abs(share - chance)).toBeLessThanOrEqual(error);
    expect(said[direction]).toBeGreaterThan(0.03 * runs); // it is not safe by saying nothing
  });
});

/** What the e-values say after n scores, so many of them ones; each by a process of its own, not step by step. */
function decisions(cut: number, alpha: number, looks: number): ('above' | 'below' | undefined)[][] {
  return Array.from({ length: looks + 1 }, (_, n) =>
    Array.from({ length: n + 1 }, (_, ones) => {
      const process = eProcess();
      for (let i = 0; i < n; i++) process.add(i < ones ? 1 : 0);
      if (process.logAtMost(cut) >= -Math.log(alpha)) return 'above';
      return process.logAtLeast(cut) >= -Math.log(alpha) ? 'below' : undefined;
    }),
  );
}

test('where scores of 0, ½ and 1 have their mean at the cut, no more do so', () => {
  const uniform = uniforms(4);
  const runs = 1000;
  const said = { above: 0, below: 0, undecided: 0 };
  for (let run = 0; run < runs; run++) {
    const scores = Array.from({ length: 60 }, () => Math.floor(3 * uniform()) / 2);
    said[sideOfCut(scores, 0.5, 0.1).side]++;
  }
  // Four standard errors of a tenth in 1,000 runs are .038. With seed 4 it is 60 for each side.
  for (const count of [said.above, said.below]) {
    expect(count / runs).toBeLessThanOrEqual(0.1 + 4 * Math.sqrt(0.09 / runs));
    expect(count).toBeGreaterThan(30);
  }
});

// The table that cuts and caps are chosen by, at α = 2.5e-7: scores needed at the median and at the 99th percentile.
const table = [
  { p: 1, cut: 0.5, median: 26, last: 26 },
  { p: 0.97, cut: 0.6, median: 42, last: 68 },
  { p: 0.92, cut: 0.6, median: 59, last: 106 },
  { p: 0.92, cut: 0.75, median: 168, last: 302 },
  { p: 0.967, cut: 0.8, median: 131, last: 223 },
];

test.each(table)('ones with probability $p are seen above $cut after $median, $last', (row) => {
  const { p, cut, median, last } = row;
  expect(keysNeeded(p, cut, 2.5e-7, 0.5, 400)).toBe(median);
  expect(keysNeeded(p, cut, 2.5e-7, 0.01, 400)).toBe(last);
  const uniform = uniforms(5);
  const runs = 300;
  const used = Array.from({ length: runs }, () => {
    const scores = Array.from({ length: last + 1 }, () => Number(uniform() < p));
    const decision = sideOfCut(scores, cut, 2.5e-7);
    return decision.side === 'above' ? decision.used : Number.POSITIVE_INFINITY;
  });
  const share = (n: number) => used.filter((count) => count <= n).length / runs;
  const { undecided } = stopping(p, cut, 2.5e-7, last);
  for (const n of [median - 1, median, last - 1, last]) {
    // Four standard errors of the exact share, and one run for shares next to 0 or 1.
    const chance = 1 - undecided[n]!;
    const error = 4 * Math.sqrt((chance * (1 - chance)) / runs) + 1 / runs;
    expect(Math.abs(share(n) - chance)).toBeLessThanOrEqual(error);
  }
});
