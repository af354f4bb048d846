import type { Schedule } from '../engines/schedule.ts';
import { type InitializerSpec, initializerFrom, initializerLabel } from '../initializers/spec.ts';
import type { Network, Parameters } from '../network/network.ts';
import type { Draws } from '../random/draws.ts';

/** How a run is started, and what differs from the setting it is made in. */
export interface Arm {
  readonly init: InitializerSpec;
  /** Of the last layer's weights; `init` when absent. */
  readonly lastInit?: InitializerSpec;
  /** Zeros when absent. */
  readonly biases?: InitializerSpec;
  readonly schedule?: Partial<Schedule>;
  /** For people; the initializer's own label when absent. */
  readonly label?: string;
}

/** What a claim may write for an arm: the initializer alone where nothing else differs. */
export type ArmSpec = InitializerSpec | Arm;

export function armFrom(spec: ArmSpec): Arm {
  return typeof spec === 'object' && 'init' in spec ? spec : { init: spec };
}

export const armLabel = (arm: Arm): string => arm.label ?? initializerLabel(arm.init);

/** Where the numbers of each layer come from; layers count from 1. */
export interface LayerDraws {
  weights(layer: number): Draws;
  biases(layer: number): Draws;
}

/** The parameters that training starts from: weights [fanOut, fanIn] a layer, biases [fanOut]. */
export function startingParameters(network: Network, arm: Arm, draws: LayerDraws): Parameters {
  const hidden = initializerFrom(arm.init);
  const last = initializerFrom(arm.lastInit ?? arm.init);
  const biases = initializerFrom(arm.biases ?? 'zeros');
  const { widths } = network;
  const layers = widths.slice(1).map((fanOut, l) => ({ fanOut, fanIn: widths[l]!, layer: l + 1 }));
  return {
    weights: layers.map(({ fanOut, fanIn, layer }) =>
      (layer === layers.length ? last : hidden).draw(draws.weights(layer), [fanOut, fanIn]),
    ),
    biases: layers.map(({ fanOut, layer }) => biases.draw(draws.biases(layer), [fanOut, 1])),
  };
}
