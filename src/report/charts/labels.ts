import { type Frame, fontSize, pixel, textWidth } from './frame.ts';
import { type ArmStyle, armChannels } from './initializer-style.ts';

/** A place in a plot, in pixels from its left and top. */
export interface Place {
  readonly x: number;
  readonly y: number;
}

/** A line's name beside its end, or beside its start where the chart speaks of that. */
export interface EndLabel {
  readonly style: ArmStyle;
  readonly text: string;
  /** The line from left to right; its last place is its end. */
  readonly line: readonly Place[];
  readonly at?: 'end' | 'start' | undefined;
}

const gap = fontSize + 3;

/** Room that labels need: at the right of a wide plot, in rows below a narrow one. */
export function labelRoom(size: Frame['size'], texts: readonly string[]): { right: number; below: number } {
  const widest = Math.max(0, ...texts.map(textWidth));
  const beside = size === 'wide' && widest <= 240;
  return beside ? { right: widest + 22, below: 0 } : { right: 26, below: texts.length * (gap + 3) + 6 };
}

/** Layers that name each line where it ends, or in rows under the axis where there is no room. */
export function labelLayers(frame: Frame, labels: readonly EndLabel[], axisHeight: number): unknown[] {
  const { below } = labelRoom(
    frame.size,
    labels.map((label) => label.text),
  );
  return below === 0 ? besideLines(frame, labels) : inRows(frame, labels, axisHeight);
}

interface Named extends Place {
  readonly text: string;
  readonly color: string;
}

/** Right of the plot for lines that reach its edge, at the line's own end or start for all others. */
function besideLines(frame: Frame, labels: readonly EndLabel[]): unknown[] {
  const lines = labels.map(({ line }) => line);
  const reachesEdge = ({ line, at }: EndLabel) => at !== 'start' && line.at(-1)!.x > frame.width - 2;
  const outside = labels.filter(reachesEdge);
  const places = spread(
    outside.map(({ line }) => line.at(-1)!.y),
    frame.height,
  );
  const named = outside.map(
    ({ style, text }, i): Named => ({ x: frame.width + 10, y: places[i]!, text, color: style.color }),
  );
  for (const { style, text, line, at } of labels.filter((label) => !reachesEdge(label))) {
    const { x, y } = at === 'start' ? line[0]! : line.at(-1)!;
    named.push(free({ x: x + 8, y, text, color: style.color }, lines, named, frame.height));
  }
  return [namesLayer(named)];
}

/** The label as near its place as lines and other labels leave it free. */
function free(label: Named, lines: EndLabel['line'][], others: readonly Named[], height: number): Named {
  const offsets = [0, 1, -1, 1.5, -1.5, 2, -2, 3, -3].map((times) => times * gap);
  const isFree = ({ x, y, text }: Named) => {
    const box = { left: x, right: x + textWidth(text), top: y - gap / 2, bottom: y + gap / 2 };
    return (
      box.top >= -gap &&
      box.bottom <= height &&
      !lines.some((line) => crosses(line, box)) &&
      others.every(
        (other) => Math.abs(other.y - y) >= gap || other.x > box.right || other.x + textWidth(other.text) < x,
      )
    );
  };
  return offsets.map((offset) => ({ ...label, y: label.y + offset })).find(isFree) ?? label;
}

interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** Whether a line that goes right passes through a box. */
const crosses = (line: readonly Place[], { left, right, top, bottom }: Box): boolean =>
  line.some((to, index) => {
    const from = line[index - 1] ?? to;
    if (to.x < left || from.x > right) return false;
    const level = (x: number) =>
      to.x === from.x ? to.y : from.y + ((x - from.x) / (to.x - from.x)) * (to.y - from.y);
    const ends =
      to.x === from.x ? [from.y, to.y] : [level(Math.max(left, from.x)), level(Math.min(right, to.x))];
    return Math.min(...ends) < bottom && Math.max(...ends) > top;
  });

function inRows(frame: Frame, labels: readonly EndLabel[], axisHeight: number): unknown[] {
  const left = -frame.padding.left + 4;
  const rows = labels.map(({ style, text }, index) => ({
    arm: style.name,
    left,
    right: left + 30,
    x: left + 38,
    y: frame.height + axisHeight + gap * 0.5 + index * (gap + 3),
    text,
    color: style.color,
  }));
  const { stroke, strokeDash } = armChannels(labels.map(({ style }) => style));
  const swatches = {
    data: { values: rows },
    mark: { type: 'rule', strokeWidth: 2 },
    encoding: { x: pixel('left'), x2: { field: 'right' }, y: pixel('y'), stroke, strokeDash },
  };
  return [swatches, namesLayer(rows)];
}

const namesLayer = (rows: readonly Named[]) => ({
  data: { values: rows },
  mark: { type: 'text', align: 'left', baseline: 'middle', ...halo },
  encoding: {
    x: pixel('x'),
    y: pixel('y'),
    text: { field: 'text', type: 'nominal' },
    fill: { field: 'color', type: 'nominal', scale: null },
  },
});

/** Keeps a text legible on lines and bands: paper around its letters, which the stylesheet paints first. */
export const halo = { stroke: 'var(--paper)', strokeWidth: 4, strokeJoin: 'round' } as const;

/** Moves labels apart, each as little as their order allows, and keeps them within the plot. */
export function spread(ends: readonly number[], height: number): number[] {
  const order = ends.map((_, index) => index).sort((a, b) => (ends[a] ?? 0) - (ends[b] ?? 0) || a - b);
  const placed = [...ends];
  let floor = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    placed[index] = Math.max(placed[index] ?? 0, floor);
    floor = (placed[index] ?? 0) + gap;
  }
  let ceiling = height;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index] ?? 0, ceiling);
    ceiling = (placed[index] ?? 0) - gap;
  }
  return placed;
}
