import { decodeNumber } from '../../results/numbers.ts';
import type { ScoresEvidence } from '../../results/schema.ts';
import { formatCount, formatNumber } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table } from './chart.ts';
import { type CostPlot, costPlot, fits } from './cost-plot.ts';
import { framed, layer } from './frame.ts';
import { type ArmStyle, armChannels, armStyles } from './initializer-style.ts';
import type { Scale } from './scale.ts';

interface Point {
  readonly arm: string;
  readonly step: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

interface Curve {
  readonly style: ArmStyle;
  readonly stopsAt: number | null;
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
    const last = points.findLast(({ median }) => fits(median));
    return style && last ? [{ style, stopsAt: curve.stopsAt, points, last }] : [];
  });
  if (drawn.length === 0) return null;
  const logarithmic = curvesChart(drawn, keys, 'log');
  return {
    ...logarithmic,
    alternative: { axis: 'linear', chart: curvesChart(drawn, keys, 'linear') },
  };
}

function curvesChart(drawn: readonly Curve[], keys: number, type: Scale['type']): Chart {
  // Another axis is a second look: one small drawing of it will do.
  const wide = curvesPlot(drawn, type === 'log' ? 'wide' : 'compact', type);
  return {
    title: curvesTitle(drawn),
    description: `Cost by step on a ${type === 'log' ? 'logarithmic' : 'linear'} axis, for each of ${drawn.map(({ style }) => style.label).join(', ')}: the line is the median over ${formatCount(keys)} keys, the band reaches from the 10 % to the 90 % quantile.`,
    notes: [...unplaced(drawn), ...stopped(drawn)],
    specs: {
      wide: curvesSpec(drawn, wide),
      narrow: type === 'log' ? curvesSpec(drawn, curvesPlot(drawn, 'narrow', type)) : null,
    },
    tips: drawn.flatMap(({ style, points }) =>
      points.flatMap(({ step, low, median, high }) =>
        wide.tip(
          step,
          median,
          `${style.label}, step ${formatCount(step)}: ${formatNumber(median)} (${formatNumber(low)} to ${formatNumber(high)})`,
        ),
      ),
    ),
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
    .map(({ style, stopsAt, last }) =>
      stopsAt !== null && last.median <= stopsAt
        ? `down to ${formatNumber(stopsAt)} under ${style.label}`
        : `${formatNumber(last.median)} under ${style.label}`,
    );
  const steps = new Set(curves.map(({ last }) => last.step));
  const when = steps.size === 1 ? ` at step ${formatCount([...steps][0] ?? 0)}` : ' at the last step';
  return `Median cost${when}: ${ends.join('; ')}`;
}

function unplaced(curves: readonly Curve[]): string[] {
  return curves.flatMap(({ style, points }) => {
    const steps = points.filter(({ low, median, high }) => ![low, median, high].every(fits));
    return steps.length > 0
      ? [
          `${style.label}: at ${formatCount(steps.length)} of ${formatCount(points.length)} steps a quantile is not finite or 0 and has no place on a log axis.`,
        ]
      : [];
  });
}

function stopped(curves: readonly Curve[]): string[] {
  const costs = [...new Set(curves.flatMap(({ stopsAt }) => stopsAt ?? []))];
  return costs.map(
    (cost) =>
      `Runs were stopped once they reached cost ${formatNumber(cost)}; from then on they count with the cost they stopped at.`,
  );
}

function curvesPlot(curves: readonly Curve[], size: Size, type: Scale['type']): CostPlot {
  const points = curves.flatMap((curve) => curve.points);
  const ends = curves.map(({ style, last }) => ({
    style,
    text: `${style.label}: ${formatNumber(last.median)}`,
    cost: last.median,
  }));
  const steps = points.map(({ step }) => step);
  const costs = points.flatMap(({ low, median, high }) => [low, median, high]);
  return costPlot(size, 40, { steps, costs }, ends, type);
}

function curvesSpec(curves: readonly Curve[], plot: CostPlot): Spec {
  const points = curves.flatMap((curve) => curve.points);
  const { x, y } = plot;
  const { stroke, strokeDash } = armChannels(curves.map(({ style }) => style));
  const bands = points.filter(({ low, high }) => fits(low) && fits(high));
  const medians = points.filter(({ median }) => fits(median));
  return framed(plot.frame, [
    layer(bands, { type: 'area', opacity: 0.16 }, { x, y: y('low'), y2: { field: 'high' }, fill: stroke }),
    layer(medians, { type: 'line', strokeWidth: 2.2 }, { x, y: y('median'), stroke, strokeDash }),
    ...plot.labels,
  ]);
}
