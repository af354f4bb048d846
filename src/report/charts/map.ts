import { formatCut } from '../../claims/format.ts';
import type { MapEvidence } from '../../results/schema.ts';
import { cellsWith } from '../pages/map-numbers.ts';
import { counted, formatCount, formatNumber, formatShare } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, type Tip, table } from './chart.ts';
import { type Frame, fontSize, frame, framed, layer, pixel, textWidth, tipAt, word } from './frame.ts';

type MapCell = MapEvidence['cells'][number];

/** What a cell says to the map's question. */
const answers = {
  holds: { word: 'yes', sign: '✓' },
  refuted: { word: 'no', sign: '✕' },
  undecided: { word: 'open', sign: '' },
} as const;

/** The cells of a map as a heat map of their mean scores; what is not decided is hatched. */
export function mapChart(evidence: MapEvidence): Chart | null {
  const { cells, x, y, cut } = evidence;
  if (cells.length === 0) return null;
  const due = cells.some((cell) => cell.due !== null);
  return {
    title: mapTitle(evidence),
    description: `A grid of ${formatCount(x.values.length)} × ${formatCount(y.values.length)} cells: ${x.label} from left to right, ${y.label} from the bottom up. Colour and number of a cell are its mean score, 1 where ${evidence.score}; a sign says on which side of ${formatCut(cut)} it lies. Cells that are not decided are hatched, a line runs where the mean crosses the cut: heavy between decided cells, else thin and dashed.`,
    notes: [],
    specs: { wide: mapSpec(evidence, 'wide'), narrow: mapSpec(evidence, 'narrow') },
    tips: tipsOf(evidence),
    table: table(
      [
        `#${x.label}`,
        `#${y.label}`,
        'Answer',
        '#Mean score',
        '#Bounds that decide',
        '#Keys',
        ...(due ? ['#By formula'] : []),
      ],
      cells.map((cell) => [
        formatNumber(cell.x),
        formatNumber(cell.y),
        answers[cell.verdict].word,
        formatShare(cell.mean),
        cell.bounds.map(formatShare).join(' to '),
        formatCount(cell.keys),
        ...(due ? [cell.due === null ? '' : formatShare(cell.due)] : []),
      ]),
    ),
  };
}

function mapTitle(evidence: MapEvidence): string {
  const open = cellsWith(evidence, 'undecided');
  return `Yes in ${formatCount(cellsWith(evidence, 'holds'))} of ${counted(evidence.cells.length, 'cell')}, no in ${formatCount(cellsWith(evidence, 'refuted'))}${open === 0 ? '' : `, open in ${formatCount(open)}`}`;
}

/** A cell's place in pixels; the first value of y is the lowest row. */
interface Box {
  readonly cell: MapCell;
  readonly column: number;
  readonly row: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
  readonly ink: string;
}

const rowHeight = 44;

function mapSpec(evidence: MapEvidence, size: Size): Spec {
  const { plot, boxes } = layout(evidence, size);
  return framed(plot, [
    layer(
      boxes.map(({ cell, ...box }) => ({ ...box, mean: cell.mean })),
      { type: 'rect' },
      { ...sides, color: heat },
    ),
    ...hatchLayers(boxes),
    ...turnLayers(evidence, boxes),
    ...textLayers(boxes),
    ...axisLayers(evidence, plot),
    ...scaleLayers(plot),
  ]);
}

function layout(evidence: MapEvidence, size: Size): { plot: Frame; boxes: Box[] } {
  const { x, y } = evidence;
  const left = 14 + Math.max(...y.values.map((value) => textWidth(formatNumber(value))));
  // Cells need not be wider than twice their height.
  const spare = size === 'wide' ? Math.max(0, 860 - left - 24 - x.values.length * 2 * rowHeight) : 0;
  const padding = { left, right: 24 + spare, top: 30, bottom: 100 };
  const plot = frame(size, y.values.length * rowHeight, padding);
  return { plot, boxes: boxesOf(evidence, plot) };
}

