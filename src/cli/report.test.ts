import { existsSync, mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fixtureResults } from '../report/results-fixture.ts';
import type { ClaimResult } from '../results/schema.ts';
import { expectRefused, folderWith, removeFolders, start, until } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

const [claim] = fixtureResults.claims as [ClaimResult];
const folderOf = (...claims: readonly ClaimResult[]) =>
  folderWith({ 'results.json': JSON.stringify({ ...fixtureResults, claims }) });

test('results of two claims that would share a page are refused', async () => {
  const folder = folderOf({ ...claim, id: 'a/b-c' }, { ...claim, id: 'a-b/c' });
  expectRefused(
    await initproofHere('report --results results.json --out site', folder),
    /^initproof: invalid results: two claims would share claims\/a-b-c\.\S+ \(give one of them another id\)\n$/,
  );
  expect(existsSync(join(folder, 'site/index.html'))).toBe(false);
});

test('of other results than the last run’s it has to be told where the report goes', async () => {
  const folder = folderOf(claim);
  expectRefused(
    await initproofHere('report --results results.json', folder),
    /^initproof: missing folder: the report of results\.json would take the place of that of reports\/latest\/results\.json \(name its folder with --out\)\n$/,
  );
  expect(existsSync(join(folder, 'reports'))).toBe(false);
});

test('results from elsewhere give a terminal no orders', async () => {
  const { id, statement, source, record, note, setting, replay } = claim;
  const described = { id, statement, source, record, note, setting, replay };
  const orders = '\u001b[2J\u009b2J\u202e';
  const folder = folderOf(
    { ...described, status: 'failed', error: `it broke${orders}` },
    { ...described, id: 'a/b', status: 'not-run', reason: `waits${orders}` },
  );
  const { code, stdout } = await initproofHere('report --results results.json --out site', folder);
  expect(code).toBe(0);
  expect(stdout).toContain(`! failed     ${id}: it broke[2J2J\n`);
  expect(stdout).toContain('(waits[2J2J)\n');
  for (const order of '\u001b\u009b\u202e') expect(stdout).not.toContain(order);
});

test('interrupted while it draws, a report leaves its folder as it was', async () => {
  const folder = folderOf(...fixtureResults.claims);
  const { child, ended } = start(
    ['report', '--results', 'results.json', '--out', 'site', '--no-cache'],
    folder,
  );
  await until(() => existsSync(join(folder, 'site/run.lock')));
  child.kill('SIGTERM');
  const { code, stderr } = await ended;
  expect(stderr).toMatch(/^interrupted: .*site stays as it was\n$/);
  expect(code).toBe(130);
  expect(existsSync(join(folder, 'site'))).toBe(false);
});

test('two commands do not write one folder at once', async () => {
  const folder = folderOf(claim);
  mkdirSync(join(folder, 'site'));
  // Ours is a process that lives, and another than the command's.
  writeFileSync(join(folder, 'site/run.lock'), String(process.ppid));
  const given = '--results results.json --out site';
  for (const command of [`report ${given}`, `publish ${given} --repository nowhere`])
    expectRefused(
      await initproofHere(command, folder),
      /^initproof: another command \(process \d+\) is writing to .*site \(wait for it, or name another folder with --out; where it is no initproof, remove .*run\.lock\)\n$/,
    );
  expect(readdirSync(join(folder, 'site'))).toEqual(['run.lock']);
  rmSync(join(folder, 'site/run.lock'));
  mkdirSync(join(folder, 'site/run.lock'));
  expectRefused(await initproofHere(`report ${given}`, folder), /^initproof: .*run\.lock/);
});
