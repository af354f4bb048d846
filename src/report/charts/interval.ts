import { decodeNumber } from '../../results/numbers.ts';
import type { ScoresEvidence } from '../../results/schema.ts';
import { counted, formatBound, formatPercent, formatShare } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table } from './chart.ts';
import { frame, framed, layer, pixel, quantity, textWidth, word } from './frame.ts';

type Interval = Pick<
  ScoresEvidence,
  'mean' | 'interval' | 'bounds' | 'logEvidence' | 'alpha' | 'cut' | 'side' | 'level' | 'keys' | 'score'
>;

/** The mean score with its interval against the cut, on a scale from 0 to 1. */
export function intervalChart(evidence: Interval): Chart | null {
  if (evidence.keys === 0) return null;
  const { mean, interval, bounds, cut, level, keys } = evidence;
  const range = (ends: readonly [number, number]) => rangeBeside(ends, cut);
  return {
    title: intervalTitle(evidence),
    description: `The mean score over ${counted(keys, 'key')} is ${formatShare(mean)}, its ${formatPercent(level)} interval ${range(interval)}, the bounds that decide ${range(bounds)}. The cut at ${formatShare(cut)} is a labelled line.`,
    notes: [],
    specs: { wide: intervalSpec(evidence, 'wide'), narrow: intervalSpec(evidence, 'narrow') },
    table: table(
      ['#Keys', '#Mean score', `#${formatPercent(level)} interval`, '#Bounds that decide', '#Cut'],
      [[String(keys), formatShare(mean), range(interval), range(bounds), formatShare(cut)]],
    ),
  };
}

const rangeBeside = (ends: readonly [number, number], cut: number): string =>
  ends.map((end) => formatBound(end, cut)).join(' to ');

function intervalTitle(evidence: Interval): string {
  const { bounds, cut, side } = evidence;
  const range = rangeBeside(bounds, cut);
  const lies = decidedSide(evidence);
  if (lies === null)
    return `The bounds ${range} hold the cut of ${formatShare(cut)} between them: not decided`;
  return `All of ${range} lies ${lies} the cut of ${formatShare(cut)}${lies === side ? '' : `; the claim says ${side}`}`;
}

/** The side that the e-values decided for, if they did. */
function decidedSide({ logEvidence, alpha }: Interval): 'above' | 'below' | null {
  const reached = (log: ScoresEvidence['logEvidence']['above']) => decodeNumber(log) >= -Math.log(alpha);
  return reached(logEvidence.above) ? 'above' : reached(logEvidence.below) ? 'below' : null;
}

function intervalSpec(evidence: Interval, size: Size): Spec {
  const { mean, cut, side, score } = evidence;
  const plot = frame(size, 96, { left: 24, right: 24, top: 30, bottom: 50 });
  const [from, to] = side === 'above' ? [cut, 1] : [0, cut];
  const title = size === 'wide' && score.length < 100 ? `mean score (1: ${score})` : 'mean score';
  const x = (field: string) => quantity(field, shares, { ...quarters, title });
  const text = (at: number, y: number, words: string, fill: string) =>
    layer(
      [{ at, y, words }],
      { type: 'text', baseline: 'middle', fill },
      { x: x('at'), y: pixel('y'), text: word('words') },
    );
  const wanted = `the claim says ${side} the cut`;
  const across = { x: x('from'), x2: { field: 'to' }, y: pixel('top'), y2: { field: 'bottom' } };
  return framed(plot, [
    layer([{ from, to, top: 0, bottom: 96 }], { type: 'rect', fill: 'var(--tint)' }, across),
    cutLayer(cut, -6, 96, x),
    ...intervalLayers(evidence, 52, x),
    text(mean, 30, formatShare(mean), 'var(--ink)'),
    text(cut, -16, `cut ${formatShare(cut)}`, 'var(--ink)'),
    ...((to - from) * plot.width > textWidth(wanted)
      ? [text((from + to) / 2, 84, wanted, 'var(--muted)')]
      : []),
  ]);
}

const shares = { domain: [0, 1], nice: false };

const quarters = {
  values: [0, 0.25, 0.5, 0.75, 1],
  labelExpr: '{"0":"0","0.25":"¼","0.5":"½","0.75":"¾","1":"1"}[toString(datum.value)]',
};

type Channel = (field: string) => Record<string, unknown>;

const cutLayer = (cut: number, top: number, bottom: number, x: Channel): Spec =>
  layer(
    [{ cut, top, bottom }],
    { type: 'rule', stroke: 'var(--ink)', strokeDash: [3, 3] },
    { x: x('cut'), y: pixel('top'), y2: { field: 'bottom' } },
  );

function intervalLayers({ mean, interval, bounds }: Interval, y: number, x: Channel): Spec[] {
  const color = 'var(--accent)';
  const end = { type: 'tick', thickness: 1.25, size: 14, color, orient: 'vertical' };
  const range = { x: x('low'), x2: { field: 'high' }, y: pixel('y') };
  const at = { x: x('at'), y: pixel('y') };
  const bar = ([low, high]: readonly [number, number], strokeWidth: number) =>
    layer([{ low, high, y }], { type: 'rule', stroke: color, strokeWidth }, range);
  return [
    bar(bounds, 1.25),
    bar(interval, 5),
    layer(
      bounds.map((share) => ({ at: share, y })),
      end,
      at,
    ),
    layer([{ at: mean, y }], { type: 'point', filled: true, opacity: 1, color, size: 90 }, at),
  ];
}
