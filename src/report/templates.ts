import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { Chart, Table } from './charts/chart.ts';
import type { Drawing, Drawings } from './charts/drawer.ts';
import { asPrinted, asSentence } from './pages/numbers.ts';
import type { Page } from './pages/page.ts';
import type { NavigationLink } from './sections.ts';

/** A page of its own: its content, and what stands around it on every page. */
export const pageHtml = (
  page: Page,
  content: string,
  modelName: string,
  navigation: readonly NavigationLink[],
): string => template('layout')({ ...page, navigation, content, model: modelName }, { data: {} });

/** A page model as HTML. Everything from results is escaped; only drawn charts and a layout's content are not. */
export function pageContent(page: Page, drawings: Drawings): string {
  const helpers = { svg: (chart: Chart) => plot(chart, drawings.get(chart)) };
  return template(page.template)(page, { helpers, data: {} });
}

export const singleFileHtml = (model: object): string => template('single-file')(model, { data: {} });

export const stylesheet = (): string => asset('style.css');

export const script = (): string => asset('site.js');

const asset = (name: string): string => readFileSync(new URL(`./templates/${name}`, import.meta.url), 'utf8');

const handlebars = Handlebars.create();

for (const name of ['verdict', 'table', 'facts', 'chart', 'changed', 'sparkline', 'sentences', 'tested'])
  handlebars.registerPartial(name, asset(`${name}.partial.hbs`));

handlebars.registerHelper({
  first: (items: readonly unknown[]) => items[0],
  rest: (items: readonly unknown[]) => items.slice(1),
  last: (items: readonly unknown[]) => items.at(-1),
  full: asSentence,
  printed: asPrinted,
  // Strict templates ask for nothing that may be missing.
  alternative: (chart: Chart) => chart.alternative ?? null,
  same: (a: unknown, b: unknown) => a === b,
  numericColumn: (table: Table, index: number) => table.columns[index]?.numeric ?? false,
  columnLabel: (table: Table, index: number) => table.columns[index]?.label ?? '',
  // A source is a link only where it leads to the web: `javascript:` in results stays text.
  isWebAddress: (url: string) => /^https?:\/\//i.test(url),
});

const compiled = new Map<string, Handlebars.TemplateDelegate>();

/** Strict: a template that asks for what its model lacks fails instead of leaving a gap. */
function template(name: string): Handlebars.TemplateDelegate {
  const known = compiled.get(name) ?? handlebars.compile(asset(`${name}.hbs`), { strict: true });
  compiled.set(name, known);
  return known;
}

/** A chart's wide drawing and, for phones, its narrow one; the stylesheet shows one of them. */
function plot({ tips = [] }: Chart, drawing: Drawing | undefined): string {
  if (!drawing) throw new Error('a template asks for a chart that was not drawn');
  // Data, not code; `<` is written so that no text can end the element.
  const asked = JSON.stringify(tips).replaceAll('<', '\\u003c');
  const data = tips.length > 0 ? `<script type="application/json" class="tips">${asked}</script>` : '';
  if (drawing.narrow === null) return `<div class="plot only">${drawing.wide}${data}</div>`;
  return `<div class="plot wide">${drawing.wide}${data}</div><div class="plot narrow">${drawing.narrow}</div>`;
}
