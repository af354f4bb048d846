import type { Size } from './chart.ts';
import { axisRoom, type Frame, fontSize, frame, pixel, textWidth } from './frame.ts';
import { halo } from './labels.ts';

/** One strip of a chart that sets its rows one above the other: a name, dots on an axis, and a word at the end. */
export interface Strip {
  readonly label: string;
  readonly ending: string;
}

export interface StripFrame extends Frame {
  /** Middle of strip i, in pixels from the top. */
  readonly middle: (index: number) => number;
  readonly half: number;
  /** How far above its middle a strip is named on a phone. */
  readonly nameAbove: number;
}

/** Names stand left of a wide plot, and above each strip of a narrow one. */
export function stripFrame(
  size: Size,
  strips: readonly Strip[],
  axisTitle: string,
  rowHeights: Readonly<Record<'beside' | 'above', number>> = { beside: 48, above: 70 },
): StripFrame {
  const widest = Math.max(0, ...strips.map((strip) => textWidth(strip.label)));
  const ending = Math.max(0, ...strips.map((strip) => textWidth(strip.ending)));
  const beside = size === 'wide';
  const rowHeight = rowHeights[beside ? 'beside' : 'above'];
  // A short name of wide letters is wider than textWidth says.
  const left = beside ? Math.min(widest + 22, 304) : 14;
  const right = beside ? ending + 26 : 18;
  const padding = { left, right, top: 26, bottom: axisRoom(axisTitle, size === 'wide' ? 500 : 300) };
  return {
    ...frame(size, strips.length * rowHeight, padding),
    middle: (index) => index * rowHeight + (beside ? rowHeight / 2 : rowHeight - 22),
    half: 13,
    nameAbove: rowHeight - 40,
  };
}

/** The names, the endings and a thin line under each strip. */
export function stripLayers(frame: StripFrame, strips: readonly Strip[]): unknown[] {
  const beside = frame.size === 'wide';
  const ending = Math.max(0, ...strips.map((strip) => textWidth(strip.ending)));
  // Vega cannot measure text either, and takes .8 of the font size a letter: textWidth's .6 leaves room, about half is set.
  const room = beside ? 290 * (0.8 / 0.6) : (frame.width - 0.85 * ending - 8) * (0.8 / 0.52);
  const rows = strips.map((strip, index) => ({
    ...strip,
    room,
    middle: frame.middle(index),
    labelX: beside ? -18 : 0,
    labelY: frame.middle(index) - (beside ? 0 : frame.nameAbove),
    endX: frame.width + (beside ? 14 : 0),
    zero: 0,
    width: frame.width,
  }));
  const data = { values: rows };
  const label = (text: string, x: string, y: string, align: string, limit: string) => ({
    data,
    mark: { type: 'text', align, baseline: 'middle', limit: { expr: `datum.${limit}` }, ...halo },
    encoding: { x: pixel(x), y: pixel(y), text: { field: text, type: 'nominal' } },
  });
  return [
    {
      data,
      mark: { type: 'rule', stroke: 'var(--rule)' },
      encoding: { x: pixel('zero'), x2: { field: 'width' }, y: pixel('middle') },
    },
    label('label', 'labelX', 'labelY', beside ? 'right' : 'left', 'room'),
    label('ending', 'endX', beside ? 'middle' : 'labelY', beside ? 'left' : 'right', 'zero'),
  ];
}

/** A labelled line across all strips: drawn before their names, which stand on it. */
export function cutLayers(frame: StripFrame, x: number, text: string): unknown[] {
  const toTheLeft = x > frame.width - textWidth(text) / 2;
  const toTheRight = x < textWidth(text) / 2;
  const row = { x, text, top: -3, bottom: frame.height, labelY: -8 - fontSize / 2 };
  const data = { values: [row] };
  return [
    {
      data,
      mark: { type: 'rule', stroke: 'var(--ink)', strokeDash: [3, 3] },
      encoding: { x: pixel('x'), y: pixel('top'), y2: { field: 'bottom' } },
    },
    {
      data,
      mark: { type: 'text', align: toTheLeft ? 'right' : toTheRight ? 'left' : 'center', baseline: 'middle' },
      encoding: { x: pixel('x'), y: pixel('labelY'), text: { field: 'text', type: 'nominal' } },
    },
  ];
}

/** Spreads equal values over a strip's height; multiples of √2 keep neighbours apart without chance. */
export const jitter = (index: number, half: number): number =>
  (((index * Math.SQRT2) % 1) - 0.5) * 2 * half * 0.8;
