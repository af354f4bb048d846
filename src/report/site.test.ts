import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, posix } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { exampleBench } from '../results/bench-fixture.ts';
import { exampleDeep } from '../results/deep-findings-fixture.ts';
import { type Results, results as resultsSchema } from '../results/schema.ts';
import { hostileBench, hostileDeep, hostileResults } from './hostile-fixture.ts';
import { courseClaim, fixtureResults } from './results-fixture.ts';
import { type Beside, writeSite } from './site.ts';

type Site = ReadonlyMap<string, string>;

const directories: string[] = [];
/** Of all that the fixture has, as one file, too, and without one: most of the time of these tests. */
let site: Site;
let again: Site;
/** Two claims that are drawn in no time. */
const few = { ...fixtureResults, claims: fixtureResults.claims.slice(1, 3) };

async function written(results: Results, beside: Partial<Beside> = {}, into?: string): Promise<Site> {
  const directory = into ?? (await mkdtemp(join(tmpdir(), 'report-')));
  directories.push(directory);
  await writeSite(results, directory, { bench: exampleBench, deep: exampleDeep, ...beside });
  const names = (await readdir(directory, { recursive: true })).sort();
  const files = new Map<string, string>();
  for (const name of names) {
    const path = join(directory, name);
    if ((await stat(path)).isFile()) files.set(name.replaceAll('\\', '/'), await readFile(path, 'utf8'));
  }
  return files;
}

const pagesOf = (files: Site): [string, string][] => [...files].filter(([path]) => path.endsWith('.html'));

beforeAll(async () => {
  site = await written(resultsSchema.parse(fixtureResults));
  again = await written(structuredClone(fixtureResults), { singleFile: true });
}, 60_000);

afterAll(async () => {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
});

test('each claim has its page, its model and its record, beside the board, the course, the maps and the methods', () => {
  const claims = fixtureResults.claims.map(({ id }) => `claims/${id.replaceAll('/', '-')}`);
  const initializers = ['initializers', 'initializers/he', 'initializers/zeros'];
  const expected = [...claims, ...initializers, 'index', 'course', 'maps', 'methods', 'runs'].flatMap(
    (path) => [`${path}.html`, `${path}.json`],
  );
  expected.push(
    ...claims.map((path) => `${path}.record.json`),
    'style.css',
    'site.js',
    'bench.json',
    'site-files.json',
    ...['junit.xml', 'summary.md', 'badge.json', 'badge.svg', 'results.schema.json'],
  );
  expect([...site.keys()].sort()).toEqual(expected.sort());
  expect(JSON.parse(site.get('claims/course-printed-figures.record.json') ?? '')).toEqual(courseClaim);
});

test('equal results give equal bytes, whether or not all of it is one file, too', () => {
  const files = (of: Site): string[] => JSON.parse(of.get('site-files.json')!);
  expect(files(again)).toEqual([...files(site), 'report.html'].sort());
  const others = (of: Site) =>
    new Map([...of].filter(([path]) => !['site-files.json', 'report.html'].includes(path)));
  expect(others(again)).toEqual(others(site));
});

test('a later run removes pages that are no longer there, and nothing else', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'report-'));
  await written(few, {}, directory);
  await writeFile(join(directory, 'results.json'), '{}');
  // Of a process that was killed while it wrote them.
  for (const path of ['index.html', 'claims/gone.html'])
    await writeFile(join(directory, `${path}.123.partial`), '<ht');
  const fewer = { ...few, claims: few.claims.slice(1) };
  const later = await written(fewer, { bench: null }, directory);
  expect([...later.keys()].filter((path) => path.startsWith('claims/'))).toHaveLength(3);
  expect(later.get('results.json')).toBe('{}');
  expect(later.has('bench.json')).toBe(false);
  expect([...later.keys()].filter((path) => path.endsWith('.partial'))).toEqual([]);
});

test('a list of its files that is damaged hinders no later run', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'report-'));
  await writeFile(join(directory, 'site-files.json'), '["index.ht');
  const files = await written(few, {}, directory);
  expect(JSON.parse(files.get('site-files.json')!)).toContain('index.html');
});

test('two claims that would share a page are refused before anything is written', async () => {
  const twins = ['a/b-c', 'a-b/c'].map((id) => ({ ...courseClaim, id }));
  const directory = await mkdtemp(join(tmpdir(), 'report-'));
  directories.push(directory);
  await expect(writeSite({ ...fixtureResults, claims: twins }, directory)).rejects.toThrow('claims/a-b-c');
  expect(await readdir(directory)).toEqual([]);
});