function tipsOf(evidence: MapEvidence): Tip[] {
  const { plot, boxes } = layout(evidence, 'wide');
  return boxes.map(({ cell, left, right, top, bottom }) =>
    tipAt(
      plot,
      (left + right) / 2,
      (top + bottom) / 2,
      `${evidence.x.label} ${formatNumber(cell.x)}, ${evidence.y.label} ${formatNumber(cell.y)}: ${answers[cell.verdict].word}, mean ${formatShare(cell.mean)} (${cell.bounds.map(formatShare).join(' to ')}) over ${counted(cell.keys, 'key')}`,
    ),
  );
}

const sides = { x: pixel('left'), x2: { field: 'right' }, y: pixel('top'), y2: { field: 'bottom' } };

/** Even to the eye from dark to light, for the colour-blind and in grey, too. */
const heat = {
  field: 'mean',
  type: 'quantitative',
  scale: { scheme: 'cividis', domain: [0, 1] },
  legend: null,
};

/** What can be read on the colour of a mean, in light and dark alike. */
const inkOn = (mean: number): string => (mean < 0.5 ? '#ffffff' : '#000000');

function boxesOf({ cells, x, y }: MapEvidence, { width, height }: Frame): Box[] {
  const columns = x.values.length;
  const side = width / columns;
  return cells.map((cell, i) => {
    const [column, row] = [i % columns, Math.floor(i / columns)];
    const bottom = height * (1 - row / y.values.length);
    return {
      cell,
      column,
      row,
      left: column * side,
      right: (column + 1) * side,
      top: bottom - rowHeight,
      bottom,
      ink: inkOn(cell.mean),
    };
  });
}

/** Pixels between the lines of the hatching. */
const stride = 12;

/** Slanting lines through what is not decided, each cut off at the sides of its cell and around the number in it. */
function hatchLayers(boxes: readonly Box[]): Spec[] {
  const lines = boxes
    .filter(({ cell }) => cell.verdict === 'undecided')
    .flatMap(({ cell, left, right, top, bottom, ink }) => {
      const [width, height] = [right - left, bottom - top];
      const count = Math.floor((width + height) / stride);
      const half = textWidth(meanText(cell)) / 2 + 1;
      const gap = {
        left: width / 2 - half,
        right: width / 2 + half,
        top: height / 2 - 9,
        bottom: height / 2 + 9,
      };
      return Array.from({ length: count }, (_, i) => (i + 0.5) * stride).flatMap((at) =>
        piecesOf(at, { width, height }, gap).map(([from, to]) => ({
          ...{ left: left + at - from, right: left + at - to, top: top + from, bottom: top + to },
          ink,
        })),
      );
    });
  return [
    layer(lines, { type: 'rule', strokeWidth: 1, opacity: 0.55 }, { ...sides, stroke: coloured('ink') }),
  ];
}

/**
 * The line on which left and top add up to `at`, as stretches from top to bottom: within a cell, without a gap in it.
 */
function piecesOf(
  at: number,
  { width, height }: { readonly width: number; readonly height: number },
  gap: Readonly<Record<'left' | 'right' | 'top' | 'bottom', number>>,
): [number, number][] {
  const [from, to] = [Math.max(0, at - width), Math.min(height, at)];
  const [first, last] = [Math.max(gap.top, at - gap.right), Math.min(gap.bottom, at - gap.left)];
  const pieces: [number, number][] =
    first >= last
      ? [[from, to]]
      : [
          [from, first],
          [last, to],
        ];
  return pieces.filter(([start, end]) => end > start);
}

const meanText = ({ keys, mean }: MapCell): string => (keys === 0 ? '' : formatShare(mean));

const coloured = (field: string) => ({ field, type: 'nominal', scale: null });

