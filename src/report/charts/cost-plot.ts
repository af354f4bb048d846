import type { Size, Tip } from './chart.ts';
import { type Frame, frame, levelTitle, quantity } from './frame.ts';
import type { ArmStyle } from './initializer-style.ts';
import { labelLayers, labelRoom } from './labels.ts';
import { axisOf, place, type Scale, scaleOf, vegaScale } from './scale.ts';

/** Where a line of costs ends, and what stands there. */
export interface LineEnd {
  readonly style: ArmStyle;
  readonly text: string;
  readonly cost: number;
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

/** Whether a logarithmic axis has a place for a cost. */
export const fits = (cost: number): boolean => Number.isFinite(cost) && cost > 0;

/** `above` is the room over the plot, in pixels: more of it where something leaves the plot; `titles` are the axes'. */
export function costPlot(
  size: Size,
  above: number,
  points: { readonly steps: readonly number[]; readonly costs: readonly number[] },
  ends: readonly LineEnd[],
  type: Scale['type'] = 'log',
  titles = { x: 'step', y: type === 'log' ? 'cost (log scale)' : 'cost' },
): CostPlot {
  const below = 56;
  const room = labelRoom(
    size,
    ends.map(({ text }) => text),
  );
  const padding = { left: 48, right: room.right, top: above, bottom: below + room.below };
  const plot = frame(size, size === 'wide' ? 340 : 240, padding);
  const costs = scaleOf(type, points.costs.filter(fits), 6);
  const rough = scaleOf('linear', points.steps, size === 'wide' ? 6 : 3);
  // The axis ends with the run, not at the next round step; between two steps there is none.
  const steps: Scale = {
    ...rough,
    domain: [rough.domain[0], Math.max(...points.steps, 1)],
    ticks: rough.ticks.filter(Number.isInteger),
  };
  const costAxis = {
    ...axisOf(costs, titles.y),
    ...levelTitle(48),
    titleY: 30 - above,
    grid: true,
  };
  const position = (step: number) => place(steps, step) * plot.width;
  const level = (cost: number) => plot.height * (1 - place(costs, cost));
  return {
    frame: plot,
    costs,
    x: quantity('step', vegaScale(steps), axisOf(steps, titles.x)),
    y: (field) => quantity(field, vegaScale(costs), costAxis),
    position,
    tip: (step, cost, text) =>
      fits(cost) ? [[Math.round(padding.left + position(step)), Math.round(above + level(cost)), text]] : [],
    labels: labelLayers(
      plot,
      ends.map(({ style, text, cost }) => ({ style, text, y: level(cost) })),
      below,
    ),
  };
}
