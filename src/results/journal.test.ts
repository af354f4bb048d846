import {
  appendFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type JournalHeader, resumeJournal, startJournal } from './journal.ts';
import { claims } from './results-fixture.ts';
import { ResultsError } from './versioned-file.ts';

const head: JournalHeader = {
  seed: 1,
  size: 'standard',
  engine: 'reference',
  code: '0123456789abcdef',
  shard: 'all',
  startedAt: '2026-11-23T10:20:30.000Z',
};

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-journal-'));
  path = join(folder, 'reports', 'claims.jsonl');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const lines = () => readFileSync(path, 'utf8').split('\n');

function write(...finished: typeof claims): void {
  const journal = startJournal(path, head);
  for (const claim of finished) journal.append(claim);
}

describe('a new journal', () => {
  test('has the run’s line and one for each claim, there as soon as it finished', () => {
    const journal = startJournal(path, head);
    expect(journal.finished).toEqual([]);
    claims.forEach((claim, i) => {
      journal.append(claim);
      expect(lines().length).toBe(1 + (i + 1) + 1);
    });
    expect(lines()).toEqual([...[head, ...claims].map((line) => JSON.stringify(line)), '']);
  });

  test('leaves an earlier one as it is until its first claim has finished', () => {
    write(...claims);
    const earlier = readFileSync(path, 'utf8');
    const journal = startJournal(path, { ...head, seed: 2 });
    expect(readFileSync(path, 'utf8')).toBe(earlier);
    expect(resumeJournal(path, head).finished).toStrictEqual(claims);
    journal.append(claims[1]!);
    expect(lines()).toEqual([JSON.stringify({ ...head, seed: 2 }), JSON.stringify(claims[1]), '']);
  });

  test('can take claims back, and goes on', () => {
    const journal = startJournal(path, head);
    for (const claim of claims.slice(0, 2)) journal.append(claim);
    journal.remove(new Set([claims[1]!.id]));
    journal.append(claims[2]!);
    const left = [head, claims[0], claims[2]];
    expect(lines()).toEqual([...left.map((line) => JSON.stringify(line)), '']);
  });

  test('without a finished claim there is none', () => {
    startJournal(path, head);
    expect(existsSync(path)).toBe(false);
  });
});

describe('a journal that is resumed', () => {
  test('keeps what nobody asks for where others are taken back', () => {
    write(...claims.slice(0, 2));
    resumeJournal(path, head).remove(new Set([claims[1]!.id]));
    expect(resumeJournal(path, head).finished).toStrictEqual(claims.slice(0, 1));
  });

  test('gives back the finished claims and goes on behind them', () => {
    write(...claims.slice(0, 2));
    const journal = resumeJournal(path, { ...head, startedAt: 'later' });
    expect(journal.finished).toStrictEqual(claims.slice(0, 2));
    journal.append(claims[2]!);
    expect(resumeJournal(path, head).finished).toStrictEqual(claims.slice(0, 3));
    expect(readdirSync(join(path, '..'))).toEqual(['claims.jsonl']);
  });

  test('drops a last line cut off anywhere, and what comes next is a line of its own', () => {
    const line = JSON.stringify(claims[1]);
    for (const length of [1, line.length >> 1, line.length]) {
      write(claims[0]!);
      appendFileSync(path, line.slice(0, length)); // without its end of line
      const journal = resumeJournal(path, head);
      expect(journal.finished).toStrictEqual(claims.slice(0, 1));
      journal.append(claims[1]!);
      expect(resumeJournal(path, head).finished).toStrictEqual(claims.slice(0, 2));
    }
  });

  test('runs a claim again whose line is damaged, and keeps those behind it', () => {
    write(claims[0]!);
    appendFileSync(path, `{"status":"ran"}\n${JSON.stringify(claims[1])}\n`);
    expect(resumeJournal(path, head).finished).toStrictEqual(claims.slice(0, 2));
  });

  test('may have no finished claim yet', () => {
    mkdirSync(join(path, '..'));
    writeFileSync(path, `${JSON.stringify(head)}\n`);
    expect(resumeJournal(path, head).finished).toEqual([]);
  });

  test.each([
    ['seed', { seed: 2 }, '1, now 2'],
    ['size', { size: 'deep' }, 'standard, now deep'],
    ['engine', { engine: 'fused' }, 'reference, now fused'],
    ['shard', { shard: '1/2' }, 'all, now 1/2'],
    ['code', { code: 'fedcba9876543210' }, '0123456789abcdef, now fedcba9876543210'],
  ])('is refused for another %s', (name, change, both) => {
    write(...claims);
    const before = readFileSync(path, 'utf8');
    expectRefused(
      { ...head, ...change },
      `cannot resume: the run in ${path} had another ${name} (${both}); leave --resume out to start anew`,
    );
    expect(readFileSync(path, 'utf8')).toBe(before);
  });

  test('is refused where there is none', () => {
    expectRefused(head, `missing journal: ${path} (there is no run to resume; leave --resume out)`);
  });

  test.each([
    ['empty', ''],
    ['cut off in its first line', JSON.stringify(head).slice(0, 30)],
    ['one of claims only', `${JSON.stringify(claims[0])}\n`],
    ['another file', 'key,cost\n1,2\n'],
  ])('is refused when it is %s', (_what, content) => {
    mkdirSync(join(path, '..'));
    writeFileSync(path, content);
    expectRefused(
      head,
      `invalid journal: ${path} (its first line does not say which run it is; leave --resume out)`,
    );
    expect(readFileSync(path, 'utf8')).toBe(content);
  });

  test('is refused when it is a folder', () => {
    mkdirSync(path, { recursive: true });
    expectRefused(
      head,
      `invalid journal: ${path} cannot be read: EISDIR: illegal operation on a directory, read (leave --resume out)`,
    );
  });

  function expectRefused(header: JournalHeader, message: string): void {
    expect(() => resumeJournal(path, header)).toThrow(new ResultsError(message));
    expect(() => resumeJournal(path, header)).toThrow(ResultsError);
  }
});
