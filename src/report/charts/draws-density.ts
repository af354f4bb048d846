import type { PortraitRecord } from '../../results/schema.ts';
import { formatCount, formatNumber } from '../pages/numbers.ts';
import { type Chart, type Spec, table } from './chart.ts';
import { frame, framed, layer, levelTitle, quantity, tipAt } from './frame.ts';
import { initializerFamily, initializerStyles } from './initializer-style.ts';
import { axisOf, place, type Scale, scaleOf, vegaScale } from './scale.ts';

/** How many weights fell where, as bars, and how many the law gives there, as a line. Null where nothing is drawn by chance. */
export function drawsChart({ id, layer }: PortraitRecord): Chart | null {
  const bins = layer.bins.flatMap(({ expected, ...bin }) =>
    expected === null ? [] : [{ ...bin, expected }],
  );
  if (bins.length === 0) return null;
  const count = bins.reduce((sum, bin) => sum + bin.count, 0);
  const drawn = layout(bins);
  return {
    title: `${formatCount(count)} weights drawn: their variance is ${formatNumber(layer.variance)}, the law’s ${formatNumber(layer.law.variance)}`,
    description: `Bars: how many of ${formatCount(count)} weights fell into each of ${bins.length} equal stretches. The line: how many the law gives there.`,
    notes: [],
    specs: { wide: spec(id, bins, drawn), narrow: null },
    tips: bins.map(({ low, high, count, expected }) =>
      tipAt(
        drawn.plot,
        place(drawn.weights, (low + high) / 2) * drawn.plot.width,
        (1 - place(drawn.counts, count)) * drawn.plot.height,
        `${formatNumber(low, 2)} to ${formatNumber(high, 2)}: ${formatCount(count)} drawn, ${formatCount(Math.round(expected))} by the law`,
      ),
    ),
    table: table(
      ['#From', '#To', '#Drawn', '#By the law'],
      bins.map(({ low, high, count, expected }) => [
        formatNumber(low),
        formatNumber(high),
        formatCount(count),
        formatNumber(expected),
      ]),
    ),
  };
}

interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  readonly expected: number;
}

function layout(bins: readonly Bin[]) {
  const plot = frame('compact', 220, { left: 52, right: 26, top: 40, bottom: 56 });
  const ends = [bins[0]!.low, bins.at(-1)!.high] as const;
  const rough = scaleOf('linear', ends, 6);
  const weights: Scale = {
    ...rough,
    domain: ends,
    ticks: rough.ticks.filter((t) => t >= ends[0] && t <= ends[1]),
  };
  const counts = scaleOf('linear', [0, ...bins.flatMap(({ count, expected }) => [count, expected])], 4);
  return { plot, weights, counts };
}

function spec(id: string, bins: readonly Bin[], { plot, weights, counts }: ReturnType<typeof layout>): Spec {
  const { color } = initializerStyles[initializerFamily(id)];
  const x = (field: string) => quantity(field, vegaScale(weights), axisOf(weights, 'weight'));
  const countAxis = {
    ...axisOf(counts, 'weights: drawn (bars) and by the law (line)'),
    ...levelTitle(52),
    grid: true,
  };
  const y = (field: string) => quantity(field, vegaScale(counts), countAxis);
  const bars = bins.map(({ low, high, count }) => ({ low, high, count, none: 0 }));
  const line = bins.map(({ low, high, expected }) => ({ middle: (low + high) / 2, expected }));
  return framed(plot, [
    layer(
      bars,
      { type: 'rect', fill: color, opacity: 0.4 },
      { x: x('low'), x2: { field: 'high' }, y: y('none'), y2: { field: 'count' } },
    ),
    layer(line, { type: 'line', stroke: 'var(--ink)', strokeWidth: 2 }, { x: x('middle'), y: y('expected') }),
  ]);
}
