import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { experiment, folderWith, lowerCost, removeFolders, start } from './command-fixture.ts';

afterAll(removeFolders);

describe.concurrent('what takes its time says what it is at, and hears Ctrl-C:', () => {
  test('train, of which nothing is left', async ({ expect }) => {
    const { child, ended, printed } = start(
      'train --layers 2,300,300,1 --steps 100000000'.split(' '),
      folderWith({}),
    );
    await printed('training 2,300,300,1 for 100,000,000 steps on the fused engine\n');
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(stderr).toMatch(/engine\ninterrupted: nothing is written\n$/);
    expect([code, stdout]).toEqual([130, '']);
  });

  test('sample, of which nothing is left either', async ({ expect }) => {
    const folder = folderWith({});
    const { child, ended, printed } = start(
      'sample orthogonal --shape 3000,3000 --out weights.npy'.split(' '),
      folder,
    );
    await printed('drawing 9,000,000 weights\n');
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(stderr).toMatch(/weights\ninterrupted: nothing is written\n$/);
    expect([code, stdout]).toEqual([130, '']);
    expect(existsSync(join(folder, 'weights.npy'))).toBe(false);
  });

  test('pilot, which prints what it has', async ({ expect }) => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(
        lowerCost('one/quick'),
        lowerCost('one/slow').replace('steps: 20,', 'steps: 100000,'),
      ),
    });
    const { child, ended, printed } = start('pilot one/ --keys 50 --json'.split(' '), folder);
    await printed('looking at one/slow over 50 keys\n');
    child.kill('SIGINT');
    const { code, stdout, stderr } = await ended;
    expect(stderr).toMatch(/keys\ninterrupted: 1 of 2 claims looked at\n$/);
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'one/quick', keys: 50 }]);
    expect(code).toBe(130);
  });
});
