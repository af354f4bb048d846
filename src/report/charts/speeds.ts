import type { BenchWorkload } from '../../results/bench.ts';
import { type Speed, speedsOf, yardstick } from '../../results/speeds.ts';
import { formatNumber } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table } from './chart.ts';
import { framed, layer, lines, pixel, quantity } from './frame.ts';
import { axisOf, scaleOf, vegaScale } from './scale.ts';
import { type Strip, stripFrame, stripLayers } from './strips.ts';

/** Microseconds a step and replicate on one workload: one strip a contestant, the fastest first. */
export function speedsChart(workload: BenchWorkload): Chart | null {
  const speeds = speedsOf(workload);
  if (speeds.length === 0) return null;
  const rounds = workload.outcomes.flatMap((outcome) => (outcome.status === 'timed' ? [outcome] : []));
  const most = Math.max(...rounds.map(({ microseconds }) => microseconds.length));
  return {
    title: titleOf(speeds),
    description: `One strip for each of ${speeds.map(({ label }) => label).join('; ')}: a dot at the median time of a step and replicate, a bar from the least to the most of all rounds, on a log axis. Further left is faster.`,
    notes: [],
    specs: { wide: spec(speeds, 'wide'), narrow: spec(speeds, 'narrow') },
    table: table(
      ['#Round', ...rounds.map(({ label }) => `#${label}, µs`)],
      Array.from({ length: most }, (_, i) => [
        String(i + 1),
        ...rounds.map(({ microseconds }) => formatNumber(microseconds[i] ?? Number.NaN)),
      ]),
    ),
  };
}

/** The first two names only: a strip's own words say the rest. */
function titleOf(speeds: readonly Speed[]): string {
  const held = speeds.find(({ id }) => id === yardstick);
  if (!held) return `${speeds[0]!.label} is the fastest: ${time(speeds[0]!)} a step`;
  const others = speeds.filter(({ id }) => !id.startsWith(yardstick));
  const takes = `${held.label}: ${time(held)} a step`;
  if (others.length === 0) return takes;
  const ratios = others.map(({ ratio }) => ratio!.median);
  const [least, largest] = [Math.min(...ratios), Math.max(...ratios)].map((ratio) => formatNumber(ratio, 2));
  return `${takes}; the others take ${least === largest ? least : `${least} to ${largest}`} times as long`;
}

const time = ({ microseconds }: Speed) => `${formatNumber(microseconds.median)} µs`;

function spec(speeds: readonly Speed[], size: Size): Spec {
  const title = 'microseconds a step and replicate (log scale)';
  const strips = speeds.map((speed): Strip => ({ label: speed.label, ending: time(speed) }));
  const frame = stripFrame(size, strips, title, { beside: 30, above: 52 });
  const ends = speeds.flatMap(({ microseconds: { low, high } }) => [low, high]);
  const scale = scaleOf('log', ends, size === 'wide' ? 6 : 4);
  const x = (field: string) => quantity(field, vegaScale(scale), axisOf(scale, lines(title, frame.width)));
  const rows = speeds.map(({ id, microseconds }, index) => ({
    ...microseconds,
    y: frame.middle(index),
    color: id === yardstick ? 'var(--accent)' : 'var(--ink)',
  }));
  const color = { field: 'color', type: 'nominal', scale: null };
  const y = pixel('y');
  return framed(frame, [
    ...stripLayers(frame, strips),
    layer(rows, { type: 'rule', strokeWidth: 3 }, { x: x('low'), x2: { field: 'high' }, y, stroke: color }),
    layer(rows, { type: 'point', filled: true, opacity: 1, size: 60 }, { x: x('median'), y, fill: color }),
  ]);
}
