import { inTags } from './in-tags.ts';

/** Vega's SVG without what a page has no need of, or must not hold. */
export const tidied = (svg: string): string => shareSymbols(joinShapes(numberClips(withoutNeedless(svg))));

/** Without style attributes (the content-security policy blocks them), Vega's roles, what is so anyway, needless digits. */
function withoutNeedless(svg: string): string {
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
