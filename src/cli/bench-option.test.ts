import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeBench } from '../results/bench.ts';
import { exampleBench } from '../results/bench-fixture.ts';
import { benchFrom } from './bench-option.ts';
import { isWrongUse } from './wrong-use.ts';

let folder: string;
const before = process.cwd();
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-bench-option-'));
  process.chdir(folder);
});
afterEach(() => {
  process.chdir(before);
  rmSync(folder, { recursive: true, force: true });
});

test('without the option what the bench wrote is taken where it is there', () => {
  expect(benchFrom(undefined)).toBeNull();
  writeBench(join(folder, 'reports/bench.json'), exampleBench);
  expect(benchFrom(undefined)).toStrictEqual(exampleBench);
});

test('a file that is named must be there', () => {
  writeBench(join(folder, 'other.json'), exampleBench);
  expect(benchFrom('other.json')).toStrictEqual(exampleBench);
  expect(refusal(() => benchFrom('none.json'))).toMatch(/^missing bench: .*none\.json cannot be read/);
});

test('a damaged file is refused in one sentence, also where nobody named it', () => {
  mkdirSync('reports');
  writeFileSync('reports/bench.json', '{ "version": 1, "rounds"');
  expect(refusal(() => benchFrom(undefined))).toMatch(
    /^invalid bench file: .*cut off or damaged \([^\n]+\)$/,
  );
});

/** The message of an error that ends a command with exit code 2. */
function refusal(run: () => unknown): string {
  try {
    run();
  } catch (error) {
    if (isWrongUse(error)) return error.message;
    throw error;
  }
  throw new Error('nothing was refused');
}
