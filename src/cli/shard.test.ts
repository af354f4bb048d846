import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { results as resultsSchema } from '../results/schema.ts';
import {
  expectRefused,
  experiment,
  folderWith,
  initproof,
  lowerCost,
  numbers,
  removeFolders,
} from './command-fixture.ts';
import { shardFrom, shardsOf } from './shard.ts';

afterAll(removeFolders);

test('shards take turns in the order of ids, whatever order they are found in', () => {
  const ids = ['b/2', 'a/1', 'c/3', 'a/2'];
  const wanted = { 'a/1': 1, 'a/2': 2, 'b/2': 1, 'c/3': 2 };
  for (const order of [ids, ids.toReversed()])
    expect(Object.fromEntries([...shardsOf(order, 2)].map(([id, { index }]) => [id, index]))).toEqual(wanted);
});

test('a shard is a part of a whole', () => {
  expect(shardFrom('2/3')).toEqual({ index: 2, count: 3 });
  for (const text of ['0/3', '4/3', '2', '2/', '-1/3', '1/3/5', '1.5/2', ''])
    expect(() => shardFrom(text), text).toThrow('Expected a part of a whole');
});

test('shards merged are the run of all claims', async () => {
  const folder = folderWith({
    'experiments/b.test.ts': experiment(numbers('two/deep', '0', "from: 'deep'"), numbers('three/bad', 'n')),
    'experiments/a.test.ts': experiment(lowerCost('one/lower')),
  });
  const read = (file: string) => resultsSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
  const runs = ['--out whole', '--shard 1/3 --out s1', '--shard 2/3 --out s2', '--shard 3/3 --out s3'];
  const ended = await Promise.all(runs.map((args) => initproof(`run ${args}`, folder)));
  // three/bad is the second claim in order; the last shard has none.
  expect(ended.map(({ code }) => code)).toEqual([1, 0, 1, 0]);
  expect(ended[1]!.stdout).toContain('three/bad (runs in shard 2 of 3)');
  expect(ended[1]!.stdout).toContain(`results: ${join(folder, 's1/results.json')}`);
  expect(existsSync(join(folder, 's1/index.html'))).toBe(false);

  const files = ['s3', 's2', 's1'].map((name) => `${name}/results.json`);
  const merged = await initproof(`merge ${files.join(' ')} --out all/results.json`, folder);
  expect(merged).toMatchObject({ code: 0, stderr: '' });
  const untimed = ({ run, claims }: ReturnType<typeof read>) => ({
    run: { ...run, startedAt: '', durationMs: 0 },
    claims: claims.map((claim) => ({ ...claim, durationMs: 0 })),
  });
  expect(untimed(read('all/results.json'))).toEqual(untimed(read('whole/results.json')));

  expectRefused(
    await initproof(`merge ${files.slice(1).join(' ')} --out other.json`, folder),
    /^initproof: cannot merge: missing shard 3 of 3 \(name the results file of each\)\n$/,
  );
  expect(existsSync(join(folder, 'other.json'))).toBe(false);
});

test('shards of a fresh seed would each have their own', async () => {
  const folder = folderWith({ 'experiments/a.test.ts': experiment(numbers('one/small', '0')) });
  expectRefused(
    await initproof('run --shard 1/2 --seed fresh', folder),
    /^initproof: invalid seed: fresh would give each shard another one \(give all shards one number\)\n$/,
  );
});
