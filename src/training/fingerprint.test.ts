import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { fingerprint, lawFingerprint } from './fingerprint.ts';

// A copy of the code, in which fingerprint.ts runs and looks around itself.
const project = mkdtempSync(join(tmpdir(), 'initproof-fingerprint-'));
const [copy, src] = [join(project, 'src'), fileURLToPath(new URL('..', import.meta.url))];
const folders = ['network', 'engines', 'training', 'random', 'initializers', 'datasets', 'measurements'];
const restore = () => {
  rmSync(copy, { recursive: true, force: true });
  for (const folder of [...folders, 'statistics', 'claims'])
    cpSync(join(src, folder), join(copy, folder), { recursive: true });
  cpSync(join(src, '../package.json'), join(project, 'package.json'));
};
restore();
const copied = (await import(
  /* @vite-ignore */ pathToFileURL(join(copy, 'training/fingerprint.ts')).href
)) as { fingerprint: typeof fingerprint; lawFingerprint: typeof lawFingerprint };

beforeEach(restore);
afterAll(() => rmSync(project, { recursive: true, force: true }));

const at = (file: string) => join(copy, file);
const write = (file: string, content: string) => {
  mkdirSync(join(at(file), '..'), { recursive: true });
  writeFileSync(at(file), content);
};

test('is 16 hexadecimal digits, the same twice, and the same for the same code elsewhere', () => {
  expect(fingerprint()).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprint()).toBe(fingerprint());
  expect(copied.fingerprint()).toBe(fingerprint());
  expect(copied.lawFingerprint()).toBe(lawFingerprint());
  expect(lawFingerprint()).not.toBe(fingerprint());
});

test.each([
  ['a character of a network’s file', () => append('network/losses.ts')],
  ['a character of an engine’s file', () => append('engines/reference/pass.ts')],
  ['a character of training’s own', () => append('training/job.ts')],
  ['a new file', () => write('engines/other/train.ts', '')],
  ['a compiled file', () => write('engines/other/train.js', '')],
  ['a WebAssembly module', () => write('engines/other/kernels.wasm', '')],
  ['a file’s name', () => renameSync(at('network/losses.ts'), at('network/loss.ts'))],
  ['a file that is gone', () => rmSync(at('engines/reference/update.ts'))],
  ['another version of a function from stdlib', () => pin('@stdlib/math-base-special-erf')],
])('changes with %s, and so does the law', (_what, change) => {
  change();
  expect(copied.fingerprint()).not.toBe(fingerprint());
  expect(copied.lawFingerprint()).not.toBe(lawFingerprint());
});

test.each([
  ['what draws numbers', 'random/draws.ts'],
  ['an initializer', 'initializers/he.ts'],
  ['points that are drawn', 'datasets/circles.ts'],
  ['points that are data', 'datasets/iris.csv'],
  ['a measurement', 'measurements/cost-at.ts'],
  ['a distance', 'statistics/kolmogorov.ts'],
  ['how measurements become a score', 'claims/score.ts'],
  ['what is scored', 'claims/observe.ts'],
])('the law alone changes with %s', (_what, file) => {
  append(file);
  expect(copied.lawFingerprint()).not.toBe(lawFingerprint());
  expect(copied.fingerprint()).toBe(fingerprint());
});

test.each([
  ['a test', () => append('engines/reference/train.test.ts')],
  ['a new test', () => write('training/other.test.ts', '')],
  ['declarations', () => write('engines/engine.d.ts', '')],
  ['golden numbers and notes', () => write('engines/reference/golden/other.json', '{}')],
  ['notes', () => write('engines/README.md', '')],
  ['another version of what draws charts', () => pin('vega')],
])('neither changes with %s', (_what, change) => {
  change();
  expect(copied.fingerprint()).toBe(fingerprint());
  expect(copied.lawFingerprint()).toBe(lawFingerprint());
});

function pin(dependency: string): void {
  const file = join(project, 'package.json');
  const content = JSON.parse(readFileSync(file, 'utf8'));
  content.dependencies[dependency] = '0.0.1';
  writeFileSync(file, JSON.stringify(content));
}

function append(file: string): void {
  writeFileSync(at(file), `${readFileSync(at(file), 'utf8')} `);
}
