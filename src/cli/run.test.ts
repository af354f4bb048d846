import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { results as resultsSchema } from '../results/schema.ts';
import {
  experiment,
  folderWith,
  folderWithVitest,
  initproof,
  lowerCost,
  numbers,
  out,
  removeFolders,
  resultsIn,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

const statusOf = (folder: string) => resultsIn(folder).claims.map(({ id, status }) => [id, status]);

describe.concurrent('run', () => {
  test('writes results and report, and prints what came out; deep claims wait for their size', async ({
    expect,
  }) => {
    const folder = folderWith({
      'experiments/b.test.ts': experiment(numbers('two/small', 'n - n')),
      'experiments/a.test.ts': experiment(lowerCost('one/lower'), numbers('one/deep', '0', "from: 'deep'")),
    });
    const { code, stdout, stderr } = await initproof('run', folder);
    expect(stderr).toContain('2/2  ');
    expect(stdout).toMatch(
      /✓ holds {6}one\/lower {2}[\d.]+ s\n✓ holds {6}two\/small {2}[\d.]+ s\n· not run {4}one\/deep \(runs at --size deep only\)\n/,
    );
    expect(stdout).toContain('Nothing breaks its record.\n');
    expect(stdout).toContain(`report: ${join(folder, out, 'index.html')}`);
    expect(code).toBe(0);
    expect(existsSync(join(folder, out, 'index.html'))).toBe(true);
    const { run, claims } = resultsIn(folder);
    expect(run).toMatchObject({
      seed: 1,
      size: 'standard',
      complete: true,
      commit: null,
    });
    expect(claims.map(({ id, status }) => [id, status])).toEqual([
      ['one/lower', 'ran'],
      ['one/deep', 'not-run'],
      ['two/small', 'ran'],
    ]);
    expect(claims.map(({ replay }) => replay)).toEqual([
      'npx initproof replay one/lower --seed 1',
      'npx initproof replay one/deep --seed 1',
      'npx initproof replay two/small --seed 1',
    ]);
  });

  test('has no trouble with many claims in a file', async () => {
    const many = Array.from({ length: 13 }, (_, k) => numbers(`many/no-${k}`, '0', 'cases: 2'));
    const { code, stderr } = await initproof(
      'run',
      folderWith({ 'experiments/a.test.ts': experiment(...many) }),
    );
    expect(code).toBe(0);
    expect(stderr).not.toContain('Warning');
    expect(stderr.trimEnd().split('\n')).toHaveLength(13);
  });

  test('tells of what broke outside a claim, and keeps what had finished', async () => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(
        numbers('one/first', '0'),
        // The worker goes after two seconds, so that what had finished has been told.
        numbers(
          'one/gone',
          `(globalThis.seen = (globalThis.seen ?? 0) + 1) > 80
          ? process.kill(process.pid, 9)
          : (Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 25), 0)`,
        ),
      ),
    });
    const { code, stdout, stderr } = await initproof('run', folder);
    expect(stderr).toContain('the run broke off: 1 finished claim is kept');
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(stdout).toBe('');
    expect(code).toBe(2);
    expect(resultsIn(folder)).toMatchObject({
      run: { complete: false },
      claims: [
        { id: 'one/first', status: 'ran' },
        { id: 'one/gone', status: 'not-run', reason: 'the run broke off' },
      ],
    });
  });
});

