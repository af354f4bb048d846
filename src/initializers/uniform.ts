import { uniformDistribution } from './distributions.ts';
import { independent } from './independent.ts';
import type { Initializer } from './initializer.ts';
import { nonNegative, parameters } from './parameters.ts';
import { shortNumber } from './short-number.ts';

/** Uniform from −limit to limit for every layer, whatever its fans. */
export function uniform(given: { readonly limit?: number } = {}): Initializer {
  const { limit } = parameters('uniform', given, { limit: nonNegative(1) });
  return independent({
    label: `uniform ± ${shortNumber(limit)}`,
    formula: `U(±${shortNumber(limit)})`,
    source: 'Keras, RandomUniform(-limit, limit)',
    distribution: () => uniformDistribution(limit),
  });
}
