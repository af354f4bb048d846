import { describe, expect, test } from 'vitest';
import { carriedEvidence } from './carried-evidence.ts';
import { type HistoryLine, historyLineOf, trails } from './history.ts';
import { example } from './results-fixture.ts';

const id = 'a/b';
const night = (seed: number, above: number, fingerprint: string | null = 'same', keys = 16): HistoryLine => ({
  ...historyLineOf({ ...example, claims: [] }),
  seed,
  claims: [
    {
      id,
      outcome: 'holds',
      breaks: false,
      estimate: {
        mean: 0.8,
        interval: [0.6, 0.9],
        keys,
        logEvidence: { above, below: -above },
        fingerprint,
      },
    },
  ],
});

const carriedOver = (runs: readonly HistoryLine[]) => carriedEvidence(trails(runs).get(id) ?? []);

test('e-values of disjoint keys multiply: their logarithms add', () => {
  expect(carriedOver([night(1, 16), night(7, 17, 'same', 24)])).toEqual({
    runs: 2,
    keys: 40,
    logAbove: 33,
    logBelow: -33,
    refused: 0,
  });
});

test('keys that were looked at before are refused, however many of them', () => {
  const nights = [night(7, 17), night(1, 16), night(7, 17), night(7, 20, 'same', 64)];
  expect(carriedOver(nights)).toMatchObject({ runs: 2, keys: 32, logAbove: 33, refused: 2 });
});

test('the pilot’s keys chose the cut, and are no evidence', () => {
  expect(carriedOver([night(0, 99), night(1, 16)])).toMatchObject({ runs: 1, logAbove: 16, refused: 1 });
  expect(carriedOver([night(0, 99)])).toMatchObject({ runs: 0, keys: 0, logAbove: 0 });
});

describe('starts anew', () => {
  test('with another setting, law, measure or engine', () => {
    expect(carriedOver([night(1, 16, 'former'), night(7, 3)])).toMatchObject({ runs: 1, logAbove: 3 });
  });

  test('and then takes the same seeds again', () => {
    const nights = [night(1, 16, 'former'), night(1, 3), night(7, 2)];
    expect(carriedOver(nights)).toMatchObject({ runs: 2, logAbove: 5, refused: 0 });
  });

  test('where former evidence comes back, too: which was the code in between is not known', () => {
    expect(carriedOver([night(1, 16), night(2, 3, 'other'), night(7, 2)])).toMatchObject({ logAbove: 2 });
  });
});

test('runs that left the claim out, or do not say which code they ran, change nothing', () => {
  const without = { ...night(3, 0), claims: [] };
  expect(carriedOver([night(1, 16), without, night(4, 5, null)])).toMatchObject({ runs: 1, logAbove: 16 });
  expect(carriedOver([without])).toBeNull();
});

test('capital that is gone stays gone', () => {
  const ruined = night(1, 16);
  ruined.claims[0]!.estimate!.logEvidence.above = '-Infinity';
  expect(carriedOver([ruined, night(2, 99)])?.logAbove).toBe(Number.NEGATIVE_INFINITY);
});