describe('what a run proves', () => {
  test('takes beginnings of ids, size, a fresh seed, another folder, no cache; prints JSON', async () => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(lowerCost('one/lower'), numbers('two/small', '0')),
    });
    const { code, stdout } = await initproofHere(
      'run one/ --size quick --seed fresh --no-cache --out there --json',
      folder,
    );
    expect(code).toBe(0);
    const { run, claims } = resultsSchema.parse(JSON.parse(stdout));
    expect(JSON.parse(stdout)).toEqual(JSON.parse(readFileSync(join(folder, 'there/results.json'), 'utf8')));
    expect(run.command).toBe(
      `npx initproof run one/ --size quick --seed ${run.seed} --engine ${run.engine} --no-cache`,
    );
    expect(Number.isSafeInteger(run.seed) && run.seed > 1).toBe(true);
    expect(claims).toMatchObject([
      {
        id: 'one/lower',
        status: 'ran',
        evidence: { cap: 128 },
        replay: `npx initproof replay one/lower --seed ${run.seed} --size quick`,
      },
      { id: 'two/small', status: 'not-run', reason: 'not selected' },
    ]);
    expect(existsSync(join(folder, '.cache'))).toBe(false);
    expect(existsSync(join(folder, 'reports'))).toBe(false);
  });

  test('is red where a verdict breaks its record, a fault goes unnoticed or a claim throws', async () => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(
        numbers('bad/size', 'n >= 17 ? n : 0'),
        numbers('bad/fault', '0', "faults: ['one-nudged-weight']"),
        numbers('bad/error', "(() => { throw new Error('no such layer') })()"),
        numbers('good/refuted', 'n', "record: 'refuted'"),
      ),
    });
    const { code, stdout, stderr } = await initproofHere('run', folder);
    for (const text of [stdout, stderr]) {
      expect(text).toContain('✕ refuted    bad/size');
      expect(text).toContain('! breaks its record: bad/size: Numbers are small');
      expect(text).toContain(
        'refuted, where "holds" is on record. The size is 17 in the smallest breach found',
      );
      expect(text).toMatch(/repeat it: npx initproof replay bad\/size --seed 1 --case \d+:[\d:]+\n/);
      expect(text).toContain('planted fault not caught: one-nudged-weight');
      expect(text).toMatch(/! failed +bad\/error: no deviation of bad\/error for \{"n":\d+\}: no such layer/);
      expect(text).toContain('✕ refuted    good/refuted');
    }
    expect(stdout).toContain('Breaks its record: bad/size, bad/fault, bad/error.\n');
    expect(code).toBe(1);
    expect(resultsIn(folder).run.complete).toBe(true);
    expect(existsSync(join(folder, out, 'index.html'))).toBe(true);
  });

  test('takes over what nothing has changed for', async () => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(
        numbers('one/good', '0'),
        numbers('two/bad', 'n'),
        numbers('two/deep', '0', "from: 'deep'"),
      ),
    });
    const keptIn = (ids: readonly string[]) =>
      resultsIn(folder).claims.flatMap((claim) =>
        ids.includes(claim.id) && claim.status === 'ran' ? [claim.keptSince] : [],
      );
    expect((await initproofHere('run one/', folder)).stderr).not.toContain('of an earlier run');
    const since = resultsIn(folder).run.startedAt;
    expect(keptIn(['one/good'])).toEqual([undefined]);

    const alone = await initproofHere('run one/', folder);
    expect(alone.stderr).toBe(
      '1 of 1 finding is that of an earlier run, nothing having changed since (--no-cache works everything out anew)\n',
    );
    expect(alone.stdout).toContain(
      `✓ holds      one/good  kept since ${since}\n· not run    two/bad (not selected)`,
    );
    expect(alone.stdout).toContain('two/deep (runs at --size deep only)');
    expect(alone.code).toBe(0);

    expect((await initproofHere('run', folder)).code).toBe(1);
    expect(keptIn(['one/good', 'two/bad'])).toEqual([since, undefined]);

    writeFileSync(join(folder, 'experiments/data.csv'), '1');
    const fewer = await initproofHere('run one/', folder);
    expect(fewer.stderr).toContain('1/1  ');
    expect(fewer.stderr).toMatch(
      /^1 claim will replace the run of 2 of \d+ \w+ \d{4} in .*results\.json \(--out names another folder\)$/m,
    );
    expect(keptIn(['one/good'])).toEqual([undefined]);
  });

  test('takes it over whatever the runs before have written into the project', async () => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(numbers('one/deep', '0', "from: 'deep'")),
    });
    const command = 'run --size deep --keep-deep --history runs.jsonl --out elsewhere';
    await initproofHere(command, folder);
    for (const _again of [1, 2])
      expect((await initproofHere(command, folder)).stderr).toContain('of an earlier run');
  });

  test('loads to run only files that state what runs, also within a group', async () => {
    const noted = (name: string, claim: string) =>
      `import { appendFileSync } from 'node:fs';\nimport { describe } from 'vitest';\n${experiment(
        `appendFileSync('loaded', '${name}');`,
        `describe('a group', () => {${claim}});`,
      )}`;
    const folder = folderWithVitest({
      'experiments/a.test.ts': noted('a', numbers('one/small', '0')),
      'experiments/b.test.ts': noted('b', numbers('two/small', '0')),
    });
    expect((await initproofHere('run one/', folder)).code).toBe(0);
    expect(statusOf(folder)).toEqual([
      ['one/small', 'ran'],
      ['two/small', 'not-run'],
    ]);
    // All of them are loaded once, to know what they state.
    expect([...readFileSync(join(folder, 'loaded'), 'utf8')].sort()).toEqual(['a', 'a', 'b']);
  });
});
