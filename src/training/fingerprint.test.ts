import { cpSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { fingerprint } from './fingerprint.ts';

// A copy of the code, in which fingerprint.ts runs and looks around itself.
const copy = mkdtempSync(join(tmpdir(), 'initproof-fingerprint-'));
const src = fileURLToPath(new URL('..', import.meta.url));
const restore = () => {
  rmSync(copy, { recursive: true, force: true });
  for (const folder of ['network', 'engines', 'training'])
    cpSync(join(src, folder), join(copy, folder), { recursive: true });
};
restore();
const copied = (await import(
  /* @vite-ignore */ pathToFileURL(join(copy, 'training/fingerprint.ts')).href
)) as { fingerprint: typeof fingerprint };

beforeEach(restore);
afterAll(() => rmSync(copy, { recursive: true, force: true }));

const at = (file: string) => join(copy, file);
const write = (file: string, content: string) => {
  mkdirSync(join(at(file), '..'), { recursive: true });
  writeFileSync(at(file), content);
};

test('is 16 hexadecimal digits, the same twice, and the same for the same code elsewhere', () => {
  expect(fingerprint()).toMatch(/^[0-9a-f]{16}$/);
  expect(fingerprint()).toBe(fingerprint());
  expect(copied.fingerprint()).toBe(fingerprint());
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
])('changes with %s', (_what, change) => {
  change();
  expect(copied.fingerprint()).not.toBe(fingerprint());
});

test.each([
  ['a test', () => append('engines/reference/train.test.ts')],
  ['a new test', () => write('training/other.test.ts', '')],
  ['declarations', () => write('engines/engine.d.ts', '')],
  ['golden numbers and notes', () => write('engines/reference/golden/other.json', '{}')],
  ['notes', () => write('engines/README.md', '')],
  ['what draws weights, which a job holds as numbers', () => write('initializers/he.ts', '')],
])('does not change with %s', (_what, change) => {
  change();
  expect(copied.fingerprint()).toBe(fingerprint());
});

function append(file: string): void {
  writeFileSync(at(file), `${readFileSync(at(file), 'utf8')} `);
}
