import type { ScoresEvidence } from '../../results/schema.ts';
import { counted, formatPercent, formatShare } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table } from './chart.ts';
import { frame, framed, pixel, textWidth } from './frame.ts';

type Interval = Pick<ScoresEvidence, 'mean' | 'interval' | 'cut' | 'side' | 'level' | 'keys' | 'score'>;

/** The mean score with its interval against the cut, on a scale from 0 to 1. */
export function intervalChart(evidence: Interval): Chart | null {
  if (evidence.keys === 0) return null;
  const { mean, interval, cut, level, keys } = evidence;
  const range = `${formatShare(interval[0])} to ${formatShare(interval[1])}`;
  return {
    title: intervalTitle(evidence),
    description: `The mean score over ${counted(keys, 'key')} is ${formatShare(mean)}, its ${formatPercent(level)} interval ${range}. The cut at ${formatShare(cut)} is a labelled line.`,
    notes: [],
    specs: { wide: intervalSpec(evidence, 'wide'), narrow: intervalSpec(evidence, 'narrow') },
    table: table(
      ['#Keys', '#Mean score', '#Interval from', '#to', '#Cut'],
      [
        [String(keys), mean, interval[0], interval[1], cut].map((v) =>
          typeof v === 'number' ? formatShare(v) : v,
        ),
      ],
    ),
  };
}

/** The same, small enough for a row of the board. */
export function intervalSparkline(evidence: Interval): Chart | null {
  const full = intervalChart(evidence);
  return full && { ...full, specs: { wide: sparklineSpec(evidence), narrow: null } };
}

function intervalTitle({ interval: [low, high], cut, side }: Interval): string {
  const range = `${formatShare(low)} to ${formatShare(high)}`;
  const lies = low > cut ? 'above' : high < cut ? 'below' : null;
  if (lies !== null) {
    return `All of ${range} lies ${lies} the cut of ${formatShare(cut)}${lies === side ? '' : `; the claim says ${side}`}`;
  }
  return `The interval ${range} covers the cut of ${formatShare(cut)}: not decided`;
}

function intervalSpec({ mean, interval, cut, side, score }: Interval, size: Size): Spec {
  const plot = frame(size, 96, { left: 24, right: 24, top: 30, bottom: 50 });
  const wantedText = `the claim says ${side} the cut`;
  const wanted = side === 'above' ? { from: cut, to: 1 } : { from: 0, to: cut };
  const row = {
    ...wanted,
    low: interval[0],
    high: interval[1],
    mean,
    cut,
    y: 52,
    top: -6,
    bottom: 96,
    zero: 0,
  };
  const data = {
    values: [
      {
        ...row,
        label: formatShare(mean),
        labelY: 30,
        cutLabel: `cut ${formatShare(cut)}`,
        cutY: -16,
        wantedY: 84,
        mid: (wanted.from + wanted.to) / 2,
        wanted: wantedText,
      },
    ],
  };
  const title = size === 'wide' && score.length < 100 ? `mean score (1: ${score})` : 'mean score';
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    scale: { domain: [0, 1], nice: false },
    axis: {
      title,
      values: [0, 0.25, 0.5, 0.75, 1],
      labelExpr: '{"0":"0","0.25":"¼","0.5":"½","0.75":"¾","1":"1"}[toString(datum.value)]',
    },
  });
  const text = (field: string, y: string, at: string, fill: string) => ({
    data,
    mark: { type: 'text', baseline: 'middle', fill },
    encoding: { x: x(at), y: pixel(y), text: { field, type: 'nominal' } },
  });
  return framed(plot, [
    {
      data,
      mark: { type: 'rect', fill: 'var(--tint)' },
      encoding: { x: x('from'), x2: { field: 'to' }, y: pixel('zero'), y2: { field: 'bottom' } },
    },
    {
      data,
      mark: { type: 'rule', stroke: 'var(--ink)', strokeDash: [3, 3] },
      encoding: { x: x('cut'), y: pixel('top'), y2: { field: 'bottom' } },
    },
    ...intervalLayers(data, x, 'y', { rule: 2.5, dot: 90, whisker: 14 }),
    text('label', 'labelY', 'mean', 'var(--ink)'),
    text('cutLabel', 'cutY', 'cut', 'var(--ink)'),
    ...((wanted.to - wanted.from) * plot.width > textWidth(wantedText)
      ? [text('wanted', 'wantedY', 'mid', 'var(--muted)')]
      : []),
  ]);
}

function sparklineSpec({ mean, interval, cut }: Interval): Spec {
  const plot = {
    size: 'narrow',
    width: 148,
    height: 18,
    padding: { left: 6, right: 6, top: 0, bottom: 0 },
  } as const;
  const data = {
    values: [{ low: interval[0], high: interval[1], mean, cut, y: 9, zero: 0, one: 1, bottom: 18 }],
  };
  const x = (field: string) => ({
    field,
    type: 'quantitative',
    axis: null,
    scale: { domain: [0, 1], nice: false },
  });
  return framed(plot, [
    {
      data,
      mark: { type: 'rule', stroke: 'var(--rule)' },
      encoding: { x: x('zero'), x2: { field: 'one' }, y: pixel('y') },
    },
    {
      data,
      mark: { type: 'rule', stroke: 'var(--ink)', strokeDash: [2, 2] },
      encoding: { x: x('cut'), y: pixel('zero'), y2: { field: 'bottom' } },
    },
    ...intervalLayers(data, x, 'y', { rule: 2, dot: 34, whisker: 7 }),
  ]);
}

function intervalLayers(
  data: unknown,
  x: (field: string) => unknown,
  y: string,
  { rule, dot, whisker }: { rule: number; dot: number; whisker: number },
): unknown[] {
  const end = (field: string) => ({
    data,
    mark: { type: 'tick', thickness: rule, size: whisker, color: 'var(--accent)', orient: 'vertical' },
    encoding: { x: x(field), y: pixel(y) },
  });
  return [
    {
      data,
      mark: { type: 'rule', stroke: 'var(--accent)', strokeWidth: rule },
      encoding: { x: x('low'), x2: { field: 'high' }, y: pixel(y) },
    },
    end('low'),
    end('high'),
    {
      data,
      mark: { type: 'point', filled: true, opacity: 1, color: 'var(--accent)', size: dot },
      encoding: { x: x('mean'), y: pixel(y) },
    },
  ];
}
