import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readMaps } from '../results/maps.ts';
import { exampleMaps } from '../results/maps-fixture.ts';
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

const deep = exampleMaps.maps[0]!;

test('a run keeps its maps beside the claims, and shows those kept before that it does not make', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(twoCells('maps/two'), twoCells(deep.id, "from: 'deep'")),
    'experiments/maps.json': JSON.stringify(exampleMaps),
  });
  const { code, stdout } = await initproof('run --keep-maps', folder);
  expect(stdout).toMatch(/✓ holds {6}maps\/two /);
  expect(code).toBe(0);
  const { maps } = readMaps(join(folder, 'experiments/maps.json'));
  expect(maps.map(({ id, startedAt }) => [id, startedAt === deep.startedAt])).toEqual([
    [deep.id, true],
    ['maps/two', false],
  ]);
  expect(maps[1]).toMatchObject({ verdict: 'holds', command: expect.stringContaining('npx initproof run') });
  const page = readFileSync(join(folder, 'reports/latest/maps.html'), 'utf8');
  expect(page).toContain('Holds in 1 of 2 cells, refuted in 1');
  expect(page).toContain('Made on 20 Nov 2026 at commit 9a1c9e1');
});

test('what cannot be: keeping maps where there are none, reading kept ones that are damaged, one key of a map', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(lowerCost('one/lower'), twoCells('maps/two')),
    'experiments/maps.json': '{ "version": 1, "ma',
  });
  expectRefused(
    await initproofHere('replay maps/two --key 1', folder),
    /maps\/two is a map of many cells \(leave --key and --case out\)\n$/,
  );
  expectRefused(
    await initproofHere('run maps/', folder),
    /invalid maps file: .*maps\.json: it is cut off or damaged/,
  );
});
