import { decodeNumber } from '../../results/numbers.ts';
import type { RunsEvidence } from '../../results/schema.ts';
import { formatCount, formatNumber } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table } from './chart.ts';
import { frame, framed, levelTitle, pixel } from './frame.ts';
import { type ArmStyle, armChannels, armStyles } from './initializer-style.ts';
import { labelLayers, labelRoom } from './labels.ts';
import { axisOf, place, scaleOf, vegaScale } from './scale.ts';

interface Run {
  readonly style: ArmStyle;
  readonly costs: readonly { step: number; cost: number }[];
  readonly last: number;
}

/** The cost of published runs, step by step; an infinite cost leaves the plot as an arrow. */
export function courseCostsChart({ runs }: RunsEvidence): Chart | null {
  const styles = armStyles(runs.map(({ arm }) => arm));
  const drawn = runs.flatMap((run, index): Run[] => {
    const costs = run.costs.map(({ step, cost }) => ({ step, cost: decodeNumber(cost.measured) }));
    const last = costs.findLast(({ cost }) => Number.isFinite(cost) && cost > 0);
    const style = styles[index];
    return style && last ? [{ style, costs, last: last.cost }] : [];
  });
  if (drawn.length === 0) return null;
  return {
    title: drawn.map(courseSentence).join('; '),
    description: `Cost by step on a logarithmic axis, one line for each of ${drawn.map(({ style }) => style.label).join(', ')}. An arrow out of the plot marks an infinite cost.`,
    notes: [],
    specs: { wide: courseSpec(drawn, 'wide'), narrow: courseSpec(drawn, 'narrow') },
    table: table(
      ['Run', '#Step', '#Cost'],
      drawn.flatMap(({ style, costs }) =>
        costs.map(({ step, cost }) => [style.label, formatCount(step), formatNumber(cost, 6)]),
      ),
    ),
  };
}

function courseSentence({ style, costs, last }: Run): string {
  const first = costs[0]?.cost ?? last;
  if (first === last || Math.abs(first / last - 1) < 1e-6)
    return `${style.label} stays at ${formatNumber(first)}`;
  return `${style.label} goes from ${formatNumber(first)} to ${formatNumber(last)}`;
}

function courseSpec(runs: readonly Run[], size: Size): Spec {
  const texts = runs.map(({ style, last }) => `${style.label} ${formatNumber(last)}`);
  const room = labelRoom(size, texts);
  const plot = frame(size, size === 'wide' ? 360 : 250, {
    left: 48,
    right: room.right,
    top: 56,
    bottom: 56 + room.below,
  });
  const all = runs.flatMap(({ costs }) => costs);
  const fits = (cost: number) => Number.isFinite(cost) && cost > 0;
  const costs = scaleOf('log', all.map(({ cost }) => cost).filter(fits), 6);
  const raw = scaleOf(
    'linear',
    all.map(({ step }) => step),
    size === 'wide' ? 6 : 3,
  );
  const steps = { ...raw, domain: [raw.domain[0], Math.max(...all.map(({ step }) => step), 1)] as const };
  const rows = runs.flatMap((run) =>
    run.costs
      .filter(({ cost }) => fits(cost) || cost === Number.POSITIVE_INFINITY)
      .map(({ step, cost }) => ({ arm: run.style.name, step, cost: Math.min(cost, costs.domain[1]) })),
  );
  const x = { field: 'step', type: 'quantitative', scale: vegaScale(steps), axis: axisOf(steps, 'step') };
  const y = {
    field: 'cost',
    type: 'quantitative',
    scale: vegaScale(costs),
    axis: { ...axisOf(costs, 'cost (log scale)'), ...levelTitle(48), titleY: -26, grid: true },
  };
  const channels = armChannels(runs.map(({ style }) => style));
  const labels = runs.map(({ style, last }, index) => ({
    style,
    text: texts[index] ?? '',
    y: plot.height * (1 - place(costs, last)),
  }));
  return framed(plot, [
    {
      data: { values: rows },
      mark: { type: 'line', strokeWidth: 2.2 },
      encoding: { x, y, stroke: channels.stroke, strokeDash: channels.strokeDash },
    },
    {
      data: { values: rows.filter(({ cost }) => cost < costs.domain[1]) },
      mark: { type: 'point', size: 34, strokeWidth: 1.6, opacity: 1 },
      encoding: { x, y, stroke: channels.stroke, fill: channels.fill, shape: channels.shape },
    },
    ...infinityLayers(runs, (step) => place(steps, step) * plot.width),
    ...labelLayers(plot, labels, 56),
  ]);
}

/** Arrows through the upper edge where a cost is infinite. */
function infinityLayers(runs: readonly Run[], position: (step: number) => number): unknown[] {
  return runs.flatMap(({ style, costs }) =>
    costs
      .filter(({ cost }) => cost === Number.POSITIVE_INFINITY)
      .slice(0, 3)
      .flatMap(({ step }) => {
        const row = {
          x: position(step),
          tip: -12,
          edge: 14,
          labelX: position(step) + 12,
          labelY: -10,
          text: `∞: infinite at step ${formatCount(step)}`,
        };
        const data = { values: [row] };
        return [
          {
            data,
            mark: { type: 'rule', stroke: style.color, strokeWidth: 2.2 },
            encoding: { x: pixel('x'), y: pixel('edge'), y2: { field: 'tip' } },
          },
          {
            data,
            mark: {
              type: 'point',
              shape: 'triangle-up',
              filled: true,
              opacity: 1,
              size: 90,
              color: style.color,
            },
            encoding: { x: pixel('x'), y: pixel('tip') },
          },
          {
            data,
            mark: { type: 'text', align: 'left', baseline: 'middle', fill: style.color },
            encoding: { x: pixel('labelX'), y: pixel('labelY'), text: { field: 'text', type: 'nominal' } },
          },
        ];
      }),
  );
}
