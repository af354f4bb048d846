import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { fixtureResults } from '../report/results-fixture.ts';
import { folderWith, removeFolders, repository } from './command-fixture.ts';
import { cacheFolder } from './defaults.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

// As it was built: what was kept is good for the code that drew it.
const built = join(repository, 'dist/cli/kept-drawings.js');
const { drawingsHere } = (await import(/* @vite-ignore */ built)) as typeof import('./kept-drawings.ts');

test('a report keeps what it draws, the next one shows it, and --no-cache draws anew', async () => {
  const folder = folderWith({ 'results.json': JSON.stringify(fixtureResults) });
  const report = async (more = '') => {
    const { code, stderr } = await initproofHere(`report --results results.json --out site ${more}`, folder);
    expect([code, stderr]).toEqual([0, '']);
    return readFileSync(join(folder, 'site/claims/he-accuracy.html'), 'utf8');
  };
  const first = await report();
  const kept = drawingsHere(true, folder).read()!;
  expect(kept.size).toBeGreaterThan(10);
  expect(await report()).toBe(first);

  const marked = new Map(
    [...kept].map(([spec, svg]) => [spec, svg.replace('</svg>', '<g id="kept"/></svg>')]),
  );
  drawingsHere(true, folder).write(marked);
  expect(await report()).toContain('<g id="c1w-kept"/>');
  expect(await report('--no-cache')).toBe(first);
});

test('damaged drawings are drawn again, and that is said', async () => {
  const folder = folderWith({ 'results.json': JSON.stringify({ ...fixtureResults, claims: [] }) });
  drawingsHere(true, folder).write(new Map([['a spec', '<svg/>']]));
  const drawings = join(folder, cacheFolder, 'drawings');
  const [code] = readdirSync(drawings);
  writeFileSync(join(drawings, code!, 'latest'), 'half');
  const { code: exit, stderr } = await initproofHere('report --results results.json --out site', folder);
  expect([exit, existsSync(join(folder, 'site/index.html'))]).toEqual([0, true]);
  expect(stderr).toMatch(/^damaged cache entry: .*latest \(it is made again\)\n$/);
});
