import { type Frame, fontSize, pixel, textWidth } from './frame.ts';
import { type ArmStyle, armChannels } from './initializer-style.ts';

/** A line's name beside its end. */
export interface EndLabel {
  readonly style: ArmStyle;
  readonly text: string;
  /** Where the line ends, in pixels from the top. */
  readonly y: number;
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
  return below === 0 ? besideEnds(frame, labels) : inRows(frame, labels, axisHeight);
}

function besideEnds(frame: Frame, labels: readonly EndLabel[]): unknown[] {
  const places = spread(
    labels.map((label) => label.y),
    frame.height,
  );
  return [
    named(
      labels.map(({ style, text }, i) => ({
        x: frame.width + 10,
        y: places[i] ?? 0,
        text,
        color: style.color,
      })),
    ),
  ];
}

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
  return [swatches, named(rows)];
}

const named = (rows: readonly { x: number; y: number; text: string; color: string }[]) => ({
  data: { values: rows },
  mark: { type: 'text', align: 'left', baseline: 'middle' },
  encoding: {
    x: pixel('x'),
    y: pixel('y'),
    text: { field: 'text', type: 'nominal' },
    fill: { field: 'color', type: 'nominal', scale: null },
  },
});

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
