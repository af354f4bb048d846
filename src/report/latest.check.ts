import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { expect, test } from 'vitest';
import { readDeepFindings } from '../results/deep-findings.ts';
import { readResults } from '../results/results-file.ts';
import { boardHeadline } from './pages/board-headline.ts';
import { foundBefore } from './pages/deep-finding.ts';
import { notesSentences } from './pages/notes-sentences.ts';

// The report that the run before these checks has written: what its reader finds.

const folder = resolve('reports/latest');
const results = readResults(join(folder, 'results.json'));
const pages = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter(
  (path) => path.endsWith('.html') && path !== 'report.html',
);
const texts = new Map(pages.map((page) => [page, readFileSync(join(folder, page), 'utf8')]));
const html = (page: string) => texts.get(page) ?? readFileSync(join(folder, page), 'utf8');
const anchors = new Map(
  pages.map((page) => [page, new Set([...html(page).matchAll(/ id="([^"]*)"/g)].map(([, id]) => id))]),
);
const claimPage = (id: string) => `claims/${id.replaceAll('/', '-')}.html`;

test('the first line says what came out of the notes’ sentences', () => {
  const [first] = /(?<=<h1[^>]*>)[^<]+/.exec(html('index.html')) ?? [];
  expect(first?.trim()).toBe(boardHeadline(results.claims, notesSentences(results.claims)).headline);
  expect(first).toMatch(/of the notes’ \d+ sentences hold, .*refuted/);
});

test('each of the notes’ sentences is put to the test by claims that there are', () => {
  const tested = notesSentences(results.claims).flatMap(({ claims, but }) => [...claims, ...but]);
  expect(tested.length).toBeGreaterThan(20);
  expect(tested.filter(({ href }) => href === null)).toEqual([]);
});

test.each(results.claims.map(({ id }) => id))(
  '%s has its page, and a row on the board that leads there',
  (id) => {
    expect(pages).toContain(claimPage(id));
    expect(html('index.html')).toContain(`href="${claimPage(id)}"`);
  },
);

test.each(results.claims.flatMap((claim) => (claim.status === 'ran' ? [claim] : [])))(
  '$id shows its verdict, charts with their data, its faults and how to repeat it',
  ({ id, verdict, controls, replay, evidence }) => {
    const page = html(claimPage(id));
    expect(page).toContain(verdict);
    const charts = page.split('<figure').length - 1;
    // Where a law is exact there is nothing to draw.
    const exact = evidence.kind === 'law' && evidence.pools.length === 0;
    expect(charts > 0).toBe(!exact);
    expect(page.split('The data of this chart').length - 1).toBe(charts);
    for (const { fault } of controls) expect(page).toContain(fault);
    expect(controls.length).toBeGreaterThan(0);
    expect(page).toContain(replay);
  },
);

test('the course’s published figures stand beside what was measured', () => {
  const page = html('course.html');
  for (const figure of ['99.3', '83', '86', '96', '.883054', '.073579', '∞']) expect(page).toContain(figure);
});

test('every link inside the report leads somewhere, down to the place on the page', () => {
  const broken = pages.flatMap((page) =>
    [...html(page).matchAll(/(?:href|src)="(?!https?:|data:)([^"]+)/g)].flatMap(([, link]) => {
      const [path, anchor] = link!.split('#');
      const target = path === '' ? page : join(dirname(page), path!);
      if (!existsSync(join(folder, target))) return [`${page}: ${link}`];
      return anchor === undefined || anchors.get(target)?.has(anchor) ? [] : [`${page}: ${link}`];
    }),
  );
  expect(broken).toEqual([]);
});

test('no page holds a number that is none, and without its data none is heavier than 300 kB', () => {
  for (const page of pages) {
    expect(html(page)).not.toMatch(/>[^<]*\b(NaN|undefined|\[object Object\])\b[^<]*</);
    const drawn = html(page).replace(/<table.*?<\/table>|<script type.*?<\/script>/gs, '');
    expect(Buffer.byteLength(drawn)).toBeLessThan(300_000);
  }
});

test('no claim’s record takes more than 200 kB', () => {
  const records = readdirSync(join(folder, 'claims')).filter((name) => name.endsWith('.record.json'));
  expect(records).toHaveLength(results.claims.length);
  for (const name of records) {
    const record: unknown = JSON.parse(readFileSync(join(folder, 'claims', name), 'utf8'));
    expect(Buffer.byteLength(JSON.stringify(record)), name).toBeLessThan(200_000);
  }
});

test('of every claim that the run left out a deep run has found something, and it has not been changed since', () => {
  const deep = readDeepFindings(resolve('experiments/deep.json'));
  const leftOut = results.claims.filter(({ status }) => status === 'not-run');
  expect(deep.findings.map(({ claim }) => claim.id)).toEqual(leftOut.map(({ id }) => id).sort());
  for (const claim of leftOut)
    expect(foundBefore(claim, deep)?.when, claim.id).not.toContain('changed since');
});
