import { formatCut } from '../../claims/format.ts';
import { decodeNumber } from '../../results/numbers.ts';
import type { ScoresEvidence } from '../../results/schema.ts';
import { counted, formatPercent, formatRange, formatShare } from '../pages/numbers.ts';
import { type Chart, type Spec, table } from './chart.ts';
import { frame, framed, layer, pixel, quantity, textWidth, word } from './frame.ts';

type Interval = Pick<
  ScoresEvidence,
  'mean' | 'interval' | 'bounds' | 'logEvidence' | 'alpha' | 'cut' | 'side' | 'level' | 'keys'
>;

/** The mean score with its interval against the cut, on a scale from 0 to 1. */
export function intervalChart(evidence: Interval): Chart | null {
  if (evidence.keys === 0) return null;
  const { mean, interval, bounds, cut, level, keys } = evidence;
  const range = (ends: readonly [number, number]) => formatRange(ends, cut);
  return {
    title: intervalTitle(evidence),
    description: `The mean score over ${counted(keys, 'key')} is ${formatShare(mean)}, its ${formatPercent(level)} interval ${range(interval)}, the bounds that decide ${range(bounds)}. The cut at ${formatCut(cut)} is a labelled line.`,
    notes: [],
    specs: { wide: intervalSpec(evidence), narrow: null },
    table: table(
      ['#Keys', '#Mean score', `#${formatPercent(level)} interval`, '#Bounds that decide', '#Cut'],
      [[String(keys), formatShare(mean), range(interval), range(bounds), formatCut(cut)]],
    ),
  };
}

function intervalTitle(evidence: Interval): string {
  const { bounds, cut, side } = evidence;
  const range = formatRange(bounds, cut);
  const lies = decidedSide(evidence);
  if (lies === null) return `The bounds ${range} hold the cut of ${formatCut(cut)} between them: not decided`;
  return `All of ${range} lies ${lies} the cut of ${formatCut(cut)}${lies === side ? '' : `; the claim says ${side}`}`;
}

/** The side that the e-values decided for, if they did. */
function decidedSide({ logEvidence, alpha }: Interval): 'above' | 'below' | null {
  const reached = (log: ScoresEvidence['logEvidence']['above']) => decodeNumber(log) >= -Math.log(alpha);
  return reached(logEvidence.above) ? 'above' : reached(logEvidence.below) ? 'below' : null;
}

/** A number and four strokes: one drawing serves a desk and a phone. */
function intervalSpec({ mean, interval, bounds, cut, side }: Interval): Spec {
  const padding = { left: 24, right: 24, top: 30, bottom: 50 };
  const plot = frame('compact', 96, padding);
  const x = (share: number) => share * plot.width;
  const [from, to] = side === 'above' ? [cut, 1] : [0, cut];
  const wanted = `the claim says ${side} the cut`;
  const tinted = (field: string) =>
    quantity(field, { domain: [0, 1], nice: false }, { ...quarters, title: 'mean score' });
  const bar = ([low, high]: readonly [number, number], thick: number) => ({
    ...{ left: x(low), right: x(high), top: 52, bottom: 52 },
    thick,
  });
  const whisker = (share: number) => ({
    ...{ left: x(share), right: x(share), top: 45, bottom: 59 },
    thick: 1.25,
  });
  const text = (at: number, y: number, words: string, ink = 'var(--ink)') => [
    { left: x(at), top: y, words, ink },
  ];
  const place = { x: pixel('left'), y: pixel('top') };
  const line = { ...place, x2: { field: 'right' }, y2: { field: 'bottom' } };
  return framed(plot, [
    layer(
      [{ from, to, top: 0, bottom: 96 }],
      { type: 'rect', fill: 'var(--tint)' },
      { x: tinted('from'), x2: { field: 'to' }, y: pixel('top'), y2: { field: 'bottom' } },
    ),
    layer(
      [{ left: x(cut), right: x(cut), top: -6, bottom: 96 }],
      { type: 'rule', stroke: 'var(--ink)', strokeDash: [3, 3] },
      line,
    ),
    layer(
      [bar(bounds, 1.25), bar(interval, 5), ...bounds.map(whisker)],
      { type: 'rule', stroke: 'var(--accent)' },
      { ...line, strokeWidth: pixel('thick') },
    ),
    layer(
      [{ left: x(mean), top: 52 }],
      { type: 'point', filled: true, opacity: 1, color: 'var(--accent)', size: 90 },
      place,
    ),
    layer(
      [
        ...text(mean, 30, formatShare(mean)),
        ...text(cut, -16, `cut ${formatCut(cut)}`),
        ...(x(to - from) > textWidth(wanted) ? text((from + to) / 2, 84, wanted, 'var(--muted)') : []),
      ],
      { type: 'text', baseline: 'middle' },
      { ...place, text: word('words'), fill: { ...word('ink'), scale: null } },
    ),
  ]);
}

const quarters = {
  values: [0, 0.25, 0.5, 0.75, 1],
  labelExpr: '{"0":"0","0.25":"¼","0.5":"½","0.75":"¾","1":"1"}[toString(datum.value)]',
};
