import { decodeNumber } from '../../results/numbers.ts';
import type { ScoresEvidence } from '../../results/schema.ts';
import { formatCount, formatNumber } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table } from './chart.ts';
import { frame, framed, levelTitle } from './frame.ts';
import { type ArmStyle, armChannels, armStyles } from './initializer-style.ts';
import { labelLayers, labelRoom } from './labels.ts';
import { axisOf, place, scaleOf, vegaScale } from './scale.ts';

interface Point {
  readonly arm: string;
  readonly step: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

interface Curve {
  readonly style: ArmStyle;
  readonly points: readonly Point[];
  readonly last: Point;
}

/** Cost by step under each arm: the median over keys, and the band between its 10 % and 90 % quantiles. */
export function costCurvesChart({ arms, curves, keys }: ScoresEvidence): Chart | null {
  const styles = armStyles(arms);
  const drawn = curves.flatMap((curve): Curve[] => {
    const style = styles.find(({ name }) => name === curve.arm);
    const points = curve.steps.map((step, i) => ({
      arm: curve.arm,
      step,
      low: decodeNumber(curve.low[i] ?? 'NaN'),
      median: decodeNumber(curve.median[i] ?? 'NaN'),
      high: decodeNumber(curve.high[i] ?? 'NaN'),
    }));
    const last = points.findLast(({ median }) => Number.isFinite(median) && median > 0);
    return style && last ? [{ style, points, last }] : [];
  });
  if (drawn.length === 0) return null;
  return {
    title: curvesTitle(drawn),
    description: `Cost by step on a logarithmic axis, for each of ${drawn.map(({ style }) => style.label).join(', ')}: the line is the median over ${formatCount(keys)} keys, the band reaches from the 10 % to the 90 % quantile.`,
    notes: unplaced(drawn),
    specs: { wide: curvesSpec(drawn, 'wide'), narrow: curvesSpec(drawn, 'narrow') },
    table: table(
      ['Arm', '#Step', '#10 %', '#Median', '#90 %'],
      drawn.flatMap(({ style, points }) =>
        points.map(({ step, low, median, high }) => [
          style.label,
          formatCount(step),
          ...[low, median, high].map((cost) => formatNumber(cost as number)),
        ]),
      ),
    ),
  };
}

function curvesTitle(curves: readonly Curve[]): string {
  const ends = curves
    .toSorted((a, b) => a.last.median - b.last.median)
    .map(({ style, last }) => `${style.label} ${formatNumber(last.median)}`);
  const steps = new Set(curves.map(({ last }) => last.step));
  const when = steps.size === 1 ? ` at step ${formatCount([...steps][0] ?? 0)}` : ' at the last step';
  return `Median cost${when}: ${ends.join(', ')}`;
}

function unplaced(curves: readonly Curve[]): string[] {
  return curves.flatMap(({ style, points }) => {
    const steps = points.filter(
      ({ low, median, high }) => ![low, median, high].every((v) => Number.isFinite(v) && v > 0),
    );
    return steps.length > 0
      ? [
          `${style.label}: at ${formatCount(steps.length)} of ${formatCount(points.length)} steps a quantile is not finite or 0 and has no place on a log axis.`,
        ]
      : [];
  });
}

function curvesSpec(curves: readonly Curve[], size: Size): Spec {
  const texts = curves.map(({ style, last }) => `${style.label} ${formatNumber(last.median)}`);
  const room = labelRoom(size, texts);
  const plot = frame(size, size === 'wide' ? 340 : 240, {
    left: 48,
    right: room.right,
    top: 40,
    bottom: 56 + room.below,
  });
  const fits = (value: number) => Number.isFinite(value) && value > 0;
  const points = curves.flatMap((curve) => curve.points);
  const costs = scaleOf(
    'log',
    points.flatMap(({ low, median, high }) => [low, median, high]).filter(fits),
    6,
  );
  const steps = scaleOf(
    'linear',
    points.map(({ step }) => step),
    size === 'wide' ? 6 : 3,
  );
  const extent = {
    ...steps,
    domain: [steps.domain[0], Math.max(...points.map(({ step }) => step))] as const,
  };
  const x = { field: 'step', type: 'quantitative', scale: vegaScale(extent), axis: axisOf(extent, 'step') };
  const y = (field: string) => ({
    field,
    type: 'quantitative',
    scale: vegaScale(costs),
    axis: { ...axisOf(costs, 'cost (log scale)'), ...levelTitle(48), grid: true },
  });
  const { stroke, strokeDash } = armChannels(curves.map(({ style }) => style));
  const labels = curves.map(({ style, last }, index) => ({
    style,
    text: texts[index] ?? '',
    y: plot.height * (1 - place(costs, last.median)),
  }));
  return framed(plot, [
    {
      data: { values: points.filter(({ low, high }) => fits(low) && fits(high)) },
      mark: { type: 'area', opacity: 0.16 },
      encoding: { x, y: y('low'), y2: { field: 'high' }, fill: { ...stroke } },
    },
    {
      data: { values: points.filter(({ median }) => fits(median)) },
      mark: { type: 'line', strokeWidth: 2.2 },
      encoding: { x, y: y('median'), stroke, strokeDash },
    },
    ...labelLayers(plot, labels, 56),
  ]);
}
