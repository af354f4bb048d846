import { existsSync, readFileSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Bench } from '../results/bench.ts';
import type { DeepFindings } from '../results/deep-findings.ts';
import { type HistoryLine, runsBefore } from '../results/history.ts';
import { parsedJson } from '../results/parsed-json.ts';
import type { Results } from '../results/schema.ts';
import { ResultsError } from '../results/versioned-file.ts';
import { removePartials, writeWhole } from '../results/write-file.ts';
import { type Drawer, type KeptDrawings, noDrawings, startDrawer } from './charts/drawer.ts';
import { otherFormats } from './formats/other-formats.ts';
import { chartsOf } from './page-charts.ts';
import { foundBefore } from './pages/deep-finding.ts';
import { type Page, recordPath } from './pages/page.ts';
import { plainTexts } from './plain-texts.ts';
import { makeSections, navigation, type Recorded } from './sections.ts';
import { singleFile } from './single-file.ts';
import { pageContent, pageHtml, script, stylesheet } from './templates.ts';

/** What a report shows besides the run. */
export interface Beside {
  readonly bench: Bench | null;
  /** What deep runs found of claims that this one left out. */
  readonly deep: DeepFindings | null;
  /** Of all runs; this one's own line and what follows it count for nothing. */
  readonly history: readonly HistoryLine[];
  /** Where the report will stand on the web, for links from elsewhere. */
  readonly address: string | null;
  /** Whether all of it is written as one file, too. */
  readonly singleFile: boolean;
  /** What the report before this one drew. */
  readonly drawings: KeptDrawings;
}

const nothing: Beside = {
  bench: null,
  deep: null,
  history: [],
  address: null,
  singleFile: false,
  drawings: noDrawings,
};

/**
 * Writes the report of a run: static pages that open from disk and ask no host for anything; on demand all of it as one
 * file, too.
 * Equal results give equal bytes. Everything is made before anything is written, and then all is written in one go; each
 * file takes its place by a rename, and pages of an earlier run that are no longer there are removed.
 */
export async function writeSite(
  results: Results,
  directory: string,
  beside: Partial<Beside> = {},
): Promise<void> {
  const { history, address, singleFile: inOneFile, drawings, ...shown } = { ...nothing, ...beside };
  const recorded = plainTexts({ results, ...shown, former: runsBefore(history, results.run) });
  const drawer = startDrawer(drawings);
  const files = await siteFiles(recorded, address, inOneFile, drawer).finally(drawer.close);
  drawer.keep();
  const stale = listedFiles(directory).filter((path) => !files.has(path));
  // Until all is done the list names old and new files, so that a run cut short leaves nothing unlisted.
  const put = (path: string, content: string) => writeWhole(join(directory, path), content);
  put(listName, listText([...files.keys(), ...stale]));
  for (const [path, content] of files) put(path, content);
  for (const path of stale) rmSync(join(directory, path), { force: true });
  put(listName, listText([...files.keys()]));
  for (const folder of new Set([...files.keys()].map(dirname))) removePartials(join(directory, folder));
}

/** All files of the site, the first page last: it links to the others. */
async function siteFiles(
  recorded: Recorded,
  address: string | null,
  inOneFile: boolean,
  drawer: Drawer,
): Promise<Map<string, string>> {
  const files = new Map<string, string>([
    ['style.css', stylesheet()],
    ['site.js', script()],
  ]);
  const add = (path: string, content: string) => {
    if (files.has(path))
      throw new ResultsError(`invalid results: two claims would share ${path} (give one of them another id)`);
    files.set(path, content);
  };
  const { results, bench, deep } = recorded;
  const sections = makeSections(recorded);
  const [board, ...others] = sections.flatMap(({ pages }) => pages);
  for (const claim of results.claims)
    add(recordPath(claim.id), json(foundBefore(claim, deep)?.finding ?? claim));
  if (bench) add('bench.json', json(bench));
  for (const [path, content] of otherFormats(recorded, address)) add(path, content);
  const contents = await contentsOf([...others, board!], drawer);
  for (const [page, content] of contents) {
    const model = page.path.replace(/html$/, 'json');
    add(model, json(page));
    add(page.path, pageHtml(page, content, basename(model), navigation(sections, page)));
  }
  if (inOneFile) add('report.html', singleFile(recorded, sections, contents));
  return files;
}

/** What stands on each page, made as its charts are drawn. */
async function contentsOf(pages: readonly Page[], drawer: Drawer): Promise<Map<Page, string>> {
  const content = async (page: Page) => pageContent(page, await drawer.draw(chartsOf(page)));
  return new Map(await Promise.all(pages.map(async (page) => [page, await content(page)] as const)));
}

const json = (value: unknown): string => `${JSON.stringify(value, null, 1)}\n`;

/** The files that writeSite put there: it removes no others, and none where the list is damaged. */
const listName = 'site-files.json';

const listText = (paths: readonly string[]): string => json([...paths].sort());

function listedFiles(directory: string): string[] {
  const list = join(directory, listName);
  const paths = existsSync(list) ? parsedJson(readFileSync(list, 'utf8')) : [];
  // A list from elsewhere must not lead out of the site.
  const own = /^(?:[a-z]+\/)?[a-z0-9-]+(?:\.record|\.schema)?\.(?:html|json|css|js|svg|md|xml)$/;
  return Array.isArray(paths)
    ? paths.filter((path): path is string => typeof path === 'string' && own.test(path))
    : [];
}
