/** A Vega-Lite spec as plain data. */
export type Spec = Readonly<Record<string, unknown>>;

export interface Table {
  readonly columns: readonly { readonly label: string; readonly numeric: boolean }[];
  readonly rows: readonly (readonly string[])[];
}

/** A chart as a page carries it: what it shows in words, how it is drawn, and its data. */
export interface Chart {
  /** What is to be seen, made from the numbers. */
  readonly title: string;
  /** What is drawn, for someone who does not see it. */
  readonly description: string;
  /** What the picture leaves out: censored runs, values that have no place on the axis. */
  readonly notes: readonly string[];
  /** `narrow` is null where one drawing serves a page and a phone. */
  readonly specs: { readonly wide: Spec; readonly narrow: Spec | null };
  readonly table: Table;
  /** What a pointer is told of the wide drawing's values. The table holds them all without one. */
  readonly tips?: readonly Tip[];
  /** The same on another axis, for a second look. */
  readonly alternative?: { readonly axis: string; readonly chart: Chart };
}

/** What a place in a wide drawing stands for, in words: pixels from the drawing's left and top. */
export type Tip = readonly [x: number, y: number, text: string];

/** Across a page, on a phone, or small enough for both. */
export type Size = 'wide' | 'narrow' | 'compact';

/** Columns: a leading `#` marks numbers, which line up on the right. */
export function table(columns: readonly string[], rows: readonly (readonly string[])[]): Table {
  return {
    columns: columns.map((label) => ({ label: label.replace(/^#/, ''), numeric: label.startsWith('#') })),
    rows,
  };
}

/** How a title names the arm that a number is of: `under He`, `without biases`. */
export const under = (label: string): string => (label.startsWith('without ') ? label : `under ${label}`);
