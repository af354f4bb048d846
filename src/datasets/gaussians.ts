import { nonNegative, parameters } from '../initializers/parameters.ts';
import type { Dataset } from './dataset.ts';
import { generated } from './generated.ts';

/**
 * Two round normal clouds, class 0 about (−distance / 2, 0), class 1 about (distance / 2, 0), in equal numbers
 * (one more of class 0 when the count is odd). The best rule is the sign of the first coordinate; it is right with
 * probability Φ(distance / (2 std)): .977 at the defaults.
 */
export function gaussians(given: { readonly distance?: number; readonly std?: number } = {}): Dataset {
  const { distance, std } = parameters('gaussians', given, { distance: nonNegative(4), std: nonNegative(1) });
  return generated({
    description: `Two Gaussians, ${distance === 0 ? 'one upon the other' : `${distance} apart`}, standard deviation ${std}`,
    source: 'T. Hastie, R. Tibshirani, J. Friedman, The Elements of Statistical Learning, section 4.3',
    noise: std,
    places: (count) =>
      Array.from({ length: count }, (_, i) => ({
        at: [(i % 2 === 0 ? -distance : distance) / 2, 0],
        label: i % 2,
      })),
  });
}
