import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Chart, Spec } from './chart.ts';

export interface Drawing {
  readonly wide: string;
  readonly narrow: string | null;
}

/**
 * A page's charts as inline SVG, in order.
 * Vega numbers its clip paths as it goes: they start anew for each page, and charts of a page follow each other,
 * so that the ids of a page are distinct and the same in every run.
 */
export async function renderCharts(charts: readonly Chart[]): Promise<Map<Chart, Drawing>> {
  vega.resetSVGDefIds();
  const drawings = new Map<Chart, Drawing>();
  for (const chart of charts) {
    const id = `c${drawings.size + 1}`;
    const { wide, narrow } = chart.specs;
    drawings.set(chart, {
      wide: await draw(wide, chart, `${id}w`),
      narrow: narrow && (await draw(narrow, chart, `${id}n`)),
    });
  }
  return drawings;
}

async function draw(spec: Spec, chart: Chart, id: string): Promise<string> {
  const compiled = compile(spec as unknown as TopLevelSpec, { logger: strictLogger }).spec;
  const view = new vega.View(vega.parse(compiled), {
    renderer: 'none',
    logger: strictLogger,
    loader: noLoader,
  });
  const svg = await view.toSVG();
  view.finalize();
  return described(shareSymbols(joinShapes(tidy(svg)), id), chart, id);
}

/** Within tags only: style attributes (the content-security policy blocks them), Vega's roles, needless digits. */
function tidy(svg: string): string {
  return svg
    .replace(/<[a-z][^>]*>/gi, (tag) =>
      tag
        .replace(/ (?:style|role|aria-[a-z]+|font-family|pointer-events|xmlns:xlink|version)="[^"]*"/g, '')
        .replace(' opacity="1"', '')
        .replace(/ (?:d|transform|[xy][12]?|width|height)="[^"]*"/g, (attribute) =>
          attribute.replace(/-?\d*\.\d{2,}(?:e-?\d+)?/g, (digits) =>
            String(Number(Number(digits).toFixed(1))),
          ),
        ),
    )
    .replace(/<path class="(?:background|foreground)"[^>]*\/>/g, '')
    .replace(/ d="(M[^"Z]*Z?)"/g, (_, path: string) => ` d="${shortened(path)}"`);
}

/** Level and upright lines, of which staircases are made, name one number each. */
function shortened(path: string): string {
  let [lastX, lastY] = ['', ''];
  return path.replace(/([ML])(-?[\d.]+),(-?[\d.]+)/g, (_, command: string, x: string, y: string) => {
    const level = command === 'L' && y === lastY;
    const upright = command === 'L' && x === lastX;
    [lastX, lastY] = [x, y];
    if (level && upright) return '';
    return level ? `H${x}` : upright ? `V${y}` : `${command}${x},${y}`;
  });
}

/** Neighbours of one look become one shape: where see-through rectangles meet, no seam shows. */
const joinShapes = (svg: string): string =>
  svg.replace(/<path d="([^"]*)"([^>]*)\/>(?:<path d="[^"]*"\2\/>)+/g, (run, _, look: string) => {
    const joined = [...run.matchAll(/ d="([^"]*)"/g)].map(([, shape]) => shape).join('');
    return `<path d="${joined}"${look}/>`;
  });

/** A run of equal symbols becomes one shape and its places: dots are most of a page's weight. */
function shareSymbols(svg: string, id: string): string {
  let shapes = 0;
  return svg.replace(
    /<path transform="translate\([^)]*\)" d="([^"]*)"([^>]*)\/>(?:<path transform="translate\([^)]*\)" d="\1"\2\/>)+/g,
    (run, shape: string, look: string) => {
      const name = `${id}s${++shapes}`;
      const places = [...run.matchAll(/translate\(([^,]*),([^)]*)\)/g)];
      const uses = places.map(([, x, y]) => `<use href="#${name}" x="${x}" y="${y}"/>`).join('');
      return `<defs><path id="${name}" d="${shape}"/></defs><g${look}>${uses}</g>`;
    },
  );
}

function described(svg: string, { title, description }: Chart, id: string): string {
  return svg.replace(
    /^<svg ([^>]*)>/,
    (_, attributes: string) =>
      `<svg role="img" aria-labelledby="${id}-title ${id}-desc" ${attributes}>` +
      `<title id="${id}-title">${escapeText(title)}</title><desc id="${id}-desc">${escapeText(description)}</desc>`,
  );
}

const escapeText = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');

/** A warning means a chart that shows something else than it says: it stops the build. */
const strictLogger: vega.LoggerInterface = {
  level: ((level?: number) =>
    level === undefined ? vega.Warn : strictLogger) as vega.LoggerInterface['level'],
  error: (...messages: readonly unknown[]) => fail(messages),
  warn: (...messages: readonly unknown[]) => fail(messages),
  info: () => strictLogger,
  debug: () => strictLogger,
};

function fail(messages: readonly unknown[]): never {
  throw new Error(`invalid chart: ${messages.map(String).join(' ')}`);
}

/** Charts carry their data; nothing is ever fetched. */
const noLoader: vega.Loader = {
  load: (uri) => Promise.reject(new Error(`a chart asked for ${uri}`)),
  sanitize: (uri) => Promise.reject(new Error(`a chart asked for ${uri}`)),
  http: (uri) => Promise.reject(new Error(`a chart asked for ${uri}`)),
  file: (uri) => Promise.reject(new Error(`a chart asked for ${uri}`)),
};
