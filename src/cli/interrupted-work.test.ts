import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { experiment, folderWith, lowerCost, removeFolders, start, until } from './command-fixture.ts';
import { cacheFolder } from './defaults.ts';

afterAll(removeFolders);

test('Ctrl-C is heard in the middle of a training run, and pilot then prints what it has', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(
      lowerCost('one/quick'),
      lowerCost('one/slow').replace('steps: 20,', 'steps: 100000000,'),
    ),
  });
  const { child, ended } = start('pilot one/ --keys 5 --json'.split(' '), folder);
  await until(() => {
    const names = filesBelow(join(folder, cacheFolder));
    const kept = names.filter((name) => /[0-9a-f]{64}$/.test(name));
    // Five keys of two arms are there, and what is locked and is not there is trained right now.
    const locked = names.some(
      (name) => name.endsWith('.lock') && !kept.includes(name.slice(0, -'.lock'.length)),
    );
    return kept.length === 10 && locked;
  });
  child.kill('SIGINT');
  const { code, stdout, stderr } = await ended;
  expect(stderr).toBe('interrupted: 1 of 2 claims looked at\n');
  expect(JSON.parse(stdout)).toMatchObject([{ id: 'one/quick', keys: 5 }]);
  expect(code).toBe(130);
});

const filesBelow = (folder: string): string[] =>
  existsSync(folder) ? readdirSync(folder, { recursive: true, encoding: 'utf8' }) : [];
