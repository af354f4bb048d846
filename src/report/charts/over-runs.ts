import type { Seen } from '../../results/history.ts';
import { counted, formatShare } from '../pages/numbers.ts';
import { type Chart, type Spec, type Tip, table } from './chart.ts';
import { axisRoom, frame, framed, layer, levelTitle, quantity, tipAt } from './frame.ts';

interface Point {
  readonly run: number;
  readonly seed: number;
  readonly mean: number;
  readonly low: number;
  readonly high: number;
}

/** A claim's mean score and interval, run by run; null where fewer than two runs have one. */
export function overRunsChart(trail: readonly Seen[]): Chart | null {
  const points = trail.flatMap(({ number, run, claim: { estimate } }): Point[] =>
    estimate
      ? [
          {
            run: number,
            seed: run.seed,
            mean: estimate.mean,
            low: estimate.interval[0],
            high: estimate.interval[1],
          },
        ]
      : [],
  );
  const means = points.map(({ mean }) => mean);
  if (points.length < 2) return null;
  const [least, most] = [Math.min(...means), Math.max(...means)].map(formatShare);
  const runs = counted(points.length, 'run');
  return {
    title:
      least === most
        ? `The mean score was ${least} in each of ${runs}`
        : `Over ${runs} the mean score lay between ${least} and ${most}`,
    description:
      'For each run a dot at the mean score and a bar over its 95 % interval, in the order of runs.',
    notes: ['Runs of one seed and one code repeat each other.'],
    specs: { wide: spec(points), narrow: null },
    tips: tipsOf(points),
    table: table(
      ['#Run', '#Seed', '#Mean score', '#95\u00a0% interval'],
      points.map(({ run, seed, mean, low, high }) => [
        String(run),
        String(seed),
        formatShare(mean),
        `${formatShare(low)} to ${formatShare(high)}`,
      ]),
    ),
  };
}

const left = 48;
const plot = frame('compact', 140, { left, right: 16, top: 32, bottom: axisRoom('run', 300) });

/** From half a run before the first to half a run after the last. */
function extentOf(points: readonly Point[]): [number, number] {
  const numbers = points.map(({ run }) => run);
  return [Math.min(...numbers) - 0.5, Math.max(...numbers) + 0.5];
}

function tipsOf(points: readonly Point[]): Tip[] {
  const [from, to] = extentOf(points);
  return points.map(({ run, mean, low, high }) =>
    tipAt(
      plot,
      ((run - from) / (to - from)) * plot.width,
      (1 - mean) * plot.height,
      `run ${run}: ${formatShare(mean)} (${formatShare(low)} to ${formatShare(high)})`,
    ),
  );
}

/** A dot and a bar a run: one drawing serves a desk and a phone. */
function spec(points: readonly Point[]): Spec {
  const runs = { domain: extentOf(points), nice: false };
  const x = quantity('run', runs, { title: 'run', format: 'd', tickMinStep: 1 });
  const y = (field: string) =>
    quantity(
      field,
      { domain: [0, 1], nice: false },
      {
        title: 'mean score',
        ...levelTitle(left),
        values: [0, 0.5, 1],
        labelExpr: '{"0":"0","0.5":"½","1":"1"}[toString(datum.value)]',
      },
    );
  const color = 'var(--accent)';
  return framed(plot, [
    layer(points, { type: 'rule', stroke: color, strokeWidth: 2 }, { x, y: y('low'), y2: { field: 'high' } }),
    layer(points, { type: 'point', filled: true, opacity: 1, color, size: 40 }, { x, y: y('mean') }),
  ]);
}
