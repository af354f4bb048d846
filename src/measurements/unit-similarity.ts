import type { Network, Parameters } from '../network/network.ts';

/**
 * How alike each two units of a hidden layer are, [units][units]: 1 − ‖u − v‖ / (‖u‖ + ‖v‖) of all the weights that
 * come in, the bias and the weights that go out. 1 exactly when both are the same unit, 0 when one is the other's
 * opposite; two units of zeros are the same. Rounded down to thousandths, so that nothing else reads 1.
 */
export function unitSimilarity(
  { widths }: Network,
  { weights, biases }: Parameters,
  layer: number,
): number[][] {
  const [fanIn, units, fanOut] = [widths[layer - 1]!, widths[layer]!, widths[layer + 1]!];
  const vectors = Array.from({ length: units }, (_, unit) => [
    ...weights[layer - 1]!.subarray(unit * fanIn, (unit + 1) * fanIn),
    biases[layer - 1]![unit]!,
    ...Array.from({ length: fanOut }, (_, out) => weights[layer]![out * units + unit]!),
  ]);
  return vectors.map((u) => vectors.map((v) => Math.floor(1000 * alike(u, v)) / 1000));
}

function alike(u: readonly number[], v: readonly number[]): number {
  const apart = norm(u.map((value, i) => value - v[i]!));
  return apart === 0 ? 1 : 1 - apart / (norm(u) + norm(v));
}

const norm = (vector: readonly number[]): number => Math.hypot(...vector);
