import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { expectRefused } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

interface Golden {
  readonly costs: Record<'he' | 'random', readonly (number | 'Infinity')[]>;
}

const golden: Golden = JSON.parse(readFileSync(new URL('golden/course.json', import.meta.url), 'utf8'));
const course =
  'train --layers 2,10,5,1 --seed 3 --dataset circles --data-seed 1 --test-seed 2 --rng numpy-legacy';

describe('the course’s runs', () => {
  test('He: its costs, and the accuracies that were printed', async () => {
    const { code, stdout } = await initproofHere(`${course} --init he --steps 15000 --every 1000 --json`);
    expect(code).toBe(0);
    const { costs, trainAccuracy, testAccuracy } = JSON.parse(stdout);
    expect(costs).toHaveLength(15);
    costs.forEach((cost: number, k: number) => {
      expect(Math.abs(cost - Number(golden.costs.he[k]))).toBeLessThan(1e-12);
    });
    expect(costs[0]).toBeCloseTo(0.8830537463419761, 12);
    expect([trainAccuracy, testAccuracy]).toEqual([298 / 300, 0.96]);
  });

  test('randn × 10: the unguarded cost starts infinite', async () => {
    const { code, stdout } = await initproofHere(
      `${course} --init normal --scale 10 --cost unguarded --steps 1000 --json`,
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout).costs).toEqual(['Infinity']);
    expect(golden.costs.random[0]).toBe('Infinity');
  });

  test('randn × 10: the stable cost does not', async () => {
    const { stdout } = await initproofHere(`${course} --init normal:std=10 --steps 1 --json`);
    expect(JSON.parse(stdout).costs[0]).toBeGreaterThan(1);
  });

  test('zeros: ln 2, for people', async () => {
    const { code, stdout } = await initproofHere(`${course} --init zeros --steps 20 --every 10`);
    expect(code).toBe(0);
    const lines = stdout.trimEnd().split('\n');
    expect(lines).toHaveLength(5);
    for (const [i, step] of [' 0', '10', '20'].entries())
      expect(lines[i]).toMatch(new RegExp(`^step ${step}  cost 0\\.69314718055994\\d*$`));
    expect(lines.slice(3)).toEqual(['training accuracy 0.5', 'test accuracy 0.5']);
  });
});

describe('options', () => {
  const costs = async (options: string) => {
    const { code, stdout } = await initproofHere(
      `train --layers 2,3,1 --steps 4 --every 2 --json ${options}`,
    );
    expect(code).toBe(0);
    return JSON.parse(stdout).costs as number[];
  };

  test('reach the run', async () => {
    const plain = await costs('');
    expect(plain).toHaveLength(2);
    expect(await costs('--seed 1 --data-seed 1 --init he --scale 1 --lr 0.01')).toEqual(plain);
    const others = ['--seed 0', '--init he-uniform', '--scale 2', '--rng numpy-legacy', '--dataset xor'];
    for (const all of await Promise.all(others.map(costs))) expect(all[0]).not.toBe(plain[0]);
    const later = [
      '--lr 1',
      '--optimizer momentum --lr 1',
      '--optimizer momentum --lr 1 --momentum 0.5',
      '--batch 7',
    ];
    const ends = (await Promise.all(later.map(costs))).map((all) => all[1]);
    expect(new Set([...ends, plain[1]]).size).toBe(later.length + 1);
  });

  test('a rate at which training diverges is told', async () => {
    const { code, stdout } = await initproofHere(
      'train --layers 2,3,1 --activation linear --lr 1e200 --steps 9',
    );
    expect(code).toBe(0);
    expect(stdout).toMatch(/the cost stopped being finite at step \d/);
    const steps = [...stdout.matchAll(/^step +(\d+) /gm)].map(([, step]) => step);
    expect(steps.length).toBeGreaterThan(1);
    expect(new Set(steps).size).toBe(steps.length);
  });
});

describe('wrong use', () => {
  const whole = (least: number) => `Expected a whole number from ${least} to 9007199254740991.`;
  const wholeTo = (most: number) => `Expected a whole number from 1 to ${most}.`;
  test.each<[options: string, message: string]>([
    ['', "required option '--layers <widths>' not specified"],
    ['--layers', "option '--layers <widths>' argument missing"],
    [
      '--layers 2,x',
      "'2,x' is invalid. Expected whole numbers of 1 or more, separated by commas, e.g. 2,10,5,1.",
    ],
    ['--layers 2', 'invalid layers: 2 (expected at least inputs and outputs, e.g. 2,10,5,1)'],
    ['--layers 3,4,1', 'invalid layers: 3,4,1 (the data has 2 inputs, the network 3)'],
    ['--layers 2,3,1 --init hee', 'unknown initializer: hee (expected one of zeros, '],
    ['--layers 2,3,1 --init normal:std=1=2', 'invalid initializer: normal:std=1=2 (expected a name'],
    ['--layers 2,3,1 --lr -1', "'-1' is invalid. Expected a number above 0."],
    ['--layers 2,3,1 --seed -1', `'-1' is invalid. ${whole(0)}`],
    [
      '--layers 2,3,1 --rng numpy-legacy --seed 4294967296',
      'invalid seed: 4294967296 (expected an integer from 0 to 4294967295',
    ],
    ['--layers 2,3,1 --steps 0', `'0' is invalid. ${whole(1)}`],
    ['--layers 2,3,1 --dataset nope', "'nope' is invalid. Allowed choices are circles, "],
    ['--layers 2,3,1 --train-points 0', `'0' is invalid. ${wholeTo(1_000_000)}`],
    ['--layers 2,3,1 --test-points 1000000000', `'1000000000' is invalid. ${wholeTo(1_000_000)}`],
    [
      '--layers 64,5,10 --dataset digits --train-points 5000',
      'invalid number of points: 5000 train and 100 test (expected at most 1797 images together)',
    ],
    ['--layers 2,3,1 --scale abc', "'abc' is invalid. Expected a number."],
    [
      '--layers 2,3,1 --optimizer adam --momentum 0.5',
      'invalid option: --momentum does nothing without --optimizer momentum or nesterov (add that, or leave',
    ],
    ['--layers 2,3,1 --momentum 2', "'2' is invalid. Expected a number from 0 to below 1."],
    [
      '--layers 64,5,10 --dataset digits --cost unguarded',
      '--cost unguarded is of binary cross-entropy only, and digits is learnt by softmax-cross-entropy (leave --cost out)',
    ],
    ['--layers 2,3,1 --nope', "unknown option '--nope'"],
    ['--layers 2,3,1 more', "too many arguments for 'train'"],
    ['--layers 2,100000,100000,1 --steps 1', 'this does not fit into memory'],
  ])('train %s', async (options, message) => {
    const ended = await initproofHere(`train ${options}`);
    expect(ended.stderr).toContain(message);
    expectRefused(ended, /./);
  });
});
