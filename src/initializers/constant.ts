import { largestOf } from './exact.ts';
import { weightCount } from './fans.ts';
import type { Initializer } from './initializer.ts';
import { finite, parameters } from './parameters.ts';
import { shortNumber } from './short-number.ts';

/** Every weight the same value (0 when left out, as in Keras). */
export function constant(given: { readonly value?: number } = {}): Initializer {
  const { value } = parameters('constant', given, { value: finite(0) });
  return filledWith(value, { label: `constant ${shortNumber(value)}`, source: 'Keras, Constant' });
}

/** An initializer that draws nothing: every weight is `value`. */
export function filledWith(value: number, described: Pick<Initializer, 'label' | 'source'>): Initializer {
  return {
    ...described,
    formula: shortNumber(value),
    law: () => ({
      family: 'constant',
      mean: value,
      variance: 0,
      support: [value, value],
      independent: true,
      exact: {
        measure: `largest distance of a weight from ${shortNumber(value)}`,
        deviation: (weights) => largestOf(weights, (w) => Math.abs(w - value)),
        atMost: 0,
        scale: Math.abs(value),
      },
    }),
    draw: (_, shape) => new Float64Array(weightCount(shape)).fill(value),
  };
}