/** Between neighbours whose means lie on different sides of the cut: heavy where both are decided, else thin and dashed. */
function turnLayers({ cut }: MapEvidence, boxes: readonly Box[]): Spec[] {
  const at = (column: number, row: number) => boxes.find((box) => box.column === column && box.row === row);
  const turns = ({ cell }: Box, other: Box | undefined): other is Box =>
    other !== undefined && cell.mean > cut !== other.cell.mean > cut;
  const lines = boxes.flatMap((box) => {
    const { column, row, left, right, top, bottom } = box;
    const [beside, above] = [at(column + 1, row), at(column, row + 1)];
    const decided = (other: Box) => [box, other].every(({ cell }) => cell.verdict !== 'undecided');
    return [
      ...(turns(box, beside) ? [{ left: right, right, top, bottom, sure: decided(beside) }] : []),
      ...(turns(box, above) ? [{ left, right, top, bottom: top, sure: decided(above) }] : []),
    ];
  });
  const line = (sure: boolean, mark: Spec) => {
    const own = lines.filter((each) => each.sure === sure);
    return own.length === 0 ? [] : [layer(own, { type: 'rule', ...mark }, sides)];
  };
  return [
    ...line(false, { stroke: 'var(--paper)', strokeWidth: 3 }),
    ...line(false, { stroke: 'var(--ink)', strokeWidth: 1.5, strokeDash: [4, 3] }),
    ...line(true, { stroke: 'var(--paper)', strokeWidth: 6, strokeCap: 'square' }),
    ...line(true, { stroke: 'var(--ink)', strokeWidth: 3, strokeCap: 'square' }),
  ];
}

function textLayers(boxes: readonly Box[]): Spec[] {
  const rows = boxes.map(({ cell, left, right, top, ink }) => ({
    x: (left + right) / 2,
    sign: answers[cell.verdict].sign,
    signY: top + rowHeight / 3,
    mean: meanText(cell),
    meanY: top + (cell.verdict === 'undecided' ? rowHeight / 2 : rowHeight * 0.7),
    ink,
  }));
  const text = (field: string, y: string, weight: string) =>
    layer(
      rows.filter((row) => row[field as keyof typeof row] !== ''),
      { type: 'text', baseline: 'middle', fontWeight: weight },
      { x: pixel('x'), y: pixel(y), text: word(field), fill: coloured('ink') },
    );
  return [text('sign', 'signY', 'bold'), text('mean', 'meanY', 'normal')];
}

/** The axes' values stand at the middle of their row or column: places, not distances. */
function axisLayers({ x, y }: MapEvidence, { width, height, padding }: Frame): Spec[] {
  const text = (rows: readonly { x: number; y: number; text: string }[], align: string, fill: string) =>
    layer(
      rows,
      { type: 'text', align, baseline: 'middle', fill },
      { x: pixel('x'), y: pixel('y'), text: word('text') },
    );
  const middle = (index: number, of: number, length: number) => ((index + 0.5) * length) / of;
  return [
    text(
      x.values.map((value, i) => ({
        x: middle(i, x.values.length, width),
        y: height + 14,
        text: formatNumber(value),
      })),
      'center',
      'var(--muted)',
    ),
    text(
      y.values.map((value, i) => ({
        x: -8,
        y: height - middle(i, y.values.length, height),
        text: formatNumber(value),
      })),
      'right',
      'var(--muted)',
    ),
    text([{ x: width / 2, y: height + 34, text: x.label }], 'center', 'var(--ink)'),
    text([{ x: 2 - padding.left, y: -14, text: y.label }], 'left', 'var(--ink)'),
  ];
}

/** What the colours mean: a strip from 0 to 1 below the axis. */
function scaleLayers({ height }: Frame): Spec[] {
  const steps = 20;
  const [from, length] = [86, 160];
  const at = (share: number) => from + share * length;
  const top = height + 58;
  const strip = Array.from({ length: steps }, (_, i) => ({
    left: at(i / steps),
    right: at((i + 1) / steps),
    top,
    bottom: top + 10,
    mean: (i + 0.5) / steps,
  }));
  const labels = [
    { x: 0, y: top + 5, text: 'mean score', align: 'left' },
    { x: at(0), y: top + 12 + fontSize, text: '0', align: 'center' },
    { x: at(0.5), y: top + 12 + fontSize, text: '½', align: 'center' },
    { x: at(1), y: top + 12 + fontSize, text: '1', align: 'center' },
  ];
  const text = (align: string) =>
    layer(
      labels.filter((label) => label.align === align),
      { type: 'text', align, baseline: 'middle', fill: 'var(--muted)' },
      { x: pixel('x'), y: pixel('y'), text: word('text') },
    );
  return [layer(strip, { type: 'rect' }, { ...sides, color: heat }), text('left'), text('center')];
}
