import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import {
  expectRefused,
  experiment,
  folderWith,
  numbers,
  out,
  removeFolders,
  resultsIn,
  start,
  until,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

const statusOf = (folder: string) => resultsIn(folder).claims.map(({ id, status }) => [id, status]);

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

  async function interrupted(signal: 'SIGINT' | 'SIGTERM' | 'SIGHUP' | 'SIGKILL') {
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
      'interrupted: 1 finished claim is kept (go on with the same command and --resume)',
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

  test('leaves no findings to later runs by way of --resume: the project may have changed between', async () => {
    const pause =
      'Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, Number(process.env.DAWDLE_MS ?? 0))';
    const folder = folderWith({
      'experiments/a.test.ts': `import { readFileSync } from 'node:fs';\n${experiment(
        numbers('one/measured', "Number(readFileSync('measured.txt', 'utf8'))"),
        numbers('one/slow', `(${pause}, 0)`),
      )}`,
      'measured.txt': '0',
    });
    const { child, ended, printed } = start(['run'], folder, dawdle);
    await printed('✓ holds      one/measured');
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    writeFileSync(join(folder, 'measured.txt'), '1');
    expect((await initproofHere('run --resume', folder)).code).toBe(0);
    expect((await initproofHere('run', folder)).code).toBe(1);
  });

  test.each(['SIGTERM', 'SIGHUP'] as const)('by %s keeps what had finished, too', async (signal) => {
    const { folder, end } = await interrupted(signal);
    expect(end.stderr).toContain('interrupted: 1 finished claim is kept');
    expect(end.code).toBe(130);
    expect(resultsIn(folder).run.complete).toBe(false);
  });

  test('leaves no worker behind, though its claim never ends, and tells to resume only what can be', async () => {
    const endless = "(writeFileSync('worker', String(process.pid)), (() => { for (;;); })())";
    const folder = folderWith({
      'experiments/a.test.ts': `import { writeFileSync } from 'node:fs';\n${experiment(
        numbers('one/small', '0'),
        numbers('two/endless', endless),
      )}`,
    });
    const saidAtTheEnd = async (...args: readonly string[]) => {
      const { child, ended } = start(['run', ...args], folder, {});
      await until(() => existsSync(join(folder, 'worker')));
      child.kill('SIGINT');
      const { code, stderr } = await ended;
      expect(code).toBe(130);
      const worker = Number(readFileSync(join(folder, 'worker'), 'utf8'));
      await until(() => !isRunning(worker), 5000);
      // A finding is taken over only where no file has changed.
      rmSync(join(folder, 'worker'));
      return stderr.trimEnd().split('\n').at(-1);
    };
    expect(await saidAtTheEnd('two/')).toBe('interrupted: no claim had finished');
    expect(existsSync(join(folder, out))).toBe(false);
    await initproofHere('run one/', folder);
    expect(await saidAtTheEnd()).toBe('interrupted: 1 finished claim is kept (go on with the same command)');
  });

  test('leaves no worker behind where its results cannot be written, nor where one claim is replayed', async () => {
    const stopped = async (args: readonly string[], begun: string) => {
      const folder = folderWith(files);
      mkdirSync(join(folder, out, 'results.json'), { recursive: true });
      const { child, ended, printed } = start(args, folder, { DAWDLE_MS: '300' });
      await printed(begun);
      await until(() => existsSync(join(folder, 'worker')));
      child.kill('SIGTERM');
      const { code, stderr } = await ended;
      const worker = Number(readFileSync(join(folder, 'worker'), 'utf8'));
      // By itself it would take half a minute.
      await until(() => !isRunning(worker), 5000);
      return { code, last: stderr.trimEnd().split('\n').at(-1) };
    };
    const run = await stopped(['run'], '✓ holds      one/first');
    expect(run).toEqual({ code: 130, last: expect.stringMatching(/^initproof: .*results\.json/) });
    expect(await stopped(['replay', 'one/slow'], '')).toEqual({ code: 130, last: '' });
  });

  test('is told which file it waits for, one that is never loaded, and leaves no worker behind', async () => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(numbers('one/small', '0')),
      'experiments/b.test.ts': `import { writeFileSync } from 'node:fs';
        writeFileSync('worker', String(process.pid));
        for (;;);`,
    });
    const { child, ended, printed } = start(['run'], folder);
    await printed('still loading experiments/b.test.ts (Ctrl-C ends it)\n');
    child.kill('SIGINT');
    expect((await ended).code).toBe(130);
    const worker = Number(readFileSync(join(folder, 'worker'), 'utf8'));
    await until(() => !isRunning(worker), 5000);
  });

  test('with a fresh seed goes on with its own, and with the claims alone that are asked for', async () => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(numbers('one/first', '0'), numbers('two/second', '0')),
    });
    await initproofHere('run one/ --seed fresh', folder);
    const { seed } = resultsIn(folder).run;
    expect((await initproofHere('run two/ --seed fresh --resume', folder)).code).toBe(0);
    expect(resultsIn(folder).run.seed).toBe(seed);
    expect(statusOf(folder)).toEqual([
      ['one/first', 'not-run'],
      ['two/second', 'ran'],
    ]);
    expect((await initproofHere('run --seed fresh --resume', folder)).code).toBe(0);
    expect(statusOf(folder).map(([, status]) => status)).toEqual(['ran', 'ran']);
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
