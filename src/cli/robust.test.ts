import assert from 'node:assert/strict';
import { execFile, spawn } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import {
  type Ended,
  expectRefused,
  experiment,
  folderWith,
  initproof,
  main,
  numbers,
  removeFolders,
  resultsOf,
  start,
  until,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

const statuses = (file: string) => resultsOf(file).claims.map(({ status }) => status);

describe.concurrent('a run', () => {
  test('on a full disk says so, keeps what fitted, and goes on with --resume', async ({ expect }) => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(numbers('one/first', '0'), numbers('one/second', '0')),
    });
    // No file may grow beyond 8 kB: the journal holds one claim.
    const limited = spawn('bash', ['--norc', '-c', `ulimit -f 8; exec '${process.execPath}' '${main}' run`], {
      cwd: folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    limited.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    const code = await new Promise((resolve) => limited.once('close', resolve));
    expect(said).toMatch(
      /^initproof: cannot use .*results\.json: no file may grow that large here \(name another place\)$/m,
    );
    expect(said).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
    expect(readdirSync(join(folder, 'reports/latest'))).toEqual(['claims.jsonl']);

    const { code: then, stderr } = await initproof('run --resume', folder);
    expect(then).toBe(0);
    expect(stderr).not.toContain('one/first');
    expect(statuses(join(folder, 'reports/latest/results.json'))).toEqual(['ran', 'ran']);
  });

  test.skipIf(!existsSync('/dev/full')).each([
    ['output', '>', 2, /^initproof: standard output takes no more: ENOSPC.*$/m],
    ['error', '2>', 0, /^Nothing breaks its record\.$/m],
  ])('that cannot print to standard %s keeps what it found all the same', async (_name, to, code, said) => {
    const folder = folderWith({ 'experiments/a.test.ts': experiment(numbers('one/small', '0')) });
    const command = `exec '${process.execPath}' '${main}' run ${to} /dev/full`;
    const ended = await new Promise<Ended>((resolve) => {
      execFile('sh', ['-c', command], { cwd: folder }, (error, stdout, stderr) =>
        resolve({ code: error ? Number(error.code) : 0, stdout, stderr }),
      );
    });
    assert.match(ended.stdout + ended.stderr, said);
    assert.doesNotMatch(ended.stderr, /\n\s+at /);
    assert.equal(ended.code, code);
    assert.deepEqual(statuses(join(folder, 'reports/latest/results.json')), ['ran']);
  });

  test('into a folder that another run is writing to is refused; one that was killed hinders nobody', async ({
    expect,
  }) => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(
        numbers('one/slow', '(Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50), 0)'),
      ),
    });
    const lock = join(folder, 'reports/latest/run.lock');
    const { child, ended } = start(['run'], folder);
    await until(() => existsSync(lock));
    expectRefused(
      await initproof('run', folder),
      /^initproof: another command \(process \d+\) is writing to .*latest \(wait for it, /,
    );
    child.kill('SIGKILL');
    await ended;
    expect(existsSync(lock)).toBe(true);
    writeFileSync(join(folder, 'experiments/a.test.ts'), experiment(numbers('one/slow', '0')));
    expect((await initproof('run', folder)).code).toBe(0);
    expect(existsSync(lock)).toBe(false);
  });

  test('into what is no folder, or after a history that is damaged, is refused before anything runs', async ({
    expect,
  }) => {
    const folder = folderWith({ 'experiments/a.test.ts': experiment(numbers('one/small', '0')), taken: '' });
    mkdirSync(join(folder, 'old'));
    writeFileSync(join(folder, 'old/history.jsonl'), '{"version":7}\n');
    expectRefused(
      await initproofHere('run --out taken/report', folder),
      /^initproof: cannot use .*taken.*: .*a folder is needed \(name another place\)\n$/,
    );
    expectRefused(
      await initproofHere('run --out old', folder),
      /^initproof: invalid history: .*line 1 is of version 7 \(/,
    );
    expect(readdirSync(join(folder, 'old'))).toEqual(['history.jsonl']);
  });
});
