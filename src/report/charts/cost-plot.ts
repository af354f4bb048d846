import { formatCount, formatNumber } from '../pages/numbers.ts';
import type { Size, Spec, Tip } from './chart.ts';
import { type Frame, frame, layer, levelTitle, quantity, textWidth, tipAt } from './frame.ts';
import type { ArmStyle } from './initializer-style.ts';
import { type EndLabel, labelLayers, labelRoom } from './labels.ts';
import { axisOf, place, type Scale, scaleOf, tickLabel, vegaScale } from './scale.ts';

export interface Cost {
  readonly step: number;
  readonly cost: number;
}

/** A line of costs, and what stands where it ends. */
export interface NamedLine {
  readonly style: ArmStyle;
  readonly text: string;
  readonly line: readonly Cost[];
  readonly at?: EndLabel['at'];
}

/** Cost by step, on a logarithmic axis as a rule: what all such charts share. */
export interface CostPlot {
  readonly frame: Frame;
  readonly costs: Scale;
  readonly x: Record<string, unknown>;
  readonly y: (field: string) => Record<string, unknown>;
  /** A step's place, in pixels from the plot's left. */
  readonly position: (step: number) => number;
  /** What a value says to a pointer, where the axes have a place for it. */
  readonly tip: (step: number, cost: number, text: string) => Tip[];
  readonly labels: readonly unknown[];
}

/** Whether an axis has a place for a cost: a logarithmic one has none for 0. */
export const fits = (cost: number, type: Scale['type']): boolean =>
  Number.isFinite(cost) && (type === 'linear' || cost > 0);

/** A line with its gaps: what the axis has no place for is left out, and not bridged. */
export const gapped = (cost: number, type: Scale['type']): number | null => (fits(cost, type) ? cost : null);

/**
 * A band between two quantiles. It runs out of the plot where its upper edge is infinite or, on a logarithmic axis, its
 * lower one 0.
 */
function bandWithin(low: number, high: number, { type, domain }: Scale): [number, number] | null {
  const top = high === Number.POSITIVE_INFINITY ? domain[1] : high;
  const bottom = type === 'log' && low === 0 ? domain[0] : low;
  return fits(top, type) && fits(bottom, type) ? [bottom, top] : null;
}

/** What became of a cost in the end: a number, or from which step on it is none. */
export function endOf(line: readonly Cost[]): { readonly cost: number; readonly words: string } {
  const cost = line.at(-1)?.cost ?? Number.NaN;
  if (Number.isFinite(cost)) return { cost, words: formatNumber(cost) };
  const finite = line.findLastIndex((at) => Number.isFinite(at.cost));
  const tail = line.slice(finite + 1);
  const infinite = tail.every((at) => at.cost === Number.POSITIVE_INFINITY);
  const none = tail.every((at) => Number.isNaN(at.cost));
  const what = infinite ? 'infinite' : none ? 'not a number' : 'infinite or not a number';
  return {
    cost: Number.POSITIVE_INFINITY,
    words: finite < 0 ? `${what} at every step` : `${what} from step ${formatCount(tail[0]!.step)}`,
  };
}

/** `above` is the room over the plot, in pixels: more of it where something leaves the plot; `titles` are the axes'. */
export function costPlot(
  size: Size,
  above: number,
  points: { readonly steps: readonly number[]; readonly costs: readonly number[] },
  lines: readonly NamedLine[],
  type: Scale['type'] = 'log',
  titles = { x: 'step', y: type === 'log' ? 'cost (log scale)' : 'cost' },
): CostPlot {
  const below = 56;
  const room = labelRoom(
    size,
    lines.map(({ text }) => text),
  );
  const costs = scaleOf(
    type,
    points.costs.filter((cost) => fits(cost, type)),
    6,
  );
  const left = Math.max(48, ...costs.ticks.map((tick) => textWidth(tickLabel(costs, tick)) + 8));
  const padding = { left, right: room.right, top: above, bottom: below + room.below };
  const plot = frame(size, size === 'wide' ? 340 : 240, padding);
  const steps = stepScale(points.steps, size);
  const costAxis = {
    ...axisOf(costs, titles.y),
    ...levelTitle(left),
    titleY: 30 - above,
    grid: true,
  };
  const position = (step: number) => place(steps, step) * plot.width;
  const level = (cost: number) => plot.height * (1 - place(costs, cost));
  const labels = lines.flatMap(({ line, ...label }) => {
    const placed = line.filter(({ cost }) => fits(cost, type));
    return placed.length > 0
      ? [{ ...label, line: placed.map(({ step, cost }) => ({ x: position(step), y: level(cost) })) }]
      : [];
  });
  return {
    frame: plot,
    costs,
    x: quantity('step', vegaScale(steps), axisOf(steps, titles.x)),
    y: (field) => quantity(field, vegaScale(costs), costAxis),
    position,
    tip: (step, cost, text) => (fits(cost, type) ? [tipAt(plot, position(step), level(cost), text)] : []),
    labels: labelLayers(plot, labels, below),
  };
}

/** From the first step to the last, not to the next round one; between two steps there is none. */
function stepScale(values: readonly number[], size: Size): Scale {
  const [first, last] = [Math.min(...values), Math.max(...values)];
  const rough = scaleOf('linear', [first, last], size === 'wide' ? 6 : 3);
  const [from, to] = last > first ? [first, last] : [first, first + 1];
  const round = rough.ticks.filter((tick) => Number.isInteger(tick) && tick >= from && tick <= to);
  const step = (round[1] ?? Number.POSITIVE_INFINITY) - (round[0] ?? 0);
  // The first layer is no round number, and is named all the same.
  const ticks = round[0] === first ? round : [first, ...round.filter((tick) => tick - first >= step / 2)];
  return { type: 'linear', domain: [from, to], ticks };
}

/** The bands of several lines, each row between its `low` and its `high`. */
export function bandLayer(
  rows: readonly {
    readonly arm: string;
    readonly step: number;
    readonly low: number;
    readonly high: number;
  }[],
  { x, y, costs }: CostPlot,
  fill: unknown,
): Spec {
  const drawn = rows.map(({ arm, step, low, high }) => {
    const [bottom, top] = bandWithin(low, high, costs) ?? [null, null];
    return { arm, step, low: bottom, high: top };
  });
  return layer(drawn, { type: 'area', opacity: 0.16 }, { x, y: y('low'), y2: { field: 'high' }, fill });
}
