import { execFileSync } from 'node:child_process';
import {
  closeSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readdirSync,
  readFileSync,
  readSync,
  rmSync,
  symlinkSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { tryToWrite, writeWhole } from './write-file.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-write-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('a link stays one: what it leads to is written, whether or not it was there', () => {
  const [file, link] = [join(folder, 'elsewhere/file'), join(folder, 'link')];
  mkdirSync(join(folder, 'elsewhere'));
  symlinkSync(join('elsewhere', 'file'), link);
  for (const content of ['first', 'second']) {
    writeWhole(link, content);
    expect(lstatSync(link).isSymbolicLink()).toBe(true);
    expect(readFileSync(file, 'utf8')).toBe(content);
  }
  expect(readdirSync(folder, { recursive: true }).sort()).toEqual([
    'elsewhere',
    join('elsewhere', 'file'),
    'link',
  ]);
});

test('of a try nothing stays, and what was there stays: a link that leads nowhere, or a file', () => {
  const [link, file, fresh] = [join(folder, 'link'), join(folder, 'file'), join(folder, 'fresh')];
  symlinkSync('target', link);
  writeWhole(file, 'content');
  for (const path of [link, file, fresh]) tryToWrite(path);
  expect(readdirSync(folder).sort()).toEqual(['file', 'link']);
  expect(lstatSync(link).isSymbolicLink()).toBe(true);
  expect(readFileSync(file, 'utf8')).toBe('content');
});

test.skipIf(process.platform === 'win32')(
  'a pipe stays one, and whoever reads it gets what is written',
  () => {
    const pipe = join(folder, 'pipe');
    execFileSync('sh', ['-c', 'mkfifo "$0"', pipe]);
    // Opened for both, so that neither end waits for the other.
    const end = openSync(pipe, 'r+');
    writeWhole(pipe, 'content');
    expect(lstatSync(pipe).isFIFO()).toBe(true);
    const read = Buffer.alloc(100);
    expect(read.toString('utf8', 0, readSync(end, read))).toBe('content');
    closeSync(end);
  },
);

test('a folder is refused by its name', () => {
  expect(() => writeWhole(folder, 'content')).toThrow(
    expect.objectContaining({ code: 'EISDIR', path: folder }),
  );
});
