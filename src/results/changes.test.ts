import { describe, expect, test } from 'vitest';
import { changes, changesSince } from './changes.ts';
import type { HistoryClaim, HistoryLine } from './history.ts';
import { historyLineOf } from './history.ts';
import { example } from './results-fixture.ts';

const empty = historyLineOf({ ...example, claims: [] });
const line = (claims: readonly HistoryClaim[], change: Partial<HistoryLine> = {}): HistoryLine => ({
  ...empty,
  ...change,
  claims: [...claims],
});
const claim = (id: string, outcome: HistoryClaim['outcome'], breaks = false): HistoryClaim => ({
  id,
  outcome,
  breaks,
});
const measured = (low: number, high: number): HistoryClaim => ({
  ...claim('a/b', 'holds'),
  estimate: {
    mean: (low + high) / 2,
    interval: [low, high],
    keys: 16,
    logEvidence: { above: 17, below: -3 },
    fingerprint: null,
  },
});
const told = (previous: readonly HistoryLine[], now: readonly HistoryClaim[]) =>
  changes(previous, line(now)).map(({ kind, id }) => `${kind} ${id}`);

describe('between two runs', () => {
  test.each<[string, HistoryClaim[], HistoryClaim[], string[]]>([
    ['nothing', [claim('a/b', 'holds')], [claim('a/b', 'holds')], []],
    ['a verdict', [claim('a/b', 'holds')], [claim('a/b', 'refuted')], ['turned a/b']],
    ['a record broken', [claim('a/b', 'holds')], [claim('a/b', 'refuted', true)], ['broken a/b']],
    ['a fault no longer caught', [claim('a/b', 'holds')], [claim('a/b', 'holds', true)], ['broken a/b']],
    ['a break mended', [claim('a/b', 'failed', true)], [claim('a/b', 'holds')], ['fixed a/b']],
    ['a break that stays', [claim('a/b', 'failed', true)], [claim('a/b', 'failed', true)], []],
    ['a new claim', [], [claim('a/b', 'holds')], ['new a/b']],
    ['one no longer stated', [claim('a/b', 'holds')], [], ['gone a/b']],
    ['one not selected', [claim('a/b', 'holds')], [claim('a/b', 'not-run')], []],
    ['an interval beyond its former one', [measured(0.6, 0.7)], [measured(0.71, 0.8)], ['drifting a/b']],
    ['an interval below its former one', [measured(0.6, 0.7)], [measured(0.5, 0.59)], ['drifting a/b']],
    ['an interval that still meets it from below', [measured(0.6, 0.7)], [measured(0.5, 0.6)], []],
    ['an interval that still meets it', [measured(0.6, 0.7)], [measured(0.7, 0.9)], []],
  ])('%s', (_what, before, now, wanted) => {
    expect(told([line(before)], now)).toEqual(wanted);
  });

  test('what asks for action comes first, then by id', () => {
    const before = [claim('a/old', 'holds'), claim('a/z', 'holds'), claim('a/m', 'holds')];
    const now = [claim('a/new', 'holds'), claim('a/z', 'refuted', true), claim('a/m', 'failed', true)];
    expect(told([line(before)], now)).toEqual(['broken a/m', 'broken a/z', 'new a/new', 'gone a/old']);
  });
});

test('a claim that some runs left out is compared with when it last ran', () => {
  const runs = [line([claim('a/b', 'holds')]), line([claim('a/b', 'not-run')])];
  expect(told(runs, [claim('a/b', 'holds')])).toEqual([]);
  expect(told(runs, [claim('a/b', 'refuted')])).toEqual(['turned a/b']);
});

test('a claim gone since an earlier run is told once', () => {
  expect(told([line([claim('a/b', 'holds')]), line([])], [])).toEqual([]);
});

test('a run is compared with the last of its size and engine, and none other', () => {
  const seen = historyLineOf(example);
  const history = [seen, { ...seen, size: 'deep' as const }, { ...seen, engine: 'fused' }];
  expect(changesSince(history, example)).toEqual({ number: 1, run: seen, changes: [] });
  expect(changesSince(history.slice(1), example)).toBeNull();
});
