import type { Chart } from './charts/chart.ts';
import type { Page } from './pages/page.ts';

/** A page's charts, in the order its model holds them. */
export const chartsOf = (page: Page): Chart[] => chartsIn(page);

function chartsIn(value: unknown): Chart[] {
  if (typeof value !== 'object' || value === null) return [];
  if (!isChart(value)) return Object.values(value).flatMap(chartsIn);
  return value.alternative ? [value, value.alternative.chart] : [value];
}

const isChart = (value: object): value is Chart => 'specs' in value && 'table' in value;
