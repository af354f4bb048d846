import type { ActivationId } from './activations.ts';
import type { LossId } from './losses.ts';

/** A multilayer perceptron as plain data. The loss says how the last layer's values (logits) are read. */
export interface Network {
  /** Units per layer: [inputs, hidden …, outputs]. */
  readonly widths: readonly number[];
  /** Applied after every layer but the last; where there are branches, inside them only. */
  readonly activation: ActivationId;
  readonly loss: LossId;
  /** Absent in a plain network. */
  readonly residual?: Residual;
}

/**
 * Between the first layer and the last lie branches, one after another: x ← x + α · (W_m f(… f(W₁ x + b₁) …) + b_m).
 * Nothing else is done to x: first and last layer have no activation.
 */
export interface Residual {
  /** Weight layers of a branch: m. */
  readonly branchLayers: number;
  /** Whether each branch has a learnt multiplier α; without, it is 1 and stays so. */
  readonly multipliers?: boolean;
}

/** weights[l] is [widths[l + 1], widths[l]] row by row; biases[l] is [widths[l + 1]]. */
export interface Parameters {
  readonly weights: readonly Float64Array[];
  readonly biases: readonly Float64Array[];
  /** One number [1] a branch, where the network learns them. */
  readonly multipliers?: readonly Float64Array[];
}

/** Number of weight layers. */
export const depth = (network: Network): number => network.widths.length - 1;

export const branchCount = ({ widths, residual }: Network): number =>
  residual ? (widths.length - 3) / residual.branchLayers : 0;

/** What a weight layer, from 0, is in its network: `branch-end` is the last layer of a branch. */
export type Place = 'first' | 'branch' | 'branch-end' | 'hidden' | 'last';

export function placeOf({ widths, residual }: Network, layer: number): Place {
  if (layer === widths.length - 2) return 'last';
  if (layer === 0) return 'first';
  if (!residual) return 'hidden';
  return layer % residual.branchLayers === 0 ? 'branch-end' : 'branch';
}

/** Whether the layer, from 0, reads what a branch starts from. */
export const startsBranch = (network: Network, layer: number): boolean =>
  network.residual !== undefined &&
  ['branch', 'branch-end'].includes(placeOf(network, layer)) &&
  (layer - 1) % network.residual.branchLayers === 0;

/** Whether the layer's values, from 0, pass through the activation. */
export const isActivated = (network: Network, layer: number): boolean =>
  layer < network.widths.length - 2 &&
  (network.residual === undefined || placeOf(network, layer) === 'branch');

/**
 * @throws RangeError with what was expected and what came
 */
export function checkNetwork(network: Network): void {
  const { widths, loss } = network;
  if (widths.length < 2)
    throw new RangeError(
      `invalid layers: ${widths.join(',')} (expected at least inputs and outputs, e.g. 2,10,5,1)`,
    );
  for (const width of widths)
    if (!Number.isInteger(width) || width < 1)
      throw new RangeError(`invalid layer width: ${width} (expected a whole number of units, 1 or more)`);
  if (loss === 'binary-cross-entropy' && widths.at(-1) !== 1)
    throw new RangeError(`invalid output width: ${widths.at(-1)} (binary cross-entropy has 1 output)`);
  checkBranches(network);
}

function checkBranches(network: Network): void {
  const { widths, residual } = network;
  if (!residual) return;
  const { branchLayers } = residual;
  if (!Number.isInteger(branchLayers) || branchLayers < 1)
    throw new RangeError(
      `invalid branch layers: ${branchLayers} (expected a whole number of layers a branch, 1 or more)`,
    );
  const between = widths.length - 3;
  if (between < branchLayers || between % branchLayers !== 0)
    throw new RangeError(
      `invalid layers: ${widths.join(',')} (${between} between the first and the last, expected a multiple of the ${branchLayers} of a branch)`,
    );
  const odd = widths.slice(1, -1).find((width, k) => k % branchLayers === 0 && width !== widths[1]);
  if (odd !== undefined)
    throw new RangeError(
      `invalid layer width: ${odd} (a branch is added to what it starts from, ${widths[1]} units)`,
    );
}
