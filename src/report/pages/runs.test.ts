import { describe, expect, test } from 'vitest';
import { changesSince } from '../../results/changes.ts';
import { exampleDeep } from '../../results/deep-findings-fixture.ts';
import { type HistoryLine, historyLineOf, trails } from '../../results/history.ts';
import type { RanClaim, Results, ScoresEvidence } from '../../results/schema.ts';
import { fixtureResults } from '../results-fixture.ts';
import { boardPage } from './board.ts';
import { type ClaimPage, claimPage } from './claim.ts';
import { drawnClaims } from './drawn-claims.ts';
import { runsPage } from './runs.ts';

const id = 'he/fastest-on-relu';
const claim = fixtureResults.claims.find((other) => other.id === id) as RanClaim;

function night(seed: number, change: Partial<RanClaim> = {}): Results {
  const claims = fixtureResults.claims.map((other) => (other.id === id ? { ...claim, ...change } : other));
  const startedAt = `2026-11-${String(10 + seed)}T10:20:30.000Z`;
  return { ...fixtureResults, run: { ...fixtureResults.run, seed, startedAt, lawCode: 'abc' }, claims };
}
const first = historyLineOf(night(1, { verdict: 'refuted' }));
const now = night(2);
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');

test('the board says what changed since the run before, and links what is still there', () => {
  const { changed } = boardPage(now, changesSince([first], now));
  expect(changed).toEqual({
    sentence: 'Since run 1 (11 Nov 2026): 1 claim is on record again.',
    changes: {
      items: [
        { id, href: 'claims/he-fastest-on-relu.html', text: 'is on record again: holding, it was refuted.' },
      ],
      more: null,
    },
  });
  const gone = { ...now, claims: now.claims.filter((other) => other.id !== id) };
  expect(boardPage(gone, changesSince([first], gone)).changed?.changes.items).toEqual([
    { id, href: null, text: 'is no longer stated; it was refuted.' },
  ]);
  expect(boardPage(now).changed).toBeNull();
});

test('what breaks its record is told once on the board, and again where runs are compared', () => {
  const [before, broken] = [night(1), night(2, { verdict: 'refuted' })];
  const since = changesSince([historyLineOf(before)], broken);
  const { breaks, changed } = boardPage(broken, since);
  expect(breaks.items.map((item) => item.id)).toContain(id);
  expect(changed?.sentence).toContain('1 claim breaks its record now');
  expect(changed?.changes.items).toEqual([]);
  const { changed: compared } = runsPage(broken, [before, broken].map(historyLineOf));
  expect(compared?.changes.items).toEqual([
    { id, href: 'claims/he-fastest-on-relu.html', text: 'breaks its record: refuted, it was holding.' },
  ]);
});

test('the page of runs has a row a run, the latest first', () => {
  const lines: HistoryLine[] = [first, historyLineOf(now)];
  const page = runsPage(now, lines);
  expect(page.count).toBe('2 runs on record, the latest first.');
  expect(page.runs.rows.map(([number, day, , seed]) => [number, day, seed])).toEqual([
    ['2', '12 Nov 2026', '2'],
    ['1', '11 Nov 2026', '1'],
  ]);
  expect(page.changed?.sentence).toContain('Since run 1');
  const many = runsPage(now, [...Array(250).fill(first), historyLineOf(now)]);
  expect(many.runs.rows).toHaveLength(200);
  expect(many.more).toBe('51 earlier runs are in the history alone.');
  expect(runsPage(now, Array(201).fill(first)).more).toBe('1 earlier run is in the history alone.');
});

describe('a claim’s page', () => {
  const pageAfter = (lines: readonly HistoryLine[]) => {
    const trail = trails([...lines, historyLineOf(now)]).get(id) ?? [];
    return claimPage(claim, now, trail);
  };

  test('shows its estimates run by run, with the evidence of runs under keys of their own', () => {
    const { history } = pageAfter([first, { ...first, startedAt: 'later' }]);
    expect(history?.runs.rows.map(([number, , seed, outcome]) => [number, seed, outcome])).toEqual([
      ['3', '2', 'holds'],
      ['2', '1', 'refuted, off record'],
      ['1', '1', 'refuted, off record'],
    ]);
    expect(history?.chart?.table.rows).toHaveLength(3);
    expect(history?.chart?.title).toBe('The mean score was .85 in each of 3 runs');
    expect(plain(history?.evidence)).toMatch(
      /^Over 2 runs with keys of their own, 40 keys together, the weight of evidence for “above” is .*\. 1 run looked at keys of an earlier one, .* adds nothing\. The verdict rests on this run alone\.$/,
    );
  });

  test('shows the latest of very many runs', () => {
    const { history } = pageAfter(Array(70).fill(first));
    const numbers = history?.runs.rows.map(([number]) => Number(number)) ?? [];
    expect([numbers.length, numbers[0], numbers.at(-1)]).toEqual([60, 71, 12]);
  });

  test('says between what its means lay', () => {
    const evidence = { ...(claim.evidence as ScoresEvidence), mean: 0.5 };
    const { history } = pageAfter([historyLineOf(night(1, { evidence }))]);
    expect(history?.chart?.title).toBe('Over 2 runs the mean score lay between .5 and .85');
  });

  test('has columns for estimates only where there are any', () => {
    const columns = (page: ClaimPage) => page.history?.runs.columns.map(({ label }) => label);
    expect(columns(pageAfter([first]))).toEqual([
      ...['Run', 'Day', 'Seed', 'Outcome'],
      ...['Mean', '95\u00a0% interval', 'Keys'],
    ]);
    const exact = now.claims.find((other) => other.status === 'ran' && other.evidence.kind === 'cases')!;
    const trail = trails([first, historyLineOf(now)]).get(exact.id);
    expect(columns(claimPage(exact, now, trail))).toEqual(['Run', 'Day', 'Seed', 'Outcome']);
  });

  test('has no such part in the first run', () => {
    expect(pageAfter([]).history).toBeNull();
  });

  test('says why it is not drawn where there are too many', () => {
    const page = claimPage(claim, now, [], null, false);
    expect(page.charts).toEqual([]);
    expect(page.noChart).toMatch(/^Among so many claims 300 are drawn/);
  });
});

test('claims that break their record are drawn first', () => {
  const some = drawnClaims(fixtureResults.claims, null, 3);
  expect([...some]).toEqual(['he/accuracy', 'he/generalizes', fixtureResults.claims[0]!.id]);
});

test('of the claims that are drawn none is one of which nothing was found', () => {
  const leftOut = fixtureResults.claims.find(({ status }) => status === 'not-run')!;
  const many = Array.from({ length: 300 }, (_, i) => ({ ...leftOut, id: `left/out-${i}` }));
  expect([...drawnClaims([...many, claim], null)]).toEqual([id]);
  const [kept] = exampleDeep.findings;
  const before = { ...leftOut, id: kept!.claim.id };
  expect([...drawnClaims([...many, before], exampleDeep)]).toEqual([before.id]);
});
