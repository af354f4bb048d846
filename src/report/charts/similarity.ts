import { decodeNumber } from '../../results/numbers.ts';
import type { RunsEvidence } from '../../results/schema.ts';
import { formatCount, formatNumber } from '../pages/numbers.ts';
import { type Chart, type Spec, table } from './chart.ts';
import { framed, layer, pixel, quantity } from './frame.ts';
import { axisOf, type Scale, vegaScale } from './scale.ts';

type Run = RunsEvidence['runs'][number];

/** How alike each two units of a layer have stayed, as a matrix of squares. Null where the results carry none. */
export function similarityChart({ arm, similarity }: Run): Chart | null {
  const rows = (similarity?.rows ?? []).map((row) => row.map(decodeNumber));
  if (!similarity || rows.length < 2) return null;
  const pairs = rows.flatMap((row, i) => row.slice(i + 1));
  const same = pairs.filter((value) => value === 1).length;
  return {
    title: `${arm.label}: ${titleOf(rows.length, pairs, same)}`,
    description: `A square for each two of the ${rows.length} units of hidden layer ${similarity.layer} after training: the fuller the colour, the more alike their weights; full where both are the same unit, as on the diagonal.`,
    // Where all are one, every square is full.
    notes:
      same === pairs.length
        ? []
        : [
            'Full colour, 1: the same unit. None, 0: opposite weights. Between: 1 − ‖u − v‖ / (‖u‖ + ‖v‖) of their weights u and v.',
          ],
    specs: { wide: matrixSpec(rows), narrow: null },
    table: table(
      ['#Unit', ...rows.map((_, i) => `#${i + 1}`)],
      rows.map((row, i) => [String(i + 1), ...row.map((value) => formatNumber(value))]),
    ),
  };
}

function titleOf(units: number, pairs: readonly number[], same: number): string {
  if (same === pairs.length) return `all ${formatCount(units)} units are still one`;
  if (same > 0) return `${formatCount(same)} of ${formatCount(pairs.length)} pairs are the same unit`;
  return `no two units are the same; the closest are ${formatNumber(Math.max(...pairs), 2)} alike`;
}

function matrixSpec(rows: readonly (readonly number[])[]): Spec {
  const side = 250;
  const count = rows.length;
  const padding = { left: 38, right: 10, top: 14, bottom: 44 };
  const scale: Scale = { type: 'linear', domain: [0.5, count + 0.5], ticks: [1, count] };
  const axis = axisOf(scale, 'unit');
  const x = (field: string) => quantity(field, vegaScale(scale), axis);
  const down = { ...vegaScale(scale), reverse: true };
  const y = (field: string) => quantity(field, down, { ...axis, title: null });
  const cells = rows.flatMap((row, r) =>
    row.map((value, c) => ({ left: c + 0.5, right: c + 1.5, top: r + 0.5, bottom: r + 1.5, value })),
  );
  const square = { x: x('left'), x2: { field: 'right' }, y: y('top'), y2: { field: 'bottom' } };
  const edges = { x: pixel('from'), x2: { field: 'to' }, y: pixel('from'), y2: { field: 'to' } };
  return framed({ size: 'narrow', width: side, height: side, padding }, [
    layer(
      cells.filter(({ value }) => value > 0),
      { type: 'rect', fill: 'var(--accent)' },
      {
        ...square,
        fillOpacity: {
          field: 'value',
          type: 'quantitative',
          scale: { domain: [0, 1], range: [0, 1] },
          legend: null,
        },
      },
    ),
    layer([{ from: 0, to: side }], { type: 'rect', fill: 'none', stroke: 'var(--line)' }, edges),
  ]);
}
