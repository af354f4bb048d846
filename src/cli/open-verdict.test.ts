import { afterAll, expect, test } from 'vitest';
import { experiment, folderWith, lowerCost, numbers, removeFolders, resultsIn } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

test('a verdict that is left open is red on the default keys alone, and not in a quick run', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(lowerCost('one/open', 'keys: 4, faults: []')),
  });
  for (const [args, code] of [
    ['run', 1],
    ['run --seed 2', 0],
    ['run --size quick', 0],
  ] as const) {
    expect((await initproofHere(args, folder)).code, args).toBe(code);
    expect(resultsIn(folder).claims, args).toMatchObject([{ verdict: 'undecided' }]);
  }
});

test('a claim that asks for more than the engine has is not run, and says why', async () => {
  const network =
    "{ widths: [2, 4, 4, 1], activation: 'tanh', loss: 'binary-cross-entropy', residual: { branchLayers: 1 } }";
  const setting = `setting: {
    network: ${network},
    data: { dataset: 'circles', train: 20, test: 10, seeds: { train: 1, test: 2 } },
    schedule: { optimizer: { name: 'sgd' }, learningRate: 0.1, batch: 'full', steps: 20, record: { costEvery: 5 } },
  }`;
  const folder = folderWith({
    'experiments/a.test.ts': experiment(lowerCost('one/branches', setting), numbers('two/small', '0')),
  });
  expect((await initproofHere('run', folder)).code).toBe(0);
  expect(resultsIn(folder).claims).toMatchObject([
    {
      status: 'not-run',
      reason: expect.stringMatching(/^asks for residual branches: the fused engine has /),
    },
    { status: 'ran' },
  ]);
});
