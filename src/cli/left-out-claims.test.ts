import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test, vi } from 'vitest';
import {
  expectRefused,
  experiment,
  folderWith,
  folderWithVitest,
  lowerCost,
  numbers,
  out,
  removeFolders,
  resultsIn,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

// Claims that their file leaves out, which Vitest allows.

function folderOf(file: string): string {
  return folderWithVitest({
    'experiments/a.test.ts': `import { describe, test } from 'vitest';\n${file}`,
    'experiments/b.test.ts': experiment(numbers('two/small', '0')),
  });
}

test('a claim that its file skips is told of, and a run of such claims alone is refused', async () => {
  const folder = folderOf(experiment(`describe.skip('later', () => {${numbers('one/later', '0')}});`));
  const { code, stdout } = await initproofHere('run', folder);
  expect(code).toBe(0);
  expect(stdout).toContain('· not run    one/later (is skipped in its file)\n');
  expect(stdout).toContain('The one claim that was run holds. 1 more was not run.');
  expect(resultsIn(folder).claims).toMatchObject([
    { id: 'one/later', status: 'not-run' },
    { id: 'two/small', status: 'ran' },
  ]);
  expect((await initproofHere('list', folder)).stdout).toMatch(/^one\/later .* \(is skipped in its file\)\n/);

  const files = ['results.json', 'history.jsonl', 'index.html'].map((name) => join(folder, out, name));
  const before = files.map((file) => readFileSync(file, 'utf8'));
  expectRefused(
    await initproofHere('run one/', folder),
    /^initproof: nothing to run: every claim selected is skipped in its file\n$/,
  );
  expect(files.map((file) => readFileSync(file, 'utf8'))).toEqual(before);
  expectRefused(
    await initproofHere('replay one/later', folder),
    /^initproof: one\/later is skipped in its file \(take the skip away\)\n$/,
  );
});

test.each([
  ['a claim', `describe.only('now', () => {${numbers('one/now', '0')}});`],
  ['a test of something else', "test.only('now', () => {});"],
])('.only, with %s, is refused: it leaves others out', async (_what, only) => {
  const folder = folderOf(experiment(numbers('one/small', '0'), only));
  const { code, stdout, stderr } = await initproofHere('run', folder);
  expect(stderr).toBe(
    'initproof: cannot load the claims:\n  experiments/a.test.ts: its .only would leave other claims out (take it away; run takes beginnings of ids)\n',
  );
  expect([code, stdout]).toEqual([2, '']);
  expect(existsSync(join(folder, 'reports'))).toBe(false);
});

test('a run in which each claim leaves itself out as it runs is none', async () => {
  const asks = lowerCost('one/exact').replace('learningRate:', "precision: 'float64', learningRate:");
  const folder = folderWith({ 'experiments/a.test.ts': experiment(asks) });
  vi.stubEnv('INITPROOF_TF_BACKEND', 'cpu');
  expectRefused(
    await initproofHere('run --engine tensorflow', folder),
    /^initproof: no claim was run: each asks for float64: the tensorflow engine has float32 only\n$/m,
  );
  vi.unstubAllEnvs();
  expect(existsSync(join(folder, out, 'index.html'))).toBe(false);
});
