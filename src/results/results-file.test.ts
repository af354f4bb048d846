import { linkSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { readResults, writeResults } from './results-file.ts';
import { example } from './results-fixture.ts';
import { results, resultsVersion } from './schema.ts';
import { ResultsError } from './versioned-file.ts';
import { writeWhole } from './write-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-results-'));
  path = join(folder, 'results.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was written is read again', () => {
  writeResults(path, example);
  expect(readResults(path)).toStrictEqual(example);
  expect(readdirSync(folder)).toEqual(['results.json']);
  expect(readFileSync(path, 'utf8').endsWith('}\n')).toBe(true);
});

test('folders are made, and the same results give the same bytes', () => {
  const deep = join(folder, 'reports', 'latest', 'results.json');
  writeResults(deep, example);
  writeResults(path, structuredClone(example));
  expect(readFileSync(path)).toEqual(readFileSync(deep));
});

test('what is no results record is not written, and the earlier file stays', () => {
  writeResults(path, example);
  const broken = { ...example, run: { ...example.run, seed: Number.NaN } };
  expect(() => writeResults(path, broken)).toThrow();
  expect(readResults(path)).toStrictEqual(example);
});

/** A copy with one place changed; `undefined` removes it. */
function damaged(at: readonly (string | number)[], value: unknown): string {
  const copy = structuredClone(example) as unknown;
  let holder = copy as Record<string | number, unknown>;
  for (const name of at.slice(0, -1)) holder = holder[name] as Record<string | number, unknown>;
  holder[at.at(-1)!] = value;
  return JSON.stringify(copy);
}

const whole = JSON.stringify(example);

describe('a file that is not what it should be is refused in one sentence', () => {
  test.each<[string, string, string | RegExp]>([
    [
      'of a newer version',
      damaged(['version'], 99),
      `is of version 99 (this initproof reads version ${resultsVersion}; make it again with initproof run)`,
    ],
    [
      'of a version in words',
      damaged(['version'], '1'),
      `is of version "1" (this initproof reads version ${resultsVersion}; make it again with initproof run)`,
    ],
    [
      'without a version',
      damaged(['version'], undefined),
      'has no version (expected one that initproof run wrote)',
    ],
    ['a list', '[]', 'has no version (expected one that initproof run wrote)'],
    ['null', 'null', 'has no version (expected one that initproof run wrote)'],
    ['cut off', whole.slice(0, -20), ': it is cut off or damaged (make it again with initproof run)'],
    ['cut off after one character', '{', ': it is cut off or damaged (make it again with initproof run)'],
    ['another kind of file', '<!doctype html>', ': it is not JSON (make it again with initproof run)'],
    ['empty', '', ': it is not JSON (make it again with initproof run)'],
    ['with a field nobody knows', damaged(['run', 'mood'], 'good'), ': run: Unrecognized key: "mood"'],
    [
      'with a field nobody knows, deep inside',
      damaged(['claims', 0, 'evidence', 'rows', 0, 'p'], 0.04),
      ': claims.0.evidence.rows.0: Unrecognized key: "p"',
    ],
    [
      'without a field',
      damaged(['run', 'engine'], undefined),
      ': run.engine: Invalid input: expected string, received undefined',
    ],
    [
      'with another verdict',
      damaged(['claims', 0, 'verdict'], 'likely'),
      ': claims.0.verdict: Invalid option: expected one of "holds"|"refuted"|"undecided"',
    ],
    [
      'with another record',
      damaged(['claims', 4, 'record'], 'hoped'),
      ': claims.4.record: Invalid option: expected one of "holds"|"refuted"|"as found"',
    ],
    ['with another status', damaged(['claims', 3, 'status'], 'lost'), /: claims\.3\.status: Invalid/],
    [
      'with evidence of no kind',
      damaged(['claims', 1, 'evidence', 'kind'], 'rumour'),
      /: claims\.1\.evidence\.kind: Invalid/,
    ],
    [
      'with a word for a number',
      damaged(['claims', 1, 'evidence', 'largest'], 'much'),
      /: claims\.1\.evidence\.largest: Invalid/,
    ],
    [
      'with half a key',
      damaged(['claims', 0, 'evidence', 'keys'], 1.5),
      /: claims\.0\.evidence\.keys: Invalid/,
    ],
    [
      'with a probability beyond 1',
      damaged(['claims', 0, 'evidence', 'level'], 1),
      ': claims.0.evidence.level: expected a probability between 0 and 1',
    ],
    [
      'with runs of no length',
      damaged(['claims', 0, 'evidence', 'measures', 0, 'limit'], 0),
      ': claims.0.evidence.measures.0.limit: expected a number above 0',
    ],
    [
      'with a time that is infinite',
      damaged(['claims', 0, 'evidence', 'readings', 0, 'limit'], 9),
      ': claims.0.evidence: expected rows to hold, of what ends at a limit, null or finite numbers from 0',
    ],
    [
      'with a matrix that is none',
      damaged(['claims', 2, 'evidence', 'runs', 0, 'similarity'], { layer: 1, rows: [[1, 1], [1]] }),
      ': claims.2.evidence.runs.0.similarity.rows: expected as many numbers in each row as there are rows',
    ],
    ['with an id that is no path', damaged(['claims', 0, 'id'], 'He'), /: claims\.0\.id: Invalid/],
  ])('%s', (_what, content, why) => {
    writeFileSync(path, content);
    const refused = refusal();
    expect(refused.message.startsWith(`invalid results file: ${path}`)).toBe(true);
    const reason = refused.message.slice(`invalid results file: ${path}`.length).trimStart();
    const remedy = ' (make it again with initproof run)';
    if (typeof why === 'string') expect([why, why + remedy]).toContain(reason);
    else expect(reason).toMatch(why);
    expect(reason).toContain('initproof run');
    expect(refused.message).not.toContain('\n');
  });

  test('one that is not there, and a folder', () => {
    expect(refusal().message).toBe(
      `missing results: ${path} cannot be read: there is no such file (initproof run writes one)`,
    );
    mkdirSync(path);
    expect(refusal().message).toBe(
      `missing results: ${path} cannot be read: it is a folder (initproof run writes one)`,
    );
  });

  function refusal(): Error {
    try {
      readResults(path);
    } catch (error) {
      expect(error).toBeInstanceOf(ResultsError);
      return error as Error;
    }
    throw new Error('the file was read');
  }
});

