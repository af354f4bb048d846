import { mkdirSync, mkdtempSync, rmSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stateHash } from './state-hash.ts';

let root: string;
const write = (path: string, content = path) => {
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), content);
};
const state = () => stateHash(root, ['reports']);

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'initproof-state-'));
  for (const path of ['experiments/a.test.ts', 'lib/mine.ts', 'node_modules/other/index.js']) write(path);
});
afterEach(() => rmSync(root, { recursive: true, force: true }));

test.each([
  ['a claim', () => write('experiments/a.test.ts', 'other')],
  ['what a claim may import', () => write('lib/mine.ts', 'other')],
  ['a file’s name', () => write('lib/mine2.ts', 'lib/mine.ts')],
  ['data', () => write('data/points.csv')],
  ['a package', () => write('node_modules/other/more.js')],
  ['a package’s file, by its time', () => utimesSync(join(root, 'node_modules/other/index.js'), 1, 1)],
])('%s changes it', (_what, change) => {
  const before = state();
  expect(state()).toBe(before);
  change();
  expect(state()).not.toBe(before);
});

test.each(['reports/latest/results.json', '.cache/initproof/x', '.git/index', 'node_modules/.vite/vitest/r'])(
  '%s does not change it',
  (path) => {
    const before = state();
    write(path);
    expect(state()).toBe(before);
  },
);

test('a linked folder counts as what it leads to, and a circle of links ends', () => {
  const elsewhere = mkdtempSync(join(tmpdir(), 'initproof-linked-'));
  writeFileSync(join(elsewhere, 'index.js'), 'one');
  symlinkSync(elsewhere, join(root, 'node_modules/linked'));
  symlinkSync(root, join(root, 'lib/circle'));
  symlinkSync(join(root, 'nowhere'), join(root, 'lib/broken'));
  const before = state();
  writeFileSync(join(elsewhere, 'index.js'), 'three');
  expect(state()).not.toBe(before);
  rmSync(elsewhere, { recursive: true });
});
