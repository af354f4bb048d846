import { readFileSync } from 'node:fs';
import Handlebars from 'handlebars';
import type { Chart, Table } from './charts/chart.ts';
import { type Drawing, renderCharts } from './charts/render.ts';
import { chartsOf } from './page-charts.ts';
import { asSentence } from './pages/numbers.ts';
import type { Page } from './pages/page.ts';

/** A page model as HTML. Everything from results is escaped; only drawn charts and the layout's content are not. */
export async function pageHtml(page: Page, modelName: string): Promise<string> {
  const drawings = await renderCharts(chartsOf(page));
  const options = { helpers: { svg: (chart: Chart) => plot(drawings.get(chart)) }, data: {} };
  const content = templates[page.template](page, options);
  return templates.layout({ ...page, content, model: modelName }, options);
}

export const stylesheet = (): string => asset('style.css');

const asset = (name: string): string => readFileSync(new URL(`./templates/${name}`, import.meta.url), 'utf8');

const handlebars = Handlebars.create();

for (const name of ['verdict', 'table', 'chart'])
  handlebars.registerPartial(name, asset(`${name}.partial.hbs`));

handlebars.registerHelper({
  first: (items: readonly unknown[]) => items[0],
  rest: (items: readonly unknown[]) => items.slice(1),
  full: asSentence,
  same: (a: unknown, b: unknown) => a === b,
  numericColumn: (table: Table, index: number) => table.columns[index]?.numeric ?? false,
  // A source is a link only where it leads to the web: `javascript:` in results stays text.
  isWebAddress: (url: string) => /^https?:\/\//i.test(url),
});

// Strict: a template that asks for what its model lacks fails instead of leaving a gap.
const template = (name: string) => handlebars.compile(asset(`${name}.hbs`), { strict: true });

const templates = {
  layout: template('layout'),
  board: template('board'),
  claim: template('claim'),
  course: template('course'),
  maps: template('maps'),
  methods: template('methods'),
};

/** A chart's wide drawing and, for phones, its narrow one; the stylesheet shows one of them. */
function plot(drawing: Drawing | undefined): string {
  if (!drawing) throw new Error('a template asks for a chart that was not drawn');
  if (drawing.narrow === null) return `<div class="plot only">${drawing.wide}</div>`;
  return `<div class="plot wide">${drawing.wide}</div><div class="plot narrow">${drawing.narrow}</div>`;
}
