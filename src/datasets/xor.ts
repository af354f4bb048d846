import { nonNegative, parameters } from '../initializers/parameters.ts';
import type { Dataset } from './dataset.ts';
import { generated } from './generated.ts';

/** Corners of a square; neighbours are of different classes. */
const corners = [
  { at: [-1, -1], label: 0 },
  { at: [1, -1], label: 1 },
  { at: [1, 1], label: 0 },
  { at: [-1, 1], label: 1 },
] as const;

/**
 * Four clouds at (±1, ±1), class 1 where the signs differ, with normal noise: no straight line separates them.
 * Points go to the corners in turn, so classes differ by at most one point.
 */
export function xor(given: { readonly noise?: number } = {}): Dataset {
  const { noise } = parameters('xor', given, { noise: nonNegative(0.2) });
  return generated({
    description: `Exclusive or: four clouds at (±1, ±1), noise ${noise}`,
    source: 'M. Minsky, S. Papert, Perceptrons, 1969',
    noise,
    places: (count) => Array.from({ length: count }, (_, i) => corners[i % 4]!),
  });
}
