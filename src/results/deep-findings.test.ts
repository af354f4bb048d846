import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { deepFindingsOf, readDeepFindings, writeDeepFindings } from './deep-findings.ts';
import { exampleDeep } from './deep-findings-fixture.ts';
import { example, scored } from './results-fixture.ts';
import type { ClaimResult } from './schema.ts';
import { ResultsError } from './versioned-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-deep-'));
  path = join(folder, 'deep.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was written is read again', () => {
  writeDeepFindings(path, exampleDeep);
  expect(readDeepFindings(path)).toStrictEqual(exampleDeep);
  expect(readdirSync(folder)).toEqual(['deep.json']);
});

test.each([
  [
    'cut off',
    () => readFileSync(path, 'utf8').slice(0, -20),
    /^invalid deep findings file: .* it is cut off/,
  ],
  ['of another version', () => '{"version": 9}', /is of version 9 .* make it again with initproof run/],
  [
    'without its date',
    () => readFileSync(path, 'utf8').replace(/"startedAt":"[^"]*",/, ''),
    /: findings\.0\.run\.startedAt: /,
  ],
  [
    'with a verdict that is none',
    () => readFileSync(path, 'utf8').replace('"verdict":"holds"', '"verdict":"perhaps"'),
    /: findings\.0\.claim\.verdict: /,
  ],
])('a file that is %s is refused in one sentence', (_what, content, message) => {
  writeDeepFindings(path, exampleDeep);
  writeFileSync(path, content());
  expect(() => readDeepFindings(path)).toThrow(ResultsError);
  expect(() => readDeepFindings(path)).toThrow(message);
});

test('what a run found of the claims asked for is kept, with its date and command', () => {
  const claims = [scored, { ...scored, id: 'he/deep' }];
  const kept = deepFindingsOf({ ...example, claims }, new Set(['he/deep']));
  const { startedAt, command, commit, engine, seed } = example.run;
  expect(kept.findings).toEqual([{ claim: claims[1], run: { startedAt, command, commit, engine, seed } }]);
});

const { id, statement, source, record, note, setting, replay } = scored;
const notRun = { id, statement, source, record, note, setting, replay };

test('since when it stood in the folder of its run is left out', () => {
  const claims = [{ ...scored, keptSince: '2026-01-02T03:04:05.000Z' }];
  const [finding] = deepFindingsOf({ ...example, claims }, new Set([scored.id])).findings;
  expect(finding?.claim).toEqual(scored);
});

test.each([
  ['breaks its record', { ...scored, verdict: 'refuted' }, 0],
  ['broke', { ...notRun, status: 'failed', error: 'no memory' }, 0],
  ['is left undecided', { ...scored, verdict: 'undecided' }, 1],
  ['was not run', { ...notRun, status: 'not-run', reason: 'not selected' }, 1],
] as [string, ClaimResult, number][])(
  'of a claim that %s nothing is kept; a former finding stays where this run did not settle it',
  (_what, claim, left) => {
    const former = { claim: { ...scored, finding: 'Of old.' }, run: exampleDeep.findings[0]!.run };
    const kept = deepFindingsOf({ ...example, claims: [claim] }, new Set([scored.id]), {
      ...exampleDeep,
      findings: [former],
    });
    expect(kept.findings).toEqual(left === 1 ? [former] : []);
  },
);

test('what a run did not look at stays as it was, and what it found takes its place', () => {
  const [kept] = exampleDeep.findings;
  const other = { ...kept!, claim: { ...kept!.claim, id: 'he/another' } };
  const claims = [{ ...scored, id: kept!.claim.id }];
  const earlier = { ...exampleDeep, findings: [kept!, other] };
  const { findings } = deepFindingsOf({ ...example, claims }, new Set([kept!.claim.id]), earlier);
  expect(findings.map(({ claim, run }) => [claim.id, run.startedAt])).toEqual([
    ['he/another', kept!.run.startedAt],
    [kept!.claim.id, example.run.startedAt],
  ]);
});
