import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readDeepFindings } from '../results/deep-findings.ts';
import { exampleDeep } from '../results/deep-findings-fixture.ts';
import {
  expectRefused,
  experiment,
  folderWith,
  initproof,
  lowerCost,
  removeFolders,
  twoCells,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

const [, before] = exampleDeep.findings;
const mapBefore = before!.claim.id;

test('a run keeps what it found of deep claims beside them, and shows what was kept of those it leaves out', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(
      lowerCost('one/lower'),
      twoCells('maps/two', "from: 'deep'"),
      twoCells(mapBefore, "from: 'deep'"),
    ),
    'experiments/deep.json': JSON.stringify(exampleDeep),
  });
  const { code, stdout } = await initproof('run one/ maps/two --size deep --keep-deep', folder);
  expect(stdout).toMatch(/✓ holds {6}maps\/two /);
  expect(code).toBe(0);
  const { findings } = readDeepFindings(join(folder, 'experiments/deep.json'));
  expect(findings.map(({ claim, run }) => [claim.id, run.startedAt === before!.run.startedAt])).toEqual([
    ['he/shape-irrelevant', true],
    [mapBefore, true],
    ['maps/two', false],
  ]);
  expect(findings[2]).toMatchObject({
    claim: { verdict: 'holds' },
    run: { command: expect.stringContaining('npx initproof run') },
  });
  const told = await initproofHere(`explain ${mapBefore}`, folder);
  expect(told.stdout).toMatch(
    /\nbefore .* run of 20.Nov.2026 .*\nverdict {5}holds\nfinding {5}It holds in 3 of 12 cells/,
  );
  const page = readFileSync(join(folder, 'reports/latest/maps.html'), 'utf8');
  expect(page).toContain('Yes in 1 of 2 cells, no in 1');
  expect(page).toContain('a run of 20 Nov 2026 at commit 9a1c9e1 found');
});

test('explain tells what was kept where no run has been, and that there was none', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(lowerCost('one/lower'), twoCells(mapBefore, "from: 'deep'")),
    'experiments/deep.json': JSON.stringify(exampleDeep),
  });
  const { code, stdout } = await initproofHere(`explain ${mapBefore}`, folder);
  expect(stdout).toMatch(
    /\nbefore +Not run this time \(there are no results of it\): this is what a run of 20.Nov.2026 .*\nverdict {5}holds\n/,
  );
  expect(code).toBe(0);
  expect((await initproofHere('explain one/lower', folder)).stdout).toMatch(/\nlast run +none\n$/);
});

test('what cannot be: keeping where there is nothing deep, reading what is damaged, one key of a map', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(lowerCost('one/lower'), twoCells('maps/two')),
    'experiments/deep.json': '{ "version": 1, "fin',
  });
  expectRefused(
    await initproofHere('replay maps/two --key 1', folder),
    /maps\/two is a map of many cells \(leave --key and --case out\)\n$/,
  );
  expectRefused(
    await initproofHere('run maps/ --keep-deep', folder),
    /nothing to keep: every claim selected runs at any size/,
  );
  expectRefused(
    await initproofHere('run maps/ --size deep --shard 1/2 --keep-deep', folder),
    /'--keep-deep' cannot be used with option '--shard/,
  );
  expectRefused(
    await initproofHere('run maps/', folder),
    /invalid deep findings file: .*deep\.json: it is cut off or damaged/,
  );
});

test('a file that cannot be read is made anew by a run that keeps what it finds', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(twoCells('maps/two', "from: 'deep'")),
    'experiments/deep.json': '{ "version": 1, "fin',
  });
  const { code, stderr } = await initproofHere('run --size deep --keep-deep', folder);
  expect(stderr).toMatch(/invalid deep findings file: .* what was in it is left out\n/);
  expect(code).toBe(0);
  const { findings } = readDeepFindings(join(folder, 'experiments/deep.json'));
  expect(findings.map(({ claim }) => claim.id)).toEqual(['maps/two']);
});
