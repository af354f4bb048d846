import { spawnSync } from 'node:child_process';
import { afterAll, expect, test } from 'vitest';
import { experiment, folderWith, lowerCost, main, numbers, removeFolders } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

test.each(['list', 'explain one/bounded'])('%s --json writes infinity as a word', async (command) => {
  const score = "score: within('he', gradientNorm(1), 0, Infinity), faults: ['biased-coin']";
  const folder = folderWith({ 'experiments/a.test.ts': experiment(lowerCost('one/bounded', score)) });
  const { stdout } = await initproofHere(`${command} --json`, folder);
  expect([JSON.parse(stdout)].flat()).toMatchObject([{ definition: { score: { range: [0, 'Infinity'] } } }]);
});

test('what nobody reads to its end breaks nothing', () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(numbers('one/long', '0', "note: 'word '.repeat(1e5)")),
  });
  const piped = `set -o pipefail; '${process.execPath}' '${main}' list --json | head -n 1`;
  const { status, stdout, stderr } = spawnSync('bash', ['--norc', '-c', piped], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect({ status, stdout, stderr }).toEqual({ status: 0, stdout: '[\n', stderr: '' });
});
