import { createHash } from 'node:crypto';
import { posix } from 'node:path';
import { inTags } from './charts/in-tags.ts';
import type { Page } from './pages/page.ts';
import { runLine } from './pages/run-line.ts';
import type { MadeSection, Recorded } from './sections.ts';
import { script, singleFileHtml, stylesheet } from './templates.ts';

/**
 * The whole report as one page, to attach to a mail or a run: style, script and results are inside, and each page is a
 * part of it, of which the stylesheet shows the one that the address names.
 */
export function singleFile(
  { results, deep }: Recorded,
  sections: readonly MadeSection[],
  contents: ReadonlyMap<Page, string>,
): string {
  const paths = new Set([...contents.keys()].map(({ path }) => path));
  return singleFileHtml({
    runLine: runLine(results.run),
    navigation: sections.map(linkTo),
    parts: sections
      .flatMap(({ pages }) => pages)
      .map((page) => ({ name: nameOf(page.path), content: joined(contents.get(page) ?? '', page, paths) })),
    style: stylesheet(),
    script: script(),
    styleHash: hash(stylesheet()),
    scriptHash: hash(script()),
    data: encoded(results),
    deep: deep && encoded(deep),
  });
}

const encoded = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64');

const linkTo = ({ label, pages }: MadeSection) => ({ label, href: `#${nameOf(pages[0]!.path)}` });

/** `claims/he-accuracy.html` → `claims.he-accuracy` */
const nameOf = (path: string): string => path.replace(/\.html$/, '').replaceAll('/', '.');

const hash = (text: string): string => createHash('sha256').update(text).digest('base64');

/** A page's content among others: its ids under its own name, its links to what is in the file. */
function joined(content: string, page: Page, paths: ReadonlySet<string>): string {
  const name = nameOf(page.path);
  const own = (ids: string) =>
    ids
      .split(' ')
      .map((id) => `${name}.${id}`)
      .join(' ');
  return inTags(content, (tag) =>
    tag
      .replace(/ (id|aria-labelledby)="([^"]*)"/g, (_, attribute, ids) => ` ${attribute}="${own(ids)}"`)
      .replace(/url\(#([^)]*)\)/g, (_, id) => `url(#${own(id)})`)
      .replace(/ href="([^"]*)"/g, (_, href) => ` href="${target(href)}"`),
  );

  function target(href: string): string {
    if (/^[a-z]+:/i.test(href)) return href;
    const [path, anchor] = href.split('#');
    const place = path === '' ? page.path : posix.join(posix.dirname(page.path), path!);
    // Records and models are in what stands at the end.
    if (!paths.has(place)) return '#data';
    return `#${nameOf(place)}${anchor === undefined ? '' : `.${anchor}`}`;
  }
}
