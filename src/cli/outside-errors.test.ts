import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import {
  experiment,
  folderWith,
  folderWithVitest,
  numbers,
  removeFolders,
  resultsIn,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

const stray = "Promise.reject(new Error('left behind'));";

test('what a file leaves behind is told once, with the file', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(numbers('one/small', '0'), stray, stray),
    'experiments/b.test.ts': experiment(numbers('two/small', '0'), stray),
  });
  const { code, stdout, stderr } = await initproofHere('list', folder);
  expect(stderr.trimEnd().split('\n').sort()).toEqual([
    '  experiments/a.test.ts: left behind',
    '  experiments/b.test.ts: left behind',
    'initproof: cannot load the claims:',
  ]);
  expect([code, stdout]).toEqual([2, '']);
});

test('in a run it is told each time: what was found beside it is kept for nobody', async () => {
  // Where nothing runs, nothing is provided.
  const whileItRuns = `import { inject } from 'vitest';\nif (inject('initproof')) ${stray}`;
  const folder = folderWithVitest({
    'experiments/a.test.ts': `${whileItRuns}${experiment(numbers('one/small', '0'))}`,
    'experiments/b.test.ts': experiment(numbers('two/small', '0')),
  });
  for (const command of ['run', 'run', 'run --resume']) {
    const { code, stderr } = await initproofHere(command, folder);
    expect(stderr).toMatch(
      /initproof: the run broke off: 1 finished claim is kept \(.*\)\n {2}experiments\/a\.test\.ts: left behind\n$/,
    );
    expect(code).toBe(2);
    expect(resultsIn(folder).claims.map(({ status }) => status)).toEqual(['not-run', 'ran']);
  }
  writeFileSync(join(folder, 'experiments/a.test.ts'), experiment(numbers('one/small', '0')));
  for (const count of [0, 2]) {
    const { code, stderr } = await initproofHere('run', folder);
    expect(code).toBe(0);
    expect(stderr.includes('2 of 2 findings are those of earlier runs')).toBe(count === 2);
  }
});

test('where a process ends after its last claim, all that ran is taken back: nothing says of which file it was', async () => {
  // Once it has told what it found.
  const ended = `import { setTimeout } from 'node:timers/promises';
    import { afterAll, inject } from 'vitest';
    afterAll(() => inject('initproof') && setTimeout(1000).then(() => process.kill(process.pid, 'SIGKILL')));\n`;
  const folder = folderWithVitest({
    'experiments/a.test.ts': `${ended}${experiment(numbers('one/small', '0'))}`,
    'experiments/b.test.ts': experiment(numbers('two/small', '0')),
  });
  for (const command of ['run', 'run --resume']) {
    const { code, stderr } = await initproofHere(command, folder);
    expect(stderr).toMatch(
      /initproof: the run broke off: no claim had finished\n {2}.* \(Worker exited unexpectedly\)\n$/,
    );
    expect(code).toBe(2);
  }
});

test.each([
  ['beforeAll', 'run broke off: no claim had finished', 2],
  ['afterAll', 'run broke off: no claim had finished', 2],
  ['afterEach', '! failed', 1],
])('what %s of a group throws is told, and no claim of it passes', async (hook, told, code) => {
  const thrown = `${hook}(() => { if (inject('initproof')) throw new Error('thrown in a hook'); });`;
  const folder = folderWithVitest({
    'experiments/a.test.ts': experiment(
      `import { ${hook}, describe, inject } from 'vitest';`,
      `describe('group', () => { ${thrown} ${numbers('one/small', '0')} });`,
    ),
  });
  const end = await initproofHere('run', folder);
  expect(`${end.stdout}${end.stderr}`).toContain(told);
  expect(`${end.stdout}${end.stderr}${JSON.stringify(code === 1 && resultsIn(folder))}`).toContain(
    'thrown in a hook',
  );
  expect(end.code).toBe(code);
});

test.each(['null', '5', "''", '{ message: 5 }', 'new Error()'])(
  'a rejection with %s is told as any other, and what ran before is not lost',
  async (thrown) => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(
        numbers('one/small', '0'),
        numbers('two/rejecting', `(n === 0 && Promise.reject(${thrown}), 0)`, 'cases: 2000'),
      ),
    });
    const { code, stderr } = await initproofHere('run', folder);
    expect(stderr).toMatch(/initproof: the run broke off: .*\n {2}\S/);
    expect(stderr).not.toMatch(/\n\s+at /);
    expect(code).toBe(2);
  },
);
