import { afterAll, expect, test } from 'vitest';
import { experiment, folderWith, lowerCost, removeFolders } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

test.each(['list', 'explain one/bounded'])('%s --json writes infinity as a word', async (command) => {
  const score = "score: within('he', gradientNorm(1), 0, Infinity), faults: ['biased-coin']";
  const folder = folderWith({ 'experiments/a.test.ts': experiment(lowerCost('one/bounded', score)) });
  const { stdout } = await initproofHere(`${command} --json`, folder);
  expect([JSON.parse(stdout)].flat()).toMatchObject([{ definition: { score: { range: [0, 'Infinity'] } } }]);
});
