import type { LawEvidence } from '../../results/schema.ts';
import { counted, formatNumber, listed } from '../pages/numbers.ts';
import { type Chart, type Spec, table } from './chart.ts';
import {
  axisRoom,
  frame,
  framed,
  lines as inLines,
  layer,
  levelTitle,
  pixel,
  quantity,
  word,
} from './frame.ts';
import { halo } from './labels.ts';
import { axisOf, place, type Scale, scaleOf, vegaScale } from './scale.ts';

type Pool = LawEvidence['pools'][number];

/** How far the weights' distribution function is from the promised one, with the band that a kept law stays in. */
export function lawDeviationChart({ pools }: Pick<LawEvidence, 'pools'>): Chart | null {
  const [weights, ...pairs] = pools;
  if (!weights) return null;
  const farthest = pools.toSorted((a, b) => b.distance / b.band - a.distance / a.band)[0]!;
  return {
    title:
      farthest.distance > farthest.band
        ? `Not kept: ${farthest.name}; the farthest point lies ${formatNumber(farthest.distance)} away, ${formatNumber(farthest.band)} is allowed`
        : `Nowhere further from the promised share than ${formatNumber(weights.distance)}, where ${formatNumber(weights.band)} is allowed`,
    description: `Measured less promised share of ${counted(weights.count, 'weight')}, over the promised share from 0 to 1, between dashed lines at plus and minus ${formatNumber(weights.band)}. ${pairs.length > 0 ? ` Thin lines: ${pairs.map(({ name }) => name).join(', ')}, each as a share of what is allowed of it.` : ''}`,
    notes: notesOf(weights, pairs),
    specs: { wide: spec(weights, pairs), narrow: null },
    table: table(
      ['#Promised share', ...pools.map(({ name }) => `#${name}`)],
      weights.curve.map((_, step) => [
        formatNumber(step / (weights.curve.length - 1)),
        ...pools.map(({ curve }) => formatNumber(curve[step]!)),
      ]),
    ),
  };
}

const xTitle = 'promised share of weights below a value';
const shares: Scale = { type: 'linear', domain: [0, 1], ticks: [0, 0.25, 0.5, 0.75, 1] };

/** Fewer pairs than weights are drawn: more is left to chance, and allowed. */
function notesOf(weights: Pool, pairs: readonly Pool[]): string[] {
  if (pairs.length === 0) return [];
  const bands = [...new Set(pairs.map(({ band }) => formatNumber(band)))];
  return [
    `Bold line: ${weights.name}. Thin lines: ${listed(pairs.map(({ name }) => name))}. Each is drawn as a share of its own limit: ${formatNumber(weights.band)} for the bold line, ${listed(bands)} for the thin ones.`,
  ];
}

function spec(weights: Pool, pairs: readonly Pool[]): Spec {
  const bottom = axisRoom(xTitle, 320);
  const plot = frame('compact', 240, { left: 64, right: 24, top: 34, bottom });
  const pools = [weights, ...pairs];
  // Lines of different limits share an axis on which each limit is 1.
  const unit = (pool: Pool) => (pairs.length > 0 ? pool.band : 1);
  const most = Math.max(...pools.map((pool) => Math.max(pool.band, pool.distance) / unit(pool)));
  const rough = scaleOf('linear', [-most, most], 5);
  const deviations: Scale = most > 1 || pairs.length === 0 ? rough : { ...rough, domain: [-1.2, 1.2] };
  const x = quantity('share', vegaScale(shares), axisOf(shares, inLines(xTitle, plot.width)));
  const yAxis = {
    ...axisOf(
      deviations,
      pairs.length > 0 ? 'measured less promised, 1 = allowed' : 'measured less promised',
    ),
    ...levelTitle(64),
    titleY: -14,
  };
  const y = (field: string) => quantity(field, vegaScale(deviations), yAxis);
  const curve = (pool: Pool) =>
    pool.curve.map((off, step) => ({
      share: step / (pool.curve.length - 1),
      off: off / unit(pool),
      of: pool.name,
    }));
  const lines = (drawn: readonly Pool[], mark: Spec) =>
    layer(drawn.flatMap(curve), { type: 'line', ...mark }, { x, y: y('off'), detail: word('of') });
  const level = (at: number) => ({
    left: 0,
    right: plot.width,
    at: plot.height * (1 - place(deviations, at)),
  });
  const limit = weights.band / unit(weights);
  const across = { x: pixel('left'), x2: { field: 'right' }, y: pixel('at') };
  return framed(plot, [
    layer([level(0)], { type: 'rule', stroke: 'var(--line)' }, across),
    layer([-limit, limit].map(level), { type: 'rule', stroke: 'var(--ink)', strokeDash: [4, 3] }, across),
    layer(
      [{ ...level(limit), words: `allowed: ±${formatNumber(weights.band)}` }],
      { type: 'text', align: 'left', baseline: 'bottom', dx: 6, dy: -3, ...halo },
      { x: pixel('left'), y: pixel('at'), text: word('words') },
    ),
    ...(pairs.length > 0 ? [lines(pairs, { stroke: 'var(--muted)', strokeWidth: 0.8 })] : []),
    lines([weights], { stroke: 'var(--he)', strokeWidth: 2 }),
  ]);
}
