import * as vega from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import type { Spec } from './chart.ts';
import { inTags } from './in-tags.ts';

/** A spec as inline SVG. Equal specs give equal drawings; where several share a page, placed.ts tells their ids apart. */
export async function render(spec: Spec): Promise<string> {
  const compiled = compile(spec as unknown as TopLevelSpec, { logger: strictLogger }).spec;
  const view = new vega.View(vega.parse(compiled), {
    renderer: 'none',
    logger: strictLogger,
    loader: noLoader,
  });
  const svg = await view.toSVG();
  view.finalize();
  return shareSymbols(joinShapes(numberClips(tidy(svg))));
}

/** Without style attributes (the content-security policy blocks them), Vega's roles, what is so anyway, needless digits. */
function tidy(svg: string): string {
  const tags = inTags(svg, (tag) =>
    tag
      .replace(/ (?:style|role|aria-[a-z]+|font-family|pointer-events|xmlns:xlink|version)="[^"]*"/g, '')
      .replace(/ (?:opacity="1"|stroke-width="1"|font-weight="normal")/g, '')
      .replace(/ (?:d|transform|[xy][12]?|width|height)="[^"]*"/g, (attribute) =>
        attribute.replace(/-?\d*\.\d{2,}(?:e-?\d+)?/g, (digits) => String(Number(Number(digits).toFixed(1)))),
      ),
  );
  return tags
    .replace(/<path class="(?:background|foreground)"[^>]*\/>/g, '')
    .replace(/ d="(M[^"Z]*Z?)"/g, (_, path: string) => ` d="${shortened(path)}"`);
}

/** Vega goes on numbering its clip paths from drawing to drawing: here each drawing’s start at one. */
function numberClips(svg: string): string {
  const numbers = new Map<string, number>();
  return inTags(svg, (tag) =>
    tag.replace(/( id="clip|url\(#clip)(\d+)/g, (_, start: string, given: string) => {
      const number = numbers.get(given) ?? numbers.size + 1;
      numbers.set(given, number);
      return `${start}${number}`;
    }),
  );
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
function shareSymbols(svg: string): string {
  let shapes = 0;
  return svg.replace(
    /<path transform="translate\([^)]*\)" d="([^"]*)"([^>]*)\/>(?:<path transform="translate\([^)]*\)" d="\1"\2\/>)+/g,
    (run, shape: string, look: string) => {
      const name = `s${++shapes}`;
      const places = [...run.matchAll(/translate\(([^,]*),([^)]*)\)/g)];
      const uses = places.map(([, x, y]) => `<use href="#${name}" x="${x}" y="${y}"/>`).join('');
      return `<defs><path id="${name}" d="${shape}"/></defs><g${look}>${uses}</g>`;
    },
  );
}

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
