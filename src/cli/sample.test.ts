import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { initializerFrom } from '../initializers/spec.ts';
import { rootKey } from '../random/key.ts';
import { expectRefused, folderWith, removeFolders } from './command-fixture.ts';
import { drawOnce } from './draw-once.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

/** NumPy's format 1.0, read as its documentation describes it. */
function readNpy(path: string) {
  const bytes = readFileSync(path);
  expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x93NUMPY\x01\x00');
  const length = bytes.readUInt16LE(8);
  const header = bytes.subarray(10, 10 + length).toString('latin1');
  const start = 10 + length;
  const values = Array.from({ length: (bytes.length - start) / 8 }, (_, i) =>
    bytes.readDoubleLE(start + 8 * i),
  );
  return { header, start, values };
}

test.each([
  ['256,128', '(256, 128)'],
  ['1,3', '(1, 3)'],
])('the weights of shape %s are written as NumPy reads them', async (shape, tuple) => {
  const folder = folderWith({});
  const { code, stdout } = await initproofHere(`sample he --shape ${shape} --seed 7 --out he.npy`, folder);
  expect(code).toBe(0);
  expect(stdout).toContain('written to he.npy');
  const { header, start, values } = readNpy(join(folder, 'he.npy'));
  expect(header.trimEnd()).toBe(`{'descr': '<f8', 'fortran_order': False, 'shape': ${tuple}, }`);
  expect(header.endsWith('\n')).toBe(true);
  expect(start % 64).toBe(0);
  const [fanOut, fanIn] = shape.split(',').map(Number) as [number, number];
  expect(values).toEqual([...initializerFrom('he').draw(rootKey(7).draws(), [fanOut, fanIn])]);
});

test('law and moments, as JSON', async () => {
  const { code, stdout } = await initproofHere('sample he-uniform --shape 200,50 --seed 0 --json');
  expect(code).toBe(0);
  const { fanIn, fanOut, law, drawn } = JSON.parse(stdout);
  const bound = Math.sqrt(6 / 50);
  expect([fanIn, fanOut, drawn.count]).toEqual([50, 200, 10_000]);
  expect(law).toMatchObject({ family: 'uniform', mean: 0 });
  expect(law.variance).toBeCloseTo(2 / 50, 12);
  expect([law.low, law.high]).toEqual([-bound, bound]);
  // 5 standard errors of the mean and of the variance of 10,000 uniform draws.
  expect(Math.abs(drawn.mean)).toBeLessThan(5 * Math.sqrt(0.04 / 10_000));
  expect(Math.abs(drawn.variance / 0.04 - 1)).toBeLessThan(5 * Math.sqrt(0.8 / 10_000));
  expect(drawn.low).toBeGreaterThanOrEqual(-bound);
  expect(drawn.low).toBeLessThan(-0.99 * bound);
  expect(drawn.high).toBeLessThanOrEqual(bound);
  expect(drawn.high).toBeGreaterThan(0.99 * bound);
});

test('the drawn moments are those of the weights', async () => {
  const { stdout } = await initproofHere('sample normal:mean=1,std=2 --shape 5,3 --seed 2 --json');
  const weights = [...initializerFrom(['normal', { mean: 1, std: 2 }]).draw(rootKey(2).draws(), [5, 3])];
  const mean = weights.reduce((sum, w) => sum + w) / 15;
  const { drawn, law } = JSON.parse(stdout);
  expect(law).toMatchObject({ mean: 1, variance: 4, low: '-Infinity', high: 'Infinity' });
  expect(drawn.mean).toBeCloseTo(mean, 12);
  expect(drawn.variance).toBeCloseTo(weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / 15, 12);
  expect([drawn.low, drawn.high]).toEqual([Math.min(...weights), Math.max(...weights)]);
});

test('weights leave the thread that drew them only for a file', async () => {
  const asked = { init: 'ones', shape: [1, 2], seed: 1 } as const;
  expect(await drawOnce(asked)).toMatchObject({ result: { weights: null } });
  expect(await drawOnce({ ...asked, out: 'ones.npy' })).toMatchObject({
    result: { weights: Float64Array.of(1, 1) },
  });
});

test('for people', async () => {
  const { code, stdout } = await initproofHere('sample glorot --shape 4,6');
  expect(code).toBe(0);
  expect(stdout).toMatch(/^Xavier \/ Glorot: .*\(.*\)\nfan-in 6, fan-out 4, 24 weights, normal\n/);
  expect(stdout).toMatch(/variance +promised 0\.19999999999999998 +drawn 0\.\d+/);
});

test.each(['normal:mean=3,std=0', 'sparse:std=0'])('%s spreads nowhere', async (init) => {
  const { law, drawn } = JSON.parse((await initproofHere(`sample ${init} --shape 4,20 --json`)).stdout);
  expect([law.variance, drawn.variance]).toEqual([0, 0]);
  expect([law.low, law.high]).toEqual([drawn.low, drawn.high]);
});

describe('wrong use', () => {
  test.each<[args: string, message: string]>([
    ['--shape 4,5', "missing required argument 'initializer'"],
    ['he', "required option '--shape <fanOut,fanIn>' not specified"],
    ['he --shape 4', 'Expected two whole numbers, fan-out and fan-in, e.g. 256,128.'],
    ['hee --shape 4,5', 'unknown initializer: hee'],
    ['normal:std=-1 --shape 4,5', 'std'],
    ['normal:std=1e308 --shape 4,5', 'invalid initializer: normal:std=1e308 draws weights too large for'],
    ['constant:value=1e308 --shape 4,5', '(expected a variance that is finite; take smaller parameters)'],
    ['he --shape 4,5 --out nowhere/he.npy', 'nowhere/he.npy'],
  ])('sample %s', async (args, message) => {
    const ended = await initproofHere(`sample ${args}`);
    expect(ended.stderr).toContain(message);
    expectRefused(ended, /./);
    expect(existsSync('nowhere')).toBe(false);
  });
});
