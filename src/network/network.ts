import type { ActivationId } from './activations.ts';
import type { LossId } from './losses.ts';

/** A multilayer perceptron as plain data. The loss says how the last layer's values (logits) are read. */
export interface Network {
  /** Units per layer: [inputs, hidden …, outputs]. */
  readonly widths: readonly number[];
  /** Applied after every layer but the last. */
  readonly activation: ActivationId;
  readonly loss: LossId;
}

/** weights[l] is [widths[l + 1], widths[l]] row by row; biases[l] is [widths[l + 1]]. */
export interface Parameters {
  readonly weights: readonly Float64Array[];
  readonly biases: readonly Float64Array[];
}

/** Number of weight layers. */
export const depth = (network: Network): number => network.widths.length - 1;

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
}
