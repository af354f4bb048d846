import type { MeasureRecord } from '../../results/schema.ts';
import type { Chart } from './chart.ts';
import { distributionChart } from './distribution.ts';
import type { Measured } from './measured.ts';
import { reachedChart } from './reached.ts';

/** Times that a run's end may cut off are drawn as the share of runs that are there; all else as dots. */
export function measureChart(measure: MeasureRecord, measured: readonly Measured[]): Chart | null {
  return measure.limit === null ? distributionChart(measure, measured) : reachedChart(measure, measured);
}
