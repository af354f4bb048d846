import { decodeNumber } from '../../results/numbers.ts';
import type { RunsEvidence } from '../../results/schema.ts';
import { counted, formatPercent } from '../pages/numbers.ts';
import { type Chart, type Spec, table } from './chart.ts';
import { framed, layer, pixel, quantity, word } from './frame.ts';
import { initializerFamily, initializerStyles } from './initializer-style.ts';
import { axisOf, type Scale, vegaScale } from './scale.ts';

type Run = RunsEvidence['runs'][number];
type Points = RunsEvidence['train'];

/** Which class a run gives each place of the plane, with the training points. Small enough for a phone as it is. */
export function decisionBoundaryChart(run: Run, train: Points): Chart | null {
  const { rows } = run.grid;
  if (rows.length === 0) return null;
  const ones = rows.join('').split('1').length - 1;
  const share = formatPercent(ones / rows.join('').length);
  return {
    title: `${run.arm.label}: ${formatPercent(decodeNumber(run.trainAccuracy.measured))} of the training points right`,
    description: `The plane of both inputs. The run calls class 1 the tinted ${share} of it. ${counted(train.length, 'training point')}: filled dots are class 1, open dots class 0.`,
    notes:
      ones === 0 || ones === rows.join('').length
        ? ['One class for the whole plane: no boundary to draw.']
        : [],
    specs: { wide: boundarySpec(run, train), narrow: null },
    table: table(
      ['#x₂', 'Class from the lowest x₁ to the highest'],
      rows.map((row, r) => [gridLine(run, r).toFixed(2), row]),
    ),
  };
}

const gridLine = ({ grid: { low, high, size } }: Run, index: number): number =>
  low + (index * (high - low)) / Math.max(size - 1, 1);

function boundarySpec(run: Run, train: Points): Spec {
  const { low, high } = run.grid;
  const side = 250;
  const padding = { left: 38, right: 10, top: 26, bottom: 44 };
  const frame = { size: 'narrow', width: side, height: side, padding } as const;
  const scale: Scale = { type: 'linear', domain: [low, high], ticks: [low, 0, high] };
  const x = (field: string) => quantity(field, vegaScale(scale), axisOf(scale, 'x₁'));
  const yAxis = { ...axisOf(scale, 'x₂'), titleAngle: 0, titleX: -20, titleY: -12 };
  const y = (field: string) => quantity(field, vegaScale(scale), yAxis);
  const tint = initializerStyles[initializerFamily(run.arm.init)].color;
  // Class by class: equal dots in a row are drawn as one shape.
  const points = train
    .toSorted((a, b) => a[2] - b[2])
    .map(([x1, x2, label]) => ({ x1, x2, fill: label === 1 ? 'var(--ink)' : 'var(--paper)' }));
  const dot = { type: 'point', size: 14, stroke: 'var(--ink)', strokeWidth: 0.9, opacity: 1, clip: true };
  const edges = { x: pixel('from'), x2: { field: 'to' }, y: pixel('from'), y2: { field: 'to' } };
  const patch = { x: x('from'), x2: { field: 'to' }, y: y('bottom'), y2: { field: 'top' } };
  return framed(frame, [
    layer([{ from: 0, to: side }], { type: 'rect', fill: 'none', stroke: 'var(--line)' }, edges),
    layer(stretches(run), { type: 'rect', fill: tint, opacity: 0.28, clip: true }, patch),
    layer(points, dot, { x: x('x1'), y: y('x2'), fill: { ...word('fill'), scale: null } }),
  ]);
}

/** Neighbouring places of class 1 as one rectangle: 41 × 41 squares would weigh more than the rest of the page. */
function stretches(run: Run): { from: number; to: number; bottom: number; top: number }[] {
  const half = (gridLine(run, 1) - gridLine(run, 0)) / 2;
  return run.grid.rows.flatMap((row, r) =>
    [...row.matchAll(/1+/g)].map((match) => ({
      from: gridLine(run, match.index) - half,
      to: gridLine(run, match.index + match[0].length - 1) + half,
      bottom: gridLine(run, r) - half,
      top: gridLine(run, r) + half,
    })),
  );
}
