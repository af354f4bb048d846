import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { mapsOf, readMaps, writeMaps } from './maps.ts';
import { exampleMaps, mapEvidence } from './maps-fixture.ts';
import { example, scored } from './results-fixture.ts';
import { ResultsError } from './versioned-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-maps-'));
  path = join(folder, 'maps.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was written is read again', () => {
  writeMaps(path, exampleMaps);
  expect(readMaps(path)).toStrictEqual(exampleMaps);
  expect(readdirSync(folder)).toEqual(['maps.json']);
});

test.each([
  ['cut off', () => readFileSync(path, 'utf8').slice(0, -20), /^invalid maps file: .* it is cut off/],
  ['of another version', () => '{"version": 9}', /is of version 9 .* make it again with initproof run/],
  [
    'without its date',
    () => readFileSync(path, 'utf8').replace(/^ +"startedAt".*\n/m, ''),
    /: maps\.0\.startedAt: /,
  ],
  [
    'with a verdict that is none',
    () => readFileSync(path, 'utf8').replace('"refuted"', '"perhaps"'),
    /: maps\.0\.evidence\.cells\.\d+\.verdict: /,
  ],
])('a file that is %s is refused in one sentence', (_what, content, message) => {
  writeMaps(path, exampleMaps);
  writeFileSync(path, content());
  expect(() => readMaps(path)).toThrow(ResultsError);
  expect(() => readMaps(path)).toThrow(message);
});

test('a run’s maps are kept with its date and command, and nothing else of it', () => {
  const claims = [scored, { ...scored, id: 'maps/one', evidence: mapEvidence }];
  const kept = mapsOf({ ...example, claims });
  expect(kept.maps.map(({ id, evidence }) => [id, evidence])).toEqual([['maps/one', mapEvidence]]);
  const { startedAt, command, commit, engine, seed } = example.run;
  expect(kept.maps[0]).toMatchObject({ startedAt, command, commit, engine, seed });
});

test('maps that a run did not make stay as they were, and those it made take their place', () => {
  const [kept] = exampleMaps.maps;
  const other = { ...kept!, id: 'maps/a' };
  const claims = [{ ...scored, id: kept!.id, evidence: mapEvidence }];
  const { maps } = mapsOf({ ...example, claims }, { ...exampleMaps, maps: [other, kept!] });
  expect(maps.map(({ id, startedAt }) => [id, startedAt])).toEqual([
    ['maps/a', kept!.startedAt],
    [kept!.id, example.run.startedAt],
  ]);
});