test('all links within the site lead somewhere', () => {
  for (const [path, html] of pagesOf(site)) {
    const ids = new Set([...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id));
    expect(ids.size, `ids of ${path} are distinct`).toBe([...html.matchAll(/ id="/g)].length);
    for (const [, href = ''] of html.matchAll(/ (?:href|src)="([^"]*)"/g)) {
      if (/^https?:|^data:,$/.test(href)) continue;
      if (href.startsWith('#')) expect(ids, `${path} ${href}`).toContain(href.slice(1));
      else expect(site.has(posix.normalize(posix.join(dirname(path), href))), `${path} → ${href}`).toBe(true);
    }
    for (const [, id] of html.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(id);
  }
});

test('pages ask no other host for anything, and run and style nothing inline', () => {
  for (const [path, html] of pagesOf(site)) {
    const abroad = [...html.matchAll(/<([a-z]+)[^>]* (?:href|src|action|xlink:href)="(?:https?:)?\/\//g)];
    expect(
      abroad.every(([, tag]) => tag === 'a'),
      path,
    ).toBe(true);
    expect(html, path).toContain(
      `content="default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:;`,
    );
    expect(html, path).not.toMatch(
      /<script(?! defer src="(?:\.\.\/)?site\.js"><| type="application\/json")|<style|<iframe|<image|<[^>]* (?:style|on[a-z]+)=/i,
    );
  }
  expect(site.get('style.css')).not.toMatch(/url\(|@import/);
});

test('what results say is shown as text, whatever it says', async () => {
  const pages = pagesOf(await written(hostileResults, { bench: hostileBench, deep: hostileDeep }));
  for (const [path, html] of pages) {
    expect(html.match(/<script(?! type="application\/json")/g), path).toHaveLength(1);
    expect(html, path).not.toMatch(/<img|<[^>]* onerror=|href="javascript:/i);
    expect(html, path).toContain('&lt;/script&gt;&lt;img');
    expect(html, path).not.toMatch(/=["'][^"'<>]*<img/);
    expect(html, path).not.toMatch(/(?![\n\t])\p{Cc}|\p{Cs}|[\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
  }
  const claim = pages.find(([path]) => path === 'claims/he-fastest-on-relu.html')?.[1] ?? '';
  expect(claim.match(/<svg.*?<\/svg>/gs)?.some((svg) => svg.includes('&lt;img'))).toBe(true);
});

test('every chart has a title, a description and its data as a table', () => {
  for (const [path, html] of pagesOf(site)) {
    const drawings = html.match(/<svg(?! class="spark")[^>]*>/g) ?? [];
    const described =
      html.match(
        /<svg role="img" aria-labelledby="(\w+-title) (\w+-desc)"[^>]*><title id="\1">[^<]+<\/title><desc id="\2">[^<]+<\/desc>/g,
      ) ?? [];
    expect(described.length, path).toBe(drawings.length);
    for (const figure of html.match(/<figure>.*?<\/figure>/gs) ?? []) expect(figure).toMatch(/<td/);
  }
  expect(
    site.get('index.html')?.match(/<svg class="spark"[^>]* role="img" aria-label="[^"]+">/g),
  ).toHaveLength(7);
  expect(site.get('claims/he-fastest-on-relu.html')?.match(/<figure>/g)).toHaveLength(6);
});

test('a claim’s page carries its finding, source, controls and replay command', () => {
  const page = site.get('claims/he-generalizes.html') ?? '';
  for (const part of [
    'He is sooner for 85 % of keys (62 % to 97 %), above the cut of .6.',
    'href="https://example.org/notes?a&#x3D;1&amp;b&#x3D;2"',
    '<strong>biased-coin</strong>: ✕ not caught',
    'initproof replay he/generalizes --seed 1',
    'with a probability of at most 1.25\u00a0×\u00a010⁻⁷, however often it looks',
    'href="he-generalizes.record.json"',
    'Said of one network and one dataset only.',
  ]) {
    expect(page).toContain(part);
  }
});

test('the record of a claim that was left out is what a deep run found, with that run', () => {
  const record = JSON.parse(site.get('claims/he-shape-irrelevant.record.json') ?? '');
  expect(record).toEqual(exampleDeep.findings[0]);
});

test('a claim that broke or was never run has a calm page without charts', async () => {
  const claims = fixtureResults.claims.filter(({ status }) => status !== 'ran');
  const calm = await written({ ...fixtureResults, claims }, { deep: null });
  expect(calm.get('claims/seed-one-seed-proves-little.html')).toContain('unknown measure: spread');
  const page = calm.get('claims/he-shape-irrelevant.html') ?? '';
  expect(page).toContain('Runs at --size deep only.');
  expect(page).not.toContain('<figure>');
});

test('results without claims make a site, too', async () => {
  const empty = await written({
    ...fixtureResults,
    claims: [],
    run: { ...fixtureResults.run, complete: false, commit: null },
  });
  expect(empty.get('index.html')).toContain('No claim was run.');
  expect(empty.get('index.html')).toContain('The run was interrupted');
  expect(empty.has('course.html')).toBe(false);
  expect(empty.get('index.html')).not.toContain('course.html');
});

test('pages stay light', () => {
  for (const [path, html] of pagesOf(site)) expect(html.length, path).toBeLessThan(300_000);
});

test('the page on methods shows a bench and its data, and without one says how to make it', async () => {
  const page = site.get('methods.html') ?? '';
  for (const part of ['How fast the engines are', '12.3', 'href="bench.json"', 'No module named jax'])
    expect(page).toContain(part);
  expect(JSON.parse(site.get('bench.json') ?? '')).toEqual(exampleBench);
  const without = (await written(few, { bench: null })).get('methods.html') ?? '';
  expect(without).toContain('<code>npm run bench</code>');
  expect(without).not.toContain('<figure>');
});

test('on demand the whole report is one file that asks for no other', () => {
  const html = again.get('report.html') ?? '';
  for (const { statement } of fixtureResults.claims) expect(html).toContain(statement);
  const ids = [...html.matchAll(/<[^>]* id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  const links = [...html.matchAll(/<[^>]* (?:href|src)="([^"]*)"/g)].map(([, link]) => link!);
  for (const link of links.filter((link) => !/^(https?|data):/.test(link))) {
    expect(link).toMatch(/^#/);
    expect(ids).toContain(link.slice(1));
  }
  for (const [, id] of html.matchAll(/url\(#([^)]*)\)/g)) expect(ids).toContain(id);
  const inside = [...html.matchAll(/href="data:application\/json;base64,([^"]*)"/g)].map(([, data]) =>
    JSON.parse(Buffer.from(data!, 'base64').toString()),
  );
  expect(inside).toEqual([fixtureResults, exampleDeep]);
});
