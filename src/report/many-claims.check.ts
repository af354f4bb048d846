import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ClaimResult, Results } from '../results/schema.ts';
import { startBrowser } from './browser-fixture.ts';
import { startDrawer } from './charts/drawer.ts';
import { chartsOf } from './page-charts.ts';
import { fixtureResults } from './results-fixture.ts';
import { makeSections, navigation } from './sections.ts';
import { pageContent, pageHtml, script, stylesheet } from './templates.ts';

// A board of ten thousand claims, and the other pages that speak of all claims; the claims' own pages are left out.

const count = 10_000;
const folder = mkdtempSync(join(tmpdir(), 'report-'));
const browser = await startBrowser();

/** Some forty topics, each with a few hundred of the claims that there are in the fixture. */
const claims = Array.from({ length: count }, (_, i): ClaimResult => {
  const kinds = fixtureResults.claims;
  const claim = kinds[i % kinds.length]!;
  const copy = Math.floor(i / kinds.length);
  if (copy === 0) return claim;
  const [topic, name] = claim.id.split('/');
  return {
    ...claim,
    id: `${topic}-${copy % 4}/${name}-${copy}`,
    statement: `${claim.statement}, variant ${copy}`,
  };
});
const results: Results = { ...fixtureResults, claims };
const html = new Map<string, string>();

beforeAll(async () => {
  const sections = makeSections({ results, bench: null, former: [], deep: null });
  const pages = sections.flatMap((section) => section.pages).filter(({ template }) => template !== 'claim');
  const { draw } = startDrawer();
  for (const page of pages) {
    const content = pageContent(page, await draw(chartsOf(page)));
    html.set(page.path, pageHtml(page, content, '', navigation(sections, page)));
  }
  writeFileSync(join(folder, 'style.css'), stylesheet());
  writeFileSync(join(folder, 'site.js'), script());
  mkdirSync(join(folder, 'initializers'));
  for (const [path, text] of html) writeFileSync(join(folder, path), text);
  // Three seconds on two cores that have nothing else to do.
}, 60_000);

afterAll(async () => {
  await browser?.close();
  rmSync(folder, { recursive: true, force: true });
});

test('the board takes less than a kilobyte a claim, other pages no more for being about so many', () => {
  expect([...html.keys()]).toEqual(expect.arrayContaining(['index.html', 'methods.html', 'maps.html']));
  expect(html.get('index.html')!.length).toBeLessThan(count * 1000);
  for (const [path, { length }] of html) if (path !== 'index.html') expect(length, path).toBeLessThan(1e6);
});

describe.skipIf(!browser)('in a browser', () => {
  test('the board is filtered, searched and ordered', async () => {
    const page = await browser!.newPage({ viewport: { width: 1200, height: 900 } });
    await page.goto(pathToFileURL(join(folder, 'index.html')).href);
    const rows = page.locator('.row');
    const shown = () => page.locator('.row:not([hidden])').count();
    const countText = page.locator('.count');
    expect([await rows.count(), await countText.textContent()]).toEqual([count, '10,000 claims']);

    const refuted = claims.filter((claim) => claim.status === 'ran' && claim.verdict === 'refuted').length;
    await page.locator('select[name=verdict]').selectOption('refuted');
    expect(await shown()).toBe(refuted);
    expect(await countText.textContent()).toBe(`${refuted.toLocaleString('en')} of 10,000 claims`);
    await page.locator('select[name=verdict]').selectOption('');

    const wanted = 'he-1/fastest-on-relu-17';
    await page.locator('input[name=q]').fill(wanted.toUpperCase());
    const found = claims.filter(({ id }) => id.includes(wanted)).map(({ statement }) => statement);
    expect(found.length).toBeGreaterThan(0);
    expect(await page.locator('.row:visible .statement').allTextContents()).toEqual(found);
    await page.locator('input[name=q]').fill('');
    expect(await shown()).toBe(count);

    await page.locator('select[name=order]').selectOption('seconds');
    const seconds = await rows.evaluateAll((all) =>
      all.map((row) => Number(row.getAttribute('data-seconds') || -1)),
    );
    expect(seconds).toEqual(seconds.toSorted((a, b) => b - a));
    await page.close();
  });
});
