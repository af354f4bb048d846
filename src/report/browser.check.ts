import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import type { Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import axe from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readBench } from '../results/bench.ts';
import { readDeepFindings } from '../results/deep-findings.ts';
import { readHistory } from '../results/history.ts';
import { readResults } from '../results/results-file.ts';
import { serve, startBrowser, visitAll } from './browser-fixture.ts';
import { hostileBench, hostileDeep, hostileResults } from './hostile-fixture.ts';
import { colorsInUse, misfits, objections } from './seen-fixture.ts';
import { writeSite } from './site.ts';

// The report in a real browser: the one that the run before these checks has written, and one whose every text is hostile.

const latest = resolve('reports/latest');
const results = readResults(join(latest, 'results.json'));
const timings = join(latest, 'bench.json');
const bench = existsSync(timings) ? readBench(timings) : null;
const spoilt = mkdtempSync(join(tmpdir(), 'report-'));
const again = mkdtempSync(join(tmpdir(), 'report-'));

const browser = await startBrowser();
if (!browser) console.log('No browser could be started: the report’s pages were not tried in one.');

const phone = { width: 360, height: 740 };
const desktop = { width: 1200, height: 900 };
const servers: Server[] = [];
const origins = new Map<string, string>();

beforeAll(async () => {
  await writeSite(hostileResults, spoilt, { bench: hostileBench, deep: hostileDeep });
  const deep = readDeepFindings(resolve('experiments/deep.json'));
  // A run leaves its own line there; `report` alone does not.
  const lines = join(latest, 'history.jsonl');
  const history = existsSync(lines) ? readHistory(lines) : [];
  await writeSite(results, again, { bench, deep, history, singleFile: true });
  for (const folder of [latest, spoilt]) {
    const { origin, server } = await serve(folder);
    servers.push(server);
    origins.set(folder, origin);
  }
  // A report of some thirty claims takes 4 s on two cores that have nothing else to do.
}, 60_000);

afterAll(async () => {
  await browser?.close();
  for (const server of servers) server.close();
  for (const folder of [spoilt, again]) rmSync(folder, { recursive: true, force: true });
});

const countOf = (verdict: string) =>
  results.claims.filter((claim) => claim.status === 'ran' && claim.verdict === verdict).length;
const slug = (id: string) => id.replaceAll('/', '-');

const filesOf = (folder: string) => readdirSync(folder, { recursive: true, encoding: 'utf8' });
const htmlOf = (folder: string) =>
  filesOf(folder).filter((path) => path.endsWith('.html') && path !== 'report.html');

test('the report can be made again from its results, the same in every byte', () => {
  // Only this one was asked for as one file, too, and lists that.
  const alike = filesOf(again).filter(
    (path) => /\.\w+$/.test(path) && path !== 'report.html' && path !== 'site-files.json',
  );
  expect(alike).toEqual(expect.arrayContaining([...htmlOf(latest), 'junit.xml', 'index.json', 'style.css']));
  for (const path of alike)
    expect(readFileSync(join(again, path), 'utf8') === readFileSync(join(latest, path), 'utf8'), path).toBe(
      true,
    );
});

