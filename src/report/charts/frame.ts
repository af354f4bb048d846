import type { Size, Spec, Tip } from './chart.ts';

/** The pixels of a drawing: the plot and the margins around it, chosen here instead of measured by Vega. */
export interface Frame {
  readonly size: Size;
  readonly width: number;
  readonly height: number;
  readonly padding: {
    readonly left: number;
    readonly right: number;
    readonly top: number;
    readonly bottom: number;
  };
}

const totalWidth: Record<Size, number> = { wide: 860, narrow: 340, compact: 420 };

export const fontSize = 13;

/** About as wide as system sans sets it: nothing here can measure text. */
export const textWidth = (text: string): number => Math.ceil([...text].length * fontSize * 0.6);

export function frame(size: Size, height: number, padding: Frame['padding']): Frame {
  return { size, width: totalWidth[size] - padding.left - padding.right, height, padding };
}

/** A text in lines that fit a width. */
export function lines(text: string, width: number): string[] {
  const fitted: string[] = [];
  for (const word of text.split(' ')) {
    const longer = fitted.length > 0 ? `${fitted.at(-1)} ${word}` : word;
    if (fitted.length > 0 && textWidth(longer) <= width) fitted[fitted.length - 1] = longer;
    else fitted.push(word);
  }
  return fitted;
}

/** Room under a plot for its x axis: ticks, labels, and a title that may take several lines. */
export const axisRoom = (title: string, width: number): number =>
  40 + lines(title, width).length * (fontSize + 3);

/** A layered spec in the report's one look; colours are the stylesheet's variables. */
export function framed({ width, height, padding }: Frame, layer: readonly unknown[], rest: Spec = {}): Spec {
  return { width, height, padding, autosize: 'none', background: null, config, layer, ...rest };
}

/** The y axis' title, set level above the axis so that nobody has to tilt the head. */
export const levelTitle = (left: number): Record<string, unknown> => ({
  titleAngle: 0,
  titleAlign: 'left',
  titleBaseline: 'bottom',
  titleX: -left + 2,
  titleY: -10,
});

/** One layer of a drawing with its own rows. */
export const layer = (values: readonly unknown[], mark: Spec, encoding: Spec): Spec => ({
  data: { values },
  mark,
  encoding,
});

/** Channel for a number on an axis. */
export const quantity = (field: string, scale: Spec, axis: Spec | null): Record<string, unknown> => ({
  field,
  type: 'quantitative',
  scale,
  axis,
});

/** Channel for a word that is printed as it stands. */
export const word = (field: string): Record<string, unknown> => ({ field, type: 'nominal' });

/** Channel for a place that was worked out in pixels. */
export const pixel = (field: string): Record<string, unknown> => ({
  field,
  type: 'quantitative',
  scale: null,
});

/** What a pointer is told at a place in the plot, given in pixels. */
export const tipAt = ({ padding }: Frame, x: number, y: number, text: string): Tip => [
  Math.round(padding.left + x),
  Math.round(padding.top + y),
  text,
];

const config = {
  aria: false,
  font: 'sans-serif',
  view: { stroke: null },
  axis: {
    domainColor: 'var(--line)',
    tickColor: 'var(--line)',
    gridColor: 'var(--rule)',
    labelColor: 'var(--muted)',
    titleColor: 'var(--ink)',
    titleFontWeight: 'normal',
    titleFontSize: fontSize,
    labelFontSize: fontSize,
    titlePadding: 8,
    labelOverlap: 'greedy',
    labelFlush: false,
    grid: false,
  },
  // Its grid says what an upright line with ticks would say again.
  axisY: { domain: false, ticks: false, labelPadding: 6 },
  text: { fontSize, fill: 'var(--ink)' },
} as const;
