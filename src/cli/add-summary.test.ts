import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { summary, summaryBytes } from '../report/formats/summary.ts';
import { fixtureResults } from '../report/results-fixture.ts';
import { addSummary } from './add-summary.ts';

let file: string;
beforeEach(() => {
  file = join(mkdtempSync(join(tmpdir(), 'initproof-summary-')), 'summary.md');
});
afterEach(() => {
  vi.restoreAllMocks();
  rmSync(join(file, '..'), { recursive: true, force: true });
});

const add = () => addSummary(file, fixtureResults, [], null);
const whole = summary(fixtureResults, null, null);

test('goes behind what the file holds, whole where there is room', () => {
  add();
  add();
  expect(readFileSync(file, 'utf8')).toBe(whole + whole);
});

test('is cut to what is left of the room that GitHub gives', () => {
  const held = summaryBytes - Buffer.byteLength(whole) + 1;
  writeFileSync(file, 'x'.repeat(held));
  add();
  expect(readFileSync(file, 'utf8').slice(held)).toMatch(/… and \d+ claims? more\./);
  expect(statSync(file).size).toBeLessThanOrEqual(summaryBytes);
});

test('is left out, which is said, where the file is full', () => {
  const said = vi.spyOn(console, 'error').mockReturnValue();
  writeFileSync(file, 'x'.repeat(summaryBytes));
  add();
  expect(statSync(file).size).toBe(summaryBytes);
  expect(said).toHaveBeenCalledWith(expect.stringContaining(`no summary is added: ${file} is full`));
});