describe.skipIf(!browser)('in a browser', () => {
  const open = browser as Browser;

  test.each([
    ['from disk', 'with JavaScript', 'as run', latest],
    ['from disk', 'without JavaScript', 'as run', latest],
    ['over HTTP', 'with JavaScript', 'as run', latest],
    ['over HTTP', 'without JavaScript', 'as run', latest],
    ['from disk', 'with JavaScript', 'hostile', spoilt],
    ['over HTTP', 'without JavaScript', 'hostile', spoilt],
  ])('%s, %s, %s: every page opens calmly and fits a phone', async (from, scripts, _, folder) => {
    const origin = from === 'from disk' ? pathToFileURL(folder).href : origins.get(folder)!;
    const options = { viewport: phone, javaScriptEnabled: scripts === 'with JavaScript' };
    // Each page is opened once; without JavaScript some of those that are made alike; where the way differs, the first.
    const all = from === 'from disk' && scripts === 'with JavaScript';
    const some = from === 'from disk' ? 3 : 1;
    const paths = all ? htmlOf(folder) : alike(folder).flatMap((pages) => pages.slice(0, some));
    expect(paths.length).toBeGreaterThan(3);
    expect(
      await visitAll(open, options, origin, paths, ({ page }) => misfits(page, options.javaScriptEnabled)),
    ).toEqual([]);
  });

  test('axe finds nothing to object to, in light and in dark', async () => {
    const options = { viewport: desktop, colorScheme: 'light' as const };
    const paths = alike(latest).flatMap((pages) => pages.slice(0, 1));
    const found = await visitAll(open, options, origins.get(latest)!, paths, async ({ page }) => {
      await page.evaluate(axe.source);
      const inLight = await page.evaluate<string[]>(objections('all'));
      await page.emulateMedia({ colorScheme: 'dark' });
      const inDark = await page.evaluate<string[]>(objections('of colour'));
      await page.emulateMedia({ colorScheme: 'light' });
      return [...inLight, ...inDark.map((what) => `in dark: ${what}`)];
    });
    expect(found).toEqual([]);
  });

  test('the board can be filtered, searched and ordered, and gone through by keys alone', async () => {
    const page = await open.newPage({ viewport: desktop });
    await page.goto(pathToFileURL(join(latest, 'index.html')).href);
    const shown = () => page.locator('.row:visible').count();
    const count = await shown();
    expect(count).toBe(results.claims.length);

    await page.locator('select[name=verdict]').selectOption('refuted');
    expect(await shown()).toBe(countOf('refuted'));
    await page.locator('select[name=verdict]').selectOption('');
    await page.locator('select[name=order]').selectOption('seconds');
    expect(await shown()).toBe(count);
    const seconds = await page
      .locator('.row:visible')
      .evaluateAll((rows) => rows.map((row) => row.getAttribute('data-seconds')));
    expect(seconds).toEqual(seconds.toSorted((a, b) => Number(b || -1) - Number(a || -1)));
    await page.locator('select[name=order]').selectOption('');

    const { id, statement } = results.claims.find((claim) => claim.id.startsWith('zero/'))!;
    await page.keyboard.press('Tab');
    await page.keyboard.press('/');
    await page.keyboard.type(id);
    expect(await shown()).toBe(1);
    await page.keyboard.press('Escape');
    expect(await shown()).toBe(count);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('/');
    await page.keyboard.type(id);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/claims/**');
    expect(await page.locator('h1').textContent()).toBe(statement);
    await page.close();
  });

  test('the search finds beginnings of words, and × by x', async () => {
    const page = await open.newPage({ viewport: desktop });
    await page.goto(pathToFileURL(join(latest, 'index.html')).href);
    const found = async (text: string) => {
      await page.locator('input[name=q]').fill(text);
      return page
        .locator('.row:visible')
        .evaluateAll((rows) =>
          rows.map((row) => `${row.getAttribute('data-id')} ${row.textContent}`.toLowerCase()),
        );
    };
    for (const text of await found('he')) expect(text).toMatch(/(^|[^a-zà-ÿ])he/);
    expect(await found('randn x 10')).not.toEqual([]);
    for (const text of await found('randn x 10')) expect(text).toMatch(/randn.* × /);
    expect(await found('.9')).not.toEqual([]);
    expect(await found('nowhere at all')).toEqual([]);
    expect(await found('zero/stay')).toEqual([]);
    await page.close();
  });

  test('a filter stands when one comes back; a topic is there to be gone to', async () => {
    const page = await open.newPage({ viewport: desktop });
    await page.goto(pathToFileURL(join(latest, 'index.html')).href);
    const shown = () => page.locator('.row:visible').count();
    await page.locator('select[name=verdict]').selectOption('refuted');
    await page.locator('.row:visible .statement').first().click();
    await page.waitForURL('**/claims/**');
    await page.goBack();
    await page.waitForURL('**/index.html');
    const chosen = await page.locator('select[name=verdict]').inputValue();
    expect(await shown()).toBe(chosen === 'refuted' ? countOf('refuted') : results.claims.length);
    expect(chosen).toBe('refuted');

    await page.locator('select[name=order]').selectOption('seconds');
    const tops = async (selector: string) => (await page.locator(selector).first().boundingBox())!.y;
    expect(await tops('.topics')).toBeLessThan(await tops('.rows:visible'));
    expect(await tops('.scale:visible')).toBeLessThan(await tops('.rows:visible'));
    await page.locator('.topics a').last().click();
    expect(await shown()).toBe(results.claims.length);
    expect(await page.locator('.topic:visible h3').last().isVisible()).toBe(true);
    expect(await page.evaluate('location.hash')).toMatch(/^#topic-/);
    await page.close();
  });

  test('a script that a page promises is open while it is printed', async () => {
    const page = await open.newPage({ viewport: desktop });
    await page.goto(pathToFileURL(join(latest, 'tensorflow-js.html')).href);
    const folds = page.locator('details:has(> .command)');
    const opened = () => folds.evaluateAll((all) => all.map((fold) => fold.hasAttribute('open')));
    expect((await opened()).length).toBeGreaterThan(0);
    await page.evaluate("dispatchEvent(new Event('beforeprint'))");
    expect(new Set(await opened())).toEqual(new Set([true]));
    await page.evaluate("dispatchEvent(new Event('afterprint'))");
    expect(new Set(await opened())).toEqual(new Set([false]));
    await page.close();
  });

  test('a drawing tells its values to a pointer, and shows its other axis without JavaScript', async () => {
    const context = await open.newContext({ viewport: desktop });
    const page = await context.newPage();
    await page.goto(`${origins.get(latest)}/course.html`);
    const plot = page.locator('.plot.wide:has(.tips)').first();
    const [x, y, text] = JSON.parse((await plot.locator('.tips').textContent()) ?? '[]').at(-1);
    await plot.locator('svg').hover({ position: await placed(plot, x, y) });
    expect(await page.locator('.tip:visible').textContent()).toBe(text);
    await context.close();

    const still = await open.newContext({ viewport: desktop, javaScriptEnabled: false });
    const quiet = await still.newPage();
    await quiet.goto(`${origins.get(latest)}/course.html`);
    const figure = quiet.locator('figure:has(.alternative)').first();
    await figure.locator('.alternative > summary').click();
    expect(await figure.locator('.alternative .plot svg').isVisible()).toBe(true);
    await still.close();
  });

  test.each([true, false])(
    'one file holds all pages and shows one, JavaScript: %s',
    async (javaScriptEnabled) => {
      const file = join(again, 'report.html');
      // What mail takes: 25 MB, encoded in four bytes for three.
      expect(statSync(file).size).toBeLessThan((25_000_000 * 3) / 4);
      const address = pathToFileURL(again).href;
      const look = async ({ page }: { page: Page }) => {
        const shown = () => page.locator('article:visible');
        expect(await shown().locator('h1').textContent()).toMatch(/sentences hold/);
        const link = shown().locator('.row .statement').first();
        const statement = await link.textContent();
        await link.click();
        expect(await shown().locator('h1').textContent()).toBe(statement);
        expect(await shown().count()).toBe(1);
        return misfits(page, javaScriptEnabled);
      };
      expect(
        await visitAll(open, { viewport: phone, javaScriptEnabled }, address, ['report.html'], look),
      ).toEqual([]);
    },
  );

  // Kept by CI: what the report looked like.
  test.runIf(process.env.CI).each([
    ['light', desktop],
    ['dark', desktop],
    ['light', phone],
  ] as const)('pictures of the pages in %s, %o', async (colorScheme, viewport) => {
    const first = results.claims.find(({ status }) => status === 'ran')!;
    const paths = htmlOf(latest).filter(
      (path) => !path.includes('/') || path.endsWith(`${slug(first.id)}.html`),
    );
    await visitAll(open, { viewport, colorScheme }, origins.get(latest)!, paths, async ({ page }) => {
      const name = `${new URL(page.url()).pathname.slice(1).replace(/\W/g, '-')}-${colorScheme}-${viewport.width}.jpeg`;
      const picture = await page.screenshot({
        path: join('reports/screenshots', name),
        fullPage: true,
        quality: 80,
      });
      return picture.length > 10_000 ? [] : ['is blank'];
    }).then((found) => expect(found).toEqual([]));
  });

  test('dark mode changes paper, ink and the colours of initializers', async () => {
    const seen = await Promise.all(
      (['light', 'dark'] as const).map(async (colorScheme) => {
        const page = await open.newPage({ colorScheme });
        await page.goto(`${origins.get(latest)}/course.html`);
        const colors = await page.evaluate<string[]>(colorsInUse);
        await page.close();
        return colors;
      }),
    );
    const [light, dark] = seen as [string[], string[]];
    expect(light.length).toBeGreaterThan(4);
    for (const [index, color] of light.entries()) expect(dark[index]).not.toBe(color);
  });
});

/** A place of the drawing, which is as wide as its page lets it be, in pixels of the screen. */
async function placed(plot: Locator, x: number, y: number) {
  const width = Number(await plot.locator('svg').getAttribute('width'));
  const box = await plot.locator('svg').boundingBox();
  const scale = (box?.width ?? width) / width;
  return { x: x * scale, y: y * scale };
}

/** Pages made of the same elements, drawings aside: of those axe, which takes a third of a second, need not see all. */
function alike(folder: string): string[][] {
  const kinds = new Map<string, string[]>();
  for (const path of htmlOf(folder)) {
    const html = readFileSync(join(folder, path), 'utf8').replace(/<svg.*?<\/svg>/gs, '<svg>');
    const tags = new Set([...html.matchAll(/<[a-z0-9]+(?: class="[^"]*")?/g)].map(([tag]) => tag));
    const kind = [...tags].sort().join();
    kinds.set(kind, [...(kinds.get(kind) ?? []), path]);
  }
  return [...kinds.values()];
}
