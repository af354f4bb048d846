import { truncatedNormalDistribution } from './distributions.ts';
import { independent } from './independent.ts';
import type { Initializer } from './initializer.ts';
import { finite, nonNegative, parameters } from './parameters.ts';
import { plus, shortNumber } from './short-number.ts';

/**
 * A normal cut at two standard deviations, widened so that `std` is what remains after the cut.
 * Keras's `TruncatedNormal(std)` and JAX's `truncated_normal(std)` are not widened: theirs is `std: .8796 * std` here.
 */
export function truncatedNormal(given: { readonly mean?: number; readonly std?: number } = {}): Initializer {
  const { mean, std } = parameters('truncated-normal', given, { mean: finite(0), std: nonNegative(1) });
  return independent({
    label: `truncated normal × ${shortNumber(std)}${plus(mean)}`,
    formula: `N(${shortNumber(mean)}, ${shortNumber(std)}²), cut at both ends`,
    source: 'The truncated normal inside Keras, VarianceScaling, and JAX, variance_scaling',
    distribution: () => truncatedNormalDistribution(mean, std),
  });
}
