import type { Points } from '../datasets/dataset.ts';
import type { Schedule } from '../engines/schedule.ts';
import { type InitializerSpec, initializerFrom, initializerLabel } from '../initializers/spec.ts';
import { branchCount, type Network, type Parameters, type Place, placeOf } from '../network/network.ts';
import type { Draws } from '../random/draws.ts';
import { lsuv } from './lsuv.ts';
import type { Setting } from './setting.ts';

/** How a run is started, and what differs from the setting it is made in. */
export interface Arm {
  readonly init: InitializerSpec;
  /** Zeros when absent. */
  readonly biases?: InitializerSpec;
  /** Where the weights of a place start otherwise. */
  readonly places?: Readonly<Partial<Record<Place, InitializerSpec>>>;
  /** What learnt multipliers of branches start at; ones when absent. */
  readonly multipliers?: InitializerSpec;
  /** Whether the weights drawn are then scaled on the training points, layer by layer, to unit variance. */
  readonly lsuv?: boolean;
  readonly network?: Partial<Network>;
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

/** The setting an arm runs in. */
export const settingOf = (setting: Setting, { network, schedule }: Arm): Setting => ({
  ...setting,
  network: { ...setting.network, ...network },
  schedule: { ...setting.schedule, ...schedule },
});

/** Where the numbers of each layer come from; layers count from 1. */
export interface LayerDraws {
  weights(layer: number): Draws;
  biases(layer: number): Draws;
  /** Of the multiplier of a branch; branches count from 1. */
  multipliers(branch: number): Draws;
}

/**
 * The parameters that training starts from: weights [fanOut, fanIn] a layer, biases [fanOut].
 *
 * @param points what it is trained on, for an arm that looks at them
 */
export function startingParameters(
  network: Network,
  arm: Arm,
  draws: LayerDraws,
  points?: Points,
): Parameters {
  const drawn = drawnParameters(network, arm, draws);
  if (!arm.lsuv) return drawn;
  if (!points)
    throw new RangeError('missing points: LSUV scales weights on the points that it is trained on');
  return lsuv(network, drawn, points);
}

function drawnParameters(network: Network, arm: Arm, draws: LayerDraws): Parameters {
  const weights = (layer: number) => initializerFrom(arm.places?.[placeOf(network, layer - 1)] ?? arm.init);
  const biases = initializerFrom(arm.biases ?? 'zeros');
  const { widths, residual } = network;
  const layers = widths.slice(1).map((fanOut, l) => ({ fanOut, fanIn: widths[l]!, layer: l + 1 }));
  return {
    weights: layers.map(({ fanOut, fanIn, layer }) =>
      weights(layer).draw(draws.weights(layer), [fanOut, fanIn]),
    ),
    biases: layers.map(({ fanOut, layer }) => biases.draw(draws.biases(layer), [fanOut, 1])),
    ...(residual?.multipliers && { multipliers: multipliersOf(network, arm, draws) }),
  };
}

function multipliersOf(network: Network, { multipliers = 'ones' }: Arm, draws: LayerDraws): Float64Array[] {
  const { draw } = initializerFrom(multipliers);
  return Array.from({ length: branchCount(network) }, (_, k) => draw(draws.multipliers(k + 1), [1, 1]));
}
