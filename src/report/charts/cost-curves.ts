import type { ScoresEvidence } from '../../results/schema.ts';
import { counted, formatCount, formatNumber, listed } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, under } from './chart.ts';
import { bandLayer, type CostPlot, costPlot, endOf, fits, gapped } from './cost-plot.ts';
import { framed, layer } from './frame.ts';
import { armChannels, armStyles } from './initializer-style.ts';
import {
  type QuantileCurve,
  type QuantilePoint,
  quantileNote,
  quantilePoints,
  quantileTable,
  quantileTips,
} from './quantile-curves.ts';
import type { Scale } from './scale.ts';

interface Curve extends QuantileCurve {
  readonly stopsAt: number | null;
  /** The median's last value, and what is said of it. */
  readonly end: { readonly cost: number; readonly words: string };
}

/** Cost by step under each arm: the median over keys, and the band between its 10 % and 90 % quantiles. */
export function costCurvesChart({ arms, curves, keys }: ScoresEvidence): Chart | null {
  const styles = armStyles(arms);
  const drawn = curves.flatMap((curve): Curve[] => {
    const style = styles.find(({ name }) => name === curve.arm);
    const points = quantilePoints(curve, curve.steps);
    if (!style || points.length === 0) return [];
    return [{ style, points, stopsAt: curve.stopsAt, end: curveEnd(points, curve.stopsAt) }];
  });
  if (!drawn.some(({ points }) => points.some(({ median }) => fits(median, 'log')))) return null;
  const logarithmic = curvesChart(drawn, keys, 'log');
  return {
    ...logarithmic,
    alternative: { axis: 'linear', chart: curvesChart(drawn, keys, 'linear') },
  };
}

function curveEnd(points: readonly QuantilePoint[], stopsAt: number | null): Curve['end'] {
  const end = endOf(points.map(({ step, median }) => ({ step, cost: median })));
  return stopsAt !== null && end.cost <= stopsAt
    ? { ...end, words: `down to ${formatNumber(stopsAt)}` }
    : end;
}

function curvesChart(drawn: readonly Curve[], keys: number, type: Scale['type']): Chart {
  // Another axis is a second look: one small drawing of it will do.
  const wide = curvesPlot(drawn, type === 'log' ? 'wide' : 'compact', type);
  return {
    title: curvesTitle(drawn),
    description: `Cost by step on a ${type === 'log' ? 'logarithmic' : 'linear'} axis, for each of ${drawn.map(({ style }) => style.label).join(', ')}: the line is the median over ${formatCount(keys)} keys, the band reaches from the 10 % to the 90 % quantile.`,
    notes: [quantileNote(keys), ...coinciding(drawn), ...unplaced(drawn, type), ...stopped(drawn)],
    specs: {
      wide: curvesSpec(drawn, wide),
      narrow: type === 'log' ? curvesSpec(drawn, curvesPlot(drawn, 'narrow', type)) : null,
    },
    tips: quantileTips(drawn, wide, 'step'),
    table: quantileTable(drawn, 'step'),
  };
}

function curvesTitle(curves: readonly Curve[]): string {
  const ends = curves
    .toSorted((a, b) => (a.end.cost === b.end.cost ? 0 : a.end.cost - b.end.cost))
    .map(({ style, end }) => `${end.words} ${under(style.label)}`);
  const steps = new Set(curves.map(({ points }) => points.at(-1)!.step));
  const when = steps.size === 1 ? ` at step ${formatCount([...steps][0] ?? 0)}` : ' at the last step';
  return `Median cost${when}: ${ends.join('; ')}`;
}

/** One line hides another where both are the same. */
function coinciding(curves: readonly Curve[]): string[] {
  const medians = ({ points }: Curve) => JSON.stringify(points.map(({ step, median }) => [step, median]));
  return [...new Set(curves.map(medians))].flatMap((line) => {
    const labels = curves.filter((curve) => medians(curve) === line).map(({ style }) => style.label);
    return labels.length > 1 ? [`One line, the same at every step: ${listed(labels)}.`] : [];
  });
}

/** What the axis has no place for, and where a band goes out of the plot for that. */
function unplaced(curves: readonly Curve[], type: Scale['type']): string[] {
  return curves.flatMap(({ style, points }) => {
    const gone = points.filter(({ median }) => !fits(median, type));
    const high = points.filter(({ median, high }) => fits(median, type) && high === Number.POSITIVE_INFINITY);
    const at = (some: readonly QuantilePoint[]) =>
      `${style.label}: at ${formatCount(some.length)} of ${counted(points.length, 'step')}`;
    return [
      ...(gone.length > 0
        ? [
            `${at(gone)} the median is not finite${type === 'log' ? ' or 0' : ''} and has no place on the axis.`,
          ]
        : []),
      ...(high.length > 0
        ? [
            `${at(high)} the cost of one run in ten, or more, is infinite: there the band leaves the plot at the top.`,
          ]
        : []),
    ];
  });
}

function stopped(curves: readonly Curve[]): string[] {
  const costs = [...new Set(curves.flatMap(({ stopsAt }) => stopsAt ?? []))];
  return costs.map(
    (cost) =>
      `Runs were stopped once they reached cost ${formatNumber(cost)}; from then on they count with the cost they stopped at.`,
  );
}

/** Those of which the axis has a place for something: of the others a note tells. */
const placed = (curves: readonly Curve[], type: Scale['type']): Curve[] =>
  curves.filter(({ points }) => points.some(({ median }) => fits(median, type)));

function curvesPlot(all: readonly Curve[], size: Size, type: Scale['type']): CostPlot {
  const curves = placed(all, type);
  const points = curves.flatMap((curve) => curve.points);
  const lines = curves.map(({ style, points: own, end }) => ({
    style,
    // Where runs were stopped is said by the title and a note.
    text: `${style.label}: ${end.words.replace('down to ', '')}`,
    line: own.map(({ step, median }) => ({ step, cost: median })),
  }));
  const steps = points.map(({ step }) => step);
  const costs = points.flatMap(({ low, median, high }) => [low, median, high]);
  return costPlot(size, 40, { steps, costs }, lines, type);
}

function curvesSpec(all: readonly Curve[], plot: CostPlot): Spec {
  const { x, y, costs } = plot;
  const curves = placed(all, costs.type);
  const { stroke, strokeDash } = armChannels(curves.map(({ style }) => style));
  return framed(plot.frame, [
    bandLayer(
      curves.flatMap((curve) => curve.points),
      plot,
      stroke,
    ),
    layer(
      curves.flatMap(({ points }) =>
        points.map(({ arm, step, median }) => ({ arm, step, median: gapped(median, costs.type) })),
      ),
      { type: 'line', strokeWidth: 2.2 },
      { x, y: y('median'), stroke, strokeDash },
    ),
    ...plot.labels,
  ]);
}
