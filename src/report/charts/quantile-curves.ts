import { capitalized } from '../../claims/format.ts';
import { decodeNumber } from '../../results/numbers.ts';
import type { ScoresEvidence } from '../../results/schema.ts';
import { counted, formatCount, formatNumber } from '../pages/numbers.ts';
import { type Table, type Tip, table } from './chart.ts';
import type { CostPlot } from './cost-plot.ts';
import type { ArmStyle } from './initializer-style.ts';

/** Over keys, at a step or a layer of an arm: the median, and the quantiles at 10 % and 90 %. */
export interface QuantilePoint {
  readonly arm: string;
  /** Or the layer: the plot's horizontal axis counts in `step`. */
  readonly step: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

export interface QuantileCurve {
  readonly style: ArmStyle;
  readonly points: readonly QuantilePoint[];
}

type Quantiles = Pick<ScoresEvidence['layers'][number], 'arm' | 'low' | 'median' | 'high'>;

export const quantilePoints = (
  { arm, low, median, high }: Quantiles,
  steps: readonly number[],
): QuantilePoint[] =>
  steps.map((step, i) => ({
    arm,
    step,
    low: decodeNumber(low[i] ?? 'NaN'),
    median: decodeNumber(median[i] ?? 'NaN'),
    high: decodeNumber(high[i] ?? 'NaN'),
  }));

export const quantileNote = (keys: number): string =>
  `Line: median over ${counted(keys, 'key')}. Band: from the 10\u00a0% to the 90\u00a0% quantile.`;

/** @param place what the axis counts: `step` or `layer` */
export const quantileTips = (curves: readonly QuantileCurve[], plot: CostPlot, place: string): Tip[] =>
  curves.flatMap(({ style, points }) =>
    points.flatMap(({ step, low, median, high }) =>
      plot.tip(
        step,
        median,
        `${style.label}, ${place} ${formatCount(step)}: ${formatNumber(median)} (${formatNumber(low)} to ${formatNumber(high)})`,
      ),
    ),
  );

export const quantileTable = (curves: readonly QuantileCurve[], place: string): Table =>
  table(
    ['Arm', `#${capitalized(place)}`, '#10 %', '#Median', '#90 %'],
    curves.flatMap(({ style, points }) =>
      points.map(({ step, low, median, high }) => [
        style.label,
        formatCount(step),
        ...[low, median, high].map((value) => formatNumber(value)),
      ]),
    ),
  );
