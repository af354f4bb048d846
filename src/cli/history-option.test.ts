import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { readHistory } from '../results/history.ts';
import { expectRefused, experiment, folderWith, numbers, removeFolders } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

let folder: string;
beforeAll(() => {
  folder = folderWith({ 'experiments/a.test.ts': experiment(numbers('one/small', '0')) });
});

test('a run starts the history it names, and the next one goes on with it', async () => {
  for (const runs of [1, 2]) {
    expect((await initproofHere('run --history kept/runs.jsonl', folder)).code).toBe(0);
    expect(readHistory(join(folder, 'kept/runs.jsonl')).length).toBe(runs);
  }
});

test('the results of one run are compared with, and stay as they are', async () => {
  await initproofHere('run --out former', folder);
  const file = join(folder, 'former/results.json');
  const before = readFileSync(file, 'utf8');
  expect((await initproofHere('run --history former/results.json', folder)).stdout).toContain(
    'Nothing changed since',
  );
  expect(readFileSync(file, 'utf8')).toBe(before);
});

test('results that are not there are refused by a run, a history that is not by a report', async () => {
  expectRefused(await initproofHere('run --history none.json', folder), /missing results: .*none\.json/);
  expectRefused(
    await initproofHere('report --history none.jsonl', folder),
    /missing history: .*none\.jsonl cannot be read: there is no such file \(initproof run --history starts one\)/,
  );
});
