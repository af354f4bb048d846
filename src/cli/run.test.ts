import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { results as resultsSchema } from '../results/schema.ts';
import {
  expectRefused,
  experiment,
  folderWith,
  initproof,
  lowerCost,
  numbers,
  removeFolders,
  start,
  until,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

const out = 'reports/latest';
const resultsIn = (folder: string) =>
  resultsSchema.parse(JSON.parse(readFileSync(join(folder, out, 'results.json'), 'utf8')));
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
      /✓ holds {6}one\/lower {2}[\d.]+ s\n· not run {4}one\/deep \(runs at --size deep only\)\n/,
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

  test('takes beginnings of ids, size, a fresh seed, another folder, no cache; prints JSON', async ({
    expect,
  }) => {
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

  test('is red where a verdict breaks its record, a fault goes unnoticed or a claim throws', async ({
    expect,
  }) => {
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

  test('takes over what nothing has changed for', async ({ expect }) => {
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
    expect((await initproofHere('run one/', folder)).stderr).not.toContain(
      'findings are those of earlier runs',
    );
    const since = resultsIn(folder).run.startedAt;
    expect(keptIn(['one/good'])).toEqual([undefined]);

    const alone = await initproofHere('run one/', folder);
    expect(alone.stderr).toBe(
      '1 of 1 findings are those of earlier runs, nothing having changed since (--no-cache works them out anew)\n',
    );
    expect(alone.stdout).toContain(
      `✓ holds      one/good  kept since ${since}\n· not run    two/bad (not selected)`,
    );
    expect(alone.stdout).toContain('two/deep (runs at --size deep only)');
    expect(alone.code).toBe(0);

    expect((await initproofHere('run', folder)).code).toBe(1);
    expect(keptIn(['one/good', 'two/bad'])).toEqual([since, undefined]);

    writeFileSync(join(folder, 'experiments/data.csv'), '1');
    expect((await initproofHere('run one/', folder)).stderr).toContain('1/1  ');
    expect(keptIn(['one/good'])).toEqual([undefined]);
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
    expect(stderr).toContain('the run broke off: 1 finished claims are kept');
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
      /^initproof: missing claims: no file experiments\/\*\*\/\*\.test\.ts .* states one\n$/,
    ],
    [
      'a claim it does not know, whatever else is asked for',
      'one/ nobody/',
      { 'experiments/a.test.ts': good },
      /^initproof: unknown claim: nobody\/ \(expected the beginning of one of one\/small\)\n$/,
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
      /^initproof: invalid claims: two have the id one\/small \(give each an id of its own\)\n$/,
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

  test('a file that cannot be read as TypeScript, though another is sound', async () => {
    const folder = folderWith({ 'experiments/a.test.ts': good, 'experiments/b.test.ts': 'claim(always(' });
    const { code, stdout, stderr } = await initproofHere('run', folder);
    expect(stderr).toMatch(/^initproof: cannot load the claims:\n {2}experiments\/b\.test\.ts: /);
    expect(stderr).not.toMatch(/\n\s+at /);
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

describe.concurrent('an interrupted run', () => {
  /** The first claim notes each time it runs; the second notes its process and dawdles as long as it is told. */
  const files = {
    'experiments/a.test.ts': `import { appendFileSync, writeFileSync } from 'node:fs';
const pause = () => Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.env.DAWDLE_MS ?? 0));
${experiment(
  numbers('one/first', "(appendFileSync('first', '.'), 0)", 'cases: 1'),
  numbers('one/slow', "(writeFileSync('worker', String(process.pid)), pause(), 0)"),
  numbers('one/last', '0'),
)}`,
  };
  const dawdle = { DAWDLE_MS: '100' };
  const timesFirstRan = (folder: string) => readFileSync(join(folder, 'first'), 'utf8').length;

  async function interrupted(signal: 'SIGINT' | 'SIGKILL') {
    const folder = folderWith(files);
    const { child, ended, printed } = start(['run'], folder, dawdle);
    await printed('✓ holds      one/first');
    await until(() => existsSync(join(folder, 'worker')));
    child.kill(signal);
    const end = await ended;
    const worker = Number(readFileSync(join(folder, 'worker'), 'utf8'));
    await until(() => !isRunning(worker), 5000);
    return { folder, end };
  }

  test('by SIGINT keeps what had finished and goes on with --resume', async () => {
    const { folder, end } = await interrupted('SIGINT');
    expect(end.stderr).toContain(
      'interrupted: 1 finished claims are kept (go on with the same command and --resume)',
    );
    expect(end.code).toBe(130);
    expect(resultsIn(folder).run.complete).toBe(false);
    expect(statusOf(folder)).toEqual([
      ['one/first', 'ran'],
      ['one/slow', 'not-run'],
      ['one/last', 'not-run'],
    ]);

    expectRefused(
      await initproofHere('run --resume --seed 2', folder),
      /^initproof: cannot resume: the run in .* had another seed \(1, now 2\); leave --resume out to start anew\n$/,
    );

    const { code, stderr } = await initproofHere('run --resume', folder);
    expect(code).toBe(0);
    expect(stderr).not.toContain('one/first');
    expect(timesFirstRan(folder)).toBe(1);
    expect(resultsIn(folder).run.complete).toBe(true);
    expect(statusOf(folder).map(([, status]) => status)).toEqual(['ran', 'ran', 'ran']);
  });

  test('by SIGKILL leaves no worker, and goes on with --resume', async () => {
    const { folder, end } = await interrupted('SIGKILL');
    expect(end.code).toBeNull();
    expect(existsSync(join(folder, out, 'results.json'))).toBe(false);

    const file = join(folder, 'experiments/a.test.ts');
    writeFileSync(file, `${files['experiments/a.test.ts']}\n`);
    expectRefused(await initproofHere('run --resume', folder), /had another code \(/);
    writeFileSync(file, files['experiments/a.test.ts']);

    const { code } = await initproofHere('run --resume', folder);
    expect(code).toBe(0);
    expect(timesFirstRan(folder)).toBe(1);
    expect(resultsIn(folder).run.complete).toBe(true);
    expect(statusOf(folder).map(([, status]) => status)).toEqual(['ran', 'ran', 'ran']);
  });
});

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
