import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Chart } from './chart.ts';
import type { Drawing } from './render.ts';

/** A list of charts for each page, drawn. */
export type Drawings = readonly ReadonlyMap<Chart, Drawing>[];

/** Charts that one processor draws sooner than another has started. */
const few = 60;

/**
 * The charts of many pages, drawn side by side: they are most of what a report takes. Pages know nothing of each other,
 * so who draws which is seen nowhere.
 */
export async function drawAll(pages: readonly (readonly Chart[])[]): Promise<Drawings> {
  const threads = Math.min(availableParallelism(), 4);
  const count = pages.reduce((sum, charts) => sum + charts.length, 0);
  // A thread can only be started from JavaScript: what runs from its sources, as tests do, draws by itself.
  if (threads === 1 || count < few || import.meta.url.endsWith('.ts')) return drawHere(pages);
  const share = (thread: number) => pages.filter((_, page) => page % threads === thread);
  const shares = await Promise.all(Array.from({ length: threads }, (_, thread) => drawApart(share(thread))));
  return pages.map(
    (charts, page) =>
      new Map(charts.map((chart, i) => [chart, shares[page % threads]![Math.floor(page / threads)]![i]!])),
  );
}

async function drawHere(pages: readonly (readonly Chart[])[]): Promise<Drawings> {
  const { renderCharts } = await import('./render.ts');
  const drawn: ReadonlyMap<Chart, Drawing>[] = [];
  for (const charts of pages) drawn.push(await renderCharts(charts));
  return drawn;
}

/** In a thread of its own: each page's drawings in the order of its charts. */
function drawApart(pages: readonly (readonly Chart[])[]): Promise<Drawing[][]> {
  // Of a chart, what is drawn; not its table.
  const workerData = pages.map((charts) =>
    charts.map(({ title, description, specs }) => ({ title, description, specs })),
  );
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./draw-worker.js', import.meta.url), { workerData });
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}