describe('a file is written whole or not at all', () => {
  test('it takes the place of an earlier one', () => {
    writeWhole(path, 'one');
    linkSync(path, join(folder, 'opened-before'));
    writeWhole(path, 'two');
    expect(readFileSync(path, 'utf8')).toBe('two');
    // Whoever has the earlier file open reads it to its end: it is replaced, not written over.
    expect(readFileSync(join(folder, 'opened-before'), 'utf8')).toBe('one');
    expect(readdirSync(folder).sort()).toEqual(['opened-before', 'results.json']);
  });

  test('where a folder has its place, nothing is left behind', () => {
    mkdirSync(path);
    writeFileSync(join(path, 'kept'), '');
    expect(() => writeWhole(path, 'one')).toThrow(/EISDIR|ENOTEMPTY|EEXIST|EPERM/);
    expect(readdirSync(folder)).toEqual(['results.json']);
    expect(readdirSync(path)).toEqual(['kept']);
  });

  test('where its folder cannot be made, nothing is left behind either', () => {
    writeFileSync(join(folder, 'taken'), '');
    expect(() => writeWhole(join(folder, 'taken', 'results.json'), 'one')).toThrow(/EEXIST|ENOTDIR/);
    expect(readdirSync(folder)).toEqual(['taken']);
  });

  test('when the content cannot be written, the earlier file stays', () => {
    writeWhole(path, 'one');
    expect(() => writeWhole(path, undefined as unknown as string)).toThrow();
    expect(readFileSync(path, 'utf8')).toBe('one');
    expect(readdirSync(folder)).toEqual(['results.json']);
  });
});

describe('the published JSON Schema', () => {
  const read = () =>
    JSON.parse(readFileSync(new URL('../../dist/results/results.schema.json', import.meta.url), 'utf8'));

  test('is what the schema in the code gives: npm run build writes it', () => {
    expect(read()).toEqual(JSON.parse(JSON.stringify(z.toJSONSchema(results))));
  });

  test('is where the package says', () => {
    const { exports } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(exports['./results.schema.json']).toBe('./dist/results/results.schema.json');
  });

  test('describes a results file, closed at every level', () => {
    const schema = read();
    expect(schema).toMatchObject({
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'object',
      required: ['version', 'run', 'claims'],
      properties: { version: { const: resultsVersion } },
      additionalProperties: false,
    });
    expect(schema.properties.run.required).toEqual(Object.keys(example.run));
    const claimOf = (status: string) =>
      schema.properties.claims.items.oneOf.find(
        (claim: { properties: { status: { const: string } } }) => claim.properties.status.const === status,
      );
    for (const claim of example.claims)
      expect([...claimOf(claim.status).required].sort()).toEqual(Object.keys(claim).sort());
  });
});
