import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { expectRefused, experiment, folderWith, numbers, removeFolders } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

describe('run refuses, and writes nothing,', () => {
  const good = experiment(numbers('one/small', '0'));
  const refusals: [name: string, args: string, files: Record<string, string>, message: RegExp][] = [
    [
      'without a folder of experiments',
      '',
      {},
      /^initproof: missing claims: there is no folder experiments\/ in .* \(run this where your claims are\)\n$/,
    ],
    [
      'an empty one',
      '',
      { 'experiments/readme.md': '' },
      /^initproof: missing claims: no file experiments\/\*\*\/\*\.test\.\{ts,js,mts,mjs\} .* states one\n$/,
    ],
    [
      'a claim it does not know, whatever else is asked for',
      'one/ nobody/',
      { 'experiments/a.test.ts': good },
      /^initproof: unknown claim: nobody\/ \(expected the beginning of a claim’s id; initproof list tells all\)\n$/,
    ],
    [
      'a claim and a topic whose names are near to others',
      'one/smol two/abut on/',
      { 'experiments/a.test.ts': experiment(numbers('one/small', '0'), numbers('two/about-numbers', '0')) },
      /claim: one\/smol, two\/abut, on\/ \(expected .*; did you mean one\/small, two\/about-numbers, one\/\? initproof list tells all\)\n$/,
    ],
    [
      'deep claims alone',
      '',
      { 'experiments/a.test.ts': experiment(numbers('one/deep', '0', "from: 'deep'")) },
      /^initproof: nothing to run: every claim selected runs at --size deep only\n$/,
    ],
    [
      'two claims of one id',
      '',
      { 'experiments/a.test.ts': good, 'experiments/b.test.ts': good },
      /^initproof: invalid claims: two have the id one\/small, in experiments\/a\.test\.ts and experiments\/b\.test\.ts \(give each an id of its own\)\n$/,
    ],
    [
      'two claims of one page',
      '',
      { 'experiments/a.test.ts': experiment(numbers('a/b-c', '0'), numbers('a-b/c', '0')) },
      /^initproof: invalid claims: a\/b-c and a-b\/c, both in experiments\/a\.test\.ts, would share the page claims\/a-b-c\.html \(give one of them another id\)\n$/,
    ],
    [
      'to resume what is not there',
      '--resume',
      { 'experiments/a.test.ts': good },
      /^initproof: missing journal: .*claims\.jsonl \(there is no run to resume; leave --resume out\)\n$/,
    ],
  ];
  test.each(refusals)('%s', async (_name, args, files, message) => {
    const folder = folderWith(files);
    expectRefused(await initproofHere(`run ${args}`, folder), message);
    expect(existsSync(join(folder, 'reports'))).toBe(false);
    expect(existsSync(join(folder, '.cache'))).toBe(false);
  });

  test('what cannot be read as TypeScript and what is no claim, though another file is sound', async () => {
    const folder = folderWith({
      'experiments/a.test.ts': good,
      'experiments/b.test.ts': 'claim(always(',
      'experiments/c.test.js': experiment(numbers('one/bad', '0', "record: 'maybe'")),
    });
    const { code, stdout, stderr } = await initproofHere('run', folder);
    expect(stderr).toMatch(/^initproof: cannot load the claims:\n {2}experiments\/b\.test\.ts: /);
    expect(stderr).toContain(
      '\n  experiments/c.test.js: invalid claim one/bad: invalid record: "maybe" (expected one of "holds"|',
    );
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stderr).not.toContain('\u001b');
    expect([code, stdout]).toEqual([2, '']);
    expect(readdirSync(folder).sort()).toEqual(['experiments', 'node_modules', 'package.json']);
  });

  test.each([
    ['--size big', "'big' is invalid. Allowed choices are quick, standard, deep."],
    ['--engine magic', "'magic' is invalid. Allowed choices are reference"],
    ['--resum', "unknown option '--resum'"],
  ])('%s', async (args, message) => {
    const ended = await initproofHere(`run ${args}`, folderWith({ 'experiments/a.test.ts': good }));
    expect(ended.stderr).toContain(message);
    expect(ended.stderr).not.toMatch(/\n\s+at /);
    expect(ended.code).toBe(2);
  });
});
