import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { appendHistory, historyLineOf, historyText, readHistory, runsBefore } from './history.ts';
import { example, scored } from './results-fixture.ts';
import type { Results } from './schema.ts';
import { ResultsError } from './versioned-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-history-'));
  path = join(folder, 'data', 'history.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const run = (change: Partial<Results['run']> = {}): Results => ({
  ...example,
  run: { ...example.run, lawCode: '0123456789abcdef', ...change },
});
const first = historyLineOf(run());
const second = historyLineOf(run({ seed: 2, startedAt: '2026-11-24T10:20:30.000Z' }));

test('a run is one line: its counts, each claim’s outcome, estimates with intervals and evidence', () => {
  expect(first.counts).toEqual({ holds: 3, refuted: 0, undecided: 0, failed: 1, 'not-run': 1, breaks: 1 });
  expect(first.claims.map(({ id, outcome, breaks }) => [id, outcome, breaks])).toEqual([
    [scored.id, 'holds', false],
    ['zero/units/stay-identical', 'holds', false],
    ['course/printed-figures', 'holds', false],
    ['he/deep', 'not-run', false],
    ['he/broken', 'failed', true],
  ]);
  expect(first.claims[0]!.estimate).toEqual({
    mean: 0.75,
    interval: [0.2, 1],
    keys: 2,
    logEvidence: { above: 16.1, below: '-Infinity' },
    fingerprint: expect.stringMatching(/^[0-9a-f]{16}$/),
  });
  expect(historyText(first).split('\n')).toEqual([JSON.stringify(first), '']);
});

describe('the fingerprint of an estimate', () => {
  const fingerprintOf = (results: Results) => historyLineOf(results).claims[0]!.estimate!.fingerprint;
  const withClaim = (change: Partial<typeof scored>): Results => ({
    ...run(),
    claims: [{ ...scored, ...change }],
  });
  const same = fingerprintOf(run());
  const evidence = scored.evidence as Extract<typeof scored.evidence, { kind: 'scores' }>;

  test('is the same under another seed, and whatever came out', () => {
    expect(fingerprintOf(run({ seed: 7, startedAt: 'later', commit: 'abc' }))).toBe(same);
    expect(fingerprintOf(withClaim({ verdict: 'refuted', evidence: { ...evidence, mean: 0.1 } }))).toBe(same);
  });

  test.each<[string, Results]>([
    ['engine', run({ engine: 'fused' })],
    ['engine that it names', withClaim({ engine: 'tensorflow' })],
    ['claim', withClaim({ id: 'he/other' })],
    ['backend', run({ engineAbout: 'native' })],
    ['law or measure', run({ lawCode: 'fedcba9876543210' })],
    ['setting', withClaim({ setting: { sentence: '', data: { widths: [2, 1] } } })],
    ['cut', withClaim({ evidence: { ...evidence, cut: 0.7 } })],
    ['side', withClaim({ evidence: { ...evidence, side: 'below' } })],
  ])('changes with another %s', (_what, results) => {
    expect(fingerprintOf(results)).not.toBe(same);
  });

  test('is none where the run does not say which code it ran', () => {
    expect(fingerprintOf(example)).toBeNull();
  });
});

describe('a history', () => {
  test('grows by a line a run, once each', () => {
    appendHistory(path, first);
    appendHistory(path, second);
    appendHistory(path, first);
    expect(readHistory(path)).toEqual([first, second]);
  });

  test('gives the runs before one, whether its own line is there or not', () => {
    expect(runsBefore([first, second], run().run)).toEqual([]);
    expect(runsBefore([first, second], run({ seed: 2, startedAt: second.startedAt }).run)).toEqual([first]);
    expect(runsBefore([first, second], run({ seed: 3 }).run)).toEqual([first, second]);
  });

  test('drops a last line that was cut off, and goes on in a line of its own', () => {
    appendHistory(path, first);
    appendFileSync(path, historyText(second).slice(0, 100));
    expect(readHistory(path)).toEqual([first]);
    appendHistory(path, second);
    expect(readFileSync(path, 'utf8')).toBe(historyText(first) + historyText(second));
  });

  test('keeps a last line that lacks nothing but its end', () => {
    appendHistory(path, first);
    writeFileSync(path, historyText(first).trimEnd());
    expect(readHistory(path)).toEqual([first]);
    appendHistory(path, first);
    appendHistory(path, second);
    expect(readFileSync(path, 'utf8')).toBe(historyText(first) + historyText(second));
  });

  test.each([
    ['is missing', null, /^missing history: .*history\.jsonl cannot be read: there is no such file \(/],
    ['is of a newer version', '{"version":2}\n', /line 1 is of version 2 \(this initproof reads version 1; /],
    [
      'is something else',
      'commit,seed\n',
      /^invalid history: .*line 1: it is not JSON \(mend or remove the line\)$/,
    ],
    ['lacks a field', '{"version":1}\n', /line 1: commit: Invalid input/],
    ['is hostile', historyText(first).replace(scored.id, '<script>'), /line 1: claims\.0\.id: Invalid id/],
  ])('that %s is refused', (_what, text, message) => {
    const file = join(folder, 'history.jsonl');
    if (text !== null) writeFileSync(file, text);
    expect(() => readHistory(file)).toThrow(ResultsError);
    expect(() => readHistory(file)).toThrow(message);
  });
});
