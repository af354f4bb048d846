import { decodeNumber } from '../../results/numbers.ts';
import type { PortraitRecord } from '../../results/schema.ts';
import { counted, formatNumber } from '../pages/numbers.ts';
import { type Chart, type Spec, type Tip, table } from './chart.ts';
import { frame, framed, layer, levelTitle, quantity, tipAt } from './frame.ts';
import { type ArmStyle, armChannels, initializerFamily, initializerStyles } from './initializer-style.ts';
import { labelLayers, labelRoom } from './labels.ts';
import { axisOf, place, type Scale, scaleOf, vegaScale } from './scale.ts';

interface Line {
  readonly style: ArmStyle;
  readonly points: readonly { arm: string; layer: number; low: number; median: number; high: number }[];
}

/** What is left of the signal after each layer, and of the gradient on its way back. Null where nothing is left. */
export function throughDepthChart({ id, depth }: PortraitRecord): Chart | null {
  const { mark, filled, color } = initializerStyles[initializerFamily(id)];
  const look = { mark, filled };
  const lines = [
    lineOf(depth.signal, { ...look, color, dash: [], name: 'signal', label: 'signal' }),
    lineOf(depth.gradient, {
      ...look,
      color: 'var(--ink)',
      dash: [5, 3],
      name: 'gradient',
      label: 'gradient',
    }),
  ];
  if (lines.some(({ points }) => points.length === 0)) return null;
  return {
    title: titleOf(depth),
    description: `On a logarithmic axis, layer by layer: the mean square of the activations over that of the first layer, and the mean square of the gradient over that at the last hidden layer. Lines are the middle of ${counted(depth.keys, 'key')}, bands reach from the least to the most. A dotted line at 1: nothing lost, nothing gained.`,
    notes: [],
    specs: { wide: spec(lines, depth.layers), narrow: null },
    tips: tipsOf(lines, depth.layers),
    table: table(
      ['What', '#Layer', '#Least', '#Middle', '#Most'],
      lines.flatMap(({ style, points }) =>
        points.map((at) => [
          style.label,
          String(at.layer),
          ...[at.low, at.median, at.high].map((v) => formatNumber(v)),
        ]),
      ),
    ),
  };
}

const last = (values: readonly (number | string)[]) => decodeNumber((values.at(-1) ?? 'NaN') as number);

function titleOf({ layers, activation, signal, gradient }: PortraitRecord['depth']): string {
  const named = activation === 'relu' ? 'ReLU' : activation;
  const [through, back] = [last(signal.median), decodeNumber(gradient.median[0] ?? 'NaN')];
  return `From the first to the last of ${layers} layers of ${named} the signal’s mean square is multiplied by ${formatNumber(through, 2)}, the gradient’s on its way back by ${formatNumber(back, 2)}`;
}

function lineOf({ low, median, high }: PortraitRecord['depth']['signal'], style: ArmStyle): Line {
  const points = median.map((middle, index) => ({
    arm: style.name,
    layer: index + 1,
    low: decodeNumber(low[index] ?? 'NaN'),
    median: decodeNumber(middle),
    high: decodeNumber(high[index] ?? 'NaN'),
  }));
  return {
    style,
    points: points.filter((at) => [at.low, at.median, at.high].every((v) => Number.isFinite(v) && v > 0)),
  };
}

const below = 56;

/** Where layers and values lie. */
function layout(lines: readonly Line[], layers: number) {
  const room = labelRoom(
    'compact',
    lines.map(({ style }) => style.label),
  );
  const padding = { left: 52, right: room.right, top: 40, bottom: below + room.below };
  const points = lines.flatMap((line) => line.points);
  const values = scaleOf('log', [1, ...points.flatMap(({ low, high }) => [low, high])], 6);
  const ticks = [1, 5, 10, 15, 20].filter((tick) => tick <= layers);
  const steps: Scale = { type: 'linear', domain: [1, layers], ticks };
  return { plot: frame('compact', 240, padding), points, values, steps };
}

function tipsOf(lines: readonly Line[], layers: number): Tip[] {
  const { plot, values, steps } = layout(lines, layers);
  return lines.flatMap(({ style, points }) =>
    points.map((at) =>
      tipAt(
        plot,
        place(steps, at.layer) * plot.width,
        (1 - place(values, at.median)) * plot.height,
        `${style.label}, layer ${at.layer}: ${formatNumber(at.median)} (${formatNumber(at.low)} to ${formatNumber(at.high)})`,
      ),
    ),
  );
}

function spec(lines: readonly Line[], layers: number): Spec {
  const { plot, points, values, steps } = layout(lines, layers);
  const x = quantity('layer', vegaScale(steps), axisOf(steps, 'layer'));
  const axis = { ...axisOf(values, 'mean square, as a multiple (log scale)'), ...levelTitle(52), grid: true };
  const y = (field: string) => quantity(field, vegaScale(values), axis);
  const { stroke, strokeDash } = armChannels(lines.map(({ style }) => style));
  const kept = [1, layers].map((at) => ({ layer: at, one: 1 }));
  const labels = lines.map(({ style, points }) => ({
    style,
    text: style.label,
    line: [{ x: plot.width, y: plot.height * (1 - place(values, points.at(-1)!.median)) }],
  }));
  return framed(plot, [
    layer(points, { type: 'area', opacity: 0.16 }, { x, y: y('low'), y2: { field: 'high' }, fill: stroke }),
    layer(kept, { type: 'line', stroke: 'var(--ink)', strokeDash: [1, 3] }, { x, y: y('one') }),
    layer(points, { type: 'line', strokeWidth: 2.2 }, { x, y: y('median'), stroke, strokeDash }),
    ...labelLayers(plot, labels, below),
  ]);
}
