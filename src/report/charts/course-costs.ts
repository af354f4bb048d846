import { decodeNumber } from '../../results/numbers.ts';
import type { RunsEvidence } from '../../results/schema.ts';
import { formatCount, formatNumber } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table, under } from './chart.ts';
import { type Cost, type CostPlot, costPlot, endOf, fits, gapped } from './cost-plot.ts';
import { framed, layer, pixel, word } from './frame.ts';
import { type ArmStyle, armChannels, armStyles } from './initializer-style.ts';
import type { Scale } from './scale.ts';

interface Run {
  readonly style: ArmStyle;
  readonly costs: readonly Cost[];
}

/** The cost of published runs, step by step; an infinite cost leaves the plot as an arrow. */
export function courseCostsChart({ runs }: RunsEvidence): Chart | null {
  const styles = armStyles(runs.map(({ arm }) => arm));
  const drawn = runs.flatMap((run, index): Run[] => {
    const costs = run.costs.map(({ step, cost }) => ({ step, cost: decodeNumber(cost.measured) }));
    const style = styles[index];
    return style && costs.length > 0 ? [{ style, costs }] : [];
  });
  if (!drawn.some(({ costs }) => costs.some(({ cost }) => fits(cost, 'log')))) return null;
  return {
    ...runsChart(drawn, 'log'),
    alternative: { axis: 'linear', chart: runsChart(drawn, 'linear') },
  };
}

function runsChart(drawn: readonly Run[], type: Scale['type']): Chart {
  // Another axis is a second look: one small drawing of it will do.
  const wide = coursePlot(drawn, type === 'log' ? 'wide' : 'compact', type);
  return {
    title: `The cost ${drawn.map(courseSentence).join('; ')}`,
    description: `Cost by step on a ${type === 'log' ? 'logarithmic' : 'linear'} axis, one line for each of ${drawn.map(({ style }) => style.label).join(', ')}. An arrow out of the plot marks an infinite cost.`,
    notes: [],
    specs: {
      wide: courseSpec(drawn, wide),
      narrow: type === 'log' ? courseSpec(drawn, coursePlot(drawn, 'narrow', type)) : null,
    },
    tips: drawn.flatMap(({ style, costs }) =>
      costs.flatMap(({ step, cost }) =>
        wide.tip(step, cost, `${style.label}, step ${formatCount(step)}: ${formatNumber(cost, 4)}`),
      ),
    ),
    table: table(
      ['Run', '#Step', '#Cost'],
      drawn.flatMap(({ style, costs }) =>
        costs.map(({ step, cost }) => [style.label, formatCount(step), formatNumber(cost, 6)]),
      ),
    ),
  };
}

function courseSentence({ style, costs }: Run): string {
  const first = costs[0]!.cost;
  const { cost: last, words } = endOf(costs);
  if (!Number.isFinite(last)) return `starts at ${formatNumber(first)} and is ${words} ${under(style.label)}`;
  if (first === last || Math.abs(first / last - 1) < 1e-6) return `stays at ${words} ${under(style.label)}`;
  return `goes from ${formatNumber(first)} to ${words} ${under(style.label)}`;
}

function coursePlot(runs: readonly Run[], size: Size, type: Scale['type']): CostPlot {
  const all = runs.flatMap(({ costs }) => costs);
  return costPlot(
    size,
    56,
    { steps: all.map(({ step }) => step), costs: all.map(({ cost }) => cost) },
    runs.map(({ style, costs }) => ({ style, text: `${style.label}: ${endOf(costs).words}`, line: costs })),
    type,
  );
}

function courseSpec(runs: readonly Run[], plot: CostPlot): Spec {
  const { type } = plot.costs;
  // A line begins where its costs do: from an infinite one no line comes down.
  const rows = runs.flatMap(({ style, costs }) =>
    costs.map(({ step, cost }) => ({ arm: style.name, step, cost: gapped(cost, type) })),
  );
  const { stroke, strokeDash, fill, shape } = armChannels(runs.map(({ style }) => style));
  const place = { x: plot.x, y: plot.y('cost') };
  const dots = rows.filter(({ cost }) => cost !== null);
  const dot = { type: 'point', size: 34, strokeWidth: 1.6, opacity: 1 };
  return framed(plot.frame, [
    layer(rows, { type: 'line', strokeWidth: 2.2 }, { ...place, stroke, strokeDash }),
    layer(dots, dot, { ...place, stroke, fill, shape }),
    ...runs.flatMap((run) => infinityLayers(run, plot.position)),
    ...plot.labels,
  ]);
}

/** Arrows from the upper edge out of the plot where a cost is infinite: below it a dot would seem to be theirs. */
function infinityLayers({ style, costs }: Run, position: (step: number) => number): unknown[] {
  const rows = costs
    .filter(({ cost }) => cost === Number.POSITIVE_INFINITY)
    .map(({ step }) => ({
      x: position(step),
      tip: -14,
      edge: 0,
      labelX: position(step) + 12,
      text: `∞: infinite at step ${formatCount(step)}`,
    }));
  const { color } = style;
  const tip = { type: 'point', shape: 'triangle-up', filled: true, opacity: 1, size: 90, color };
  const shaft = { type: 'rule', stroke: color, strokeWidth: 2.2 };
  const label = { type: 'text', align: 'left', baseline: 'middle', fill: color };
  return [
    layer(rows, shaft, { x: pixel('x'), y: pixel('edge'), y2: { field: 'tip' } }),
    layer(rows, tip, { x: pixel('x'), y: pixel('tip') }),
    // Labels of later steps would run into each other.
    layer(rows.slice(0, 1), label, { x: pixel('labelX'), y: pixel('tip'), text: word('text') }),
  ];
}
