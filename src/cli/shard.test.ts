import { existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { example } from '../results/results-fixture.ts';
import {
  expectRefused,
  experiment,
  folderWith,
  initproof,
  lowerCost,
  numbers,
  removeFolders,
  resultsOf,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';
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

test('a shard says who runs the other claims, and one without claims is none the worse', async () => {
  const folder = folderWith({
    'experiments/b.test.ts': experiment(numbers('two/deep', '0', "from: 'deep'"), numbers('three/bad', 'n')),
  });
  const [first, second] = await Promise.all(
    ['1/2', '2/2'].map((shard) => initproof(`run --shard ${shard} --out s${shard[0]}`, folder)),
  );
  expect([first!.code, second!.code]).toEqual([1, 0]);
  expect(first!.stdout).toContain(`results: ${join(folder, 's1/results.json')}`);
  expect(second!.stdout).toContain('three/bad (runs in shard 1 of 2)');
  expect(second!.stdout).toContain('two/deep (runs at --size deep only)');
  expect(existsSync(join(folder, 's1/index.html'))).toBe(false);

  const other = await initproofHere('run --shard 2/2 --out s1', folder);
  expect(other.stderr).toMatch(/^0 claims will replace the run of 1 of .* in .*s1.results\.json \(/m);
  await initproofHere('run --shard 1/2 --out s1', folder);

  const files = 's1/results.json s2/results.json';
  expectRefused(
    await initproofHere(`merge ${files} --out s2/results.json`, folder),
    /^initproof: invalid file: s2\/results\.json is one of the shards \(name another with --out\)\n$/,
  );
  const merged = await initproofHere(`merge ${files} --out all.json`, folder);
  expect(merged).toMatchObject({
    code: 0,
    stderr: '',
    stdout: `2 claims of 2 shards: ${join(folder, 'all.json')}\n`,
  });
  // A folder stands for the results in it and below it.
  mkdirSync(join(folder, 'shards'));
  for (const shard of ['s1', 's2']) renameSync(join(folder, shard), join(folder, 'shards', shard));
  // Where the whole lies beside them, too, and a second time.
  for (const _again of [1, 2])
    expect((await initproofHere('merge shards --out shards/results.json', folder)).code).toBe(0);
  rmSync(join(folder, 'shards/results.json'));
  expect(await initproofHere('merge shards --out all.json', folder)).toEqual(merged);
  expectRefused(
    await initproofHere('merge experiments --out x.json', folder),
    /^initproof: missing results: no results\.json in experiments or below it/,
  );
  const { claims } = resultsOf(join(folder, 'all.json'));
  expect(claims.map((claim) => [claim.id, claim.status === 'not-run' ? claim.reason : claim.status])).toEqual(
    [
      ['two/deep', 'runs at --size deep only'],
      ['three/bad', 'ran'],
    ],
  );
});

test('shards have the initializers of all claims that the run asks for, and so has the whole', async () => {
  const lecun =
    "arms: { lecun: 'lecun', large: ['normal', { std: 50 }] }, score: better('lecun', 'large', costAt(20))";
  const folder = folderWith({
    'experiments/a.test.ts': experiment(lowerCost('one/he'), lowerCost('two/lecun', lecun)),
  });
  for (const shard of ['1/2', '2/2'])
    await initproofHere(`run --size quick --shard ${shard} --out s/${shard[0]}`, folder);
  await initproofHere('merge s --out all.json', folder);
  for (const file of ['s/1/results.json', 's/2/results.json', 'all.json'])
    expect(
      resultsOf(join(folder, file))
        .initializers?.map(({ id }) => id)
        .sort(),
      file,
    ).toEqual(['he', 'lecun', 'normal']);
});

test('shards that are not all there are refused, and nothing is written', async () => {
  const folder = folderWith({});
  const run = { ...example.run, shard: { index: 1, count: 2 } };
  writeFileSync(join(folder, 's1.json'), JSON.stringify({ ...example, run }));
  expectRefused(
    await initproofHere('merge s1.json --out all.json', folder),
    /^initproof: cannot merge: missing shard 2 of 2 \(name the results file of each\)\n$/,
  );
  expect(existsSync(join(folder, 'all.json'))).toBe(false);
});

test('a shard does not go where the report of a whole run is', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(numbers('one/small', '0')),
    'reports/latest/index.html': '',
  });
  expectRefused(
    await initproofHere('run --shard 1/2', folder),
    /^initproof: invalid folder: reports\/latest has a whole run’s report, which a shard’s results would not fit \(name another with --out\)\n$/,
  );
});

test('shards of a fresh seed would each have their own', async () => {
  const folder = folderWith({ 'experiments/a.test.ts': experiment(numbers('one/small', '0')) });
  expectRefused(
    await initproofHere('run --shard 1/2 --seed fresh', folder),
    /^initproof: invalid seed: fresh would give each shard another one \(give all shards one number\)\n$/,
  );
});
