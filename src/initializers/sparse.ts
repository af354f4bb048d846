import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { largestOf } from './exact.ts';
import { matrixOf } from './fans.ts';
import type { Initializer } from './initializer.ts';
import { nonNegative, parameters } from './parameters.ts';
import { shortNumber } from './short-number.ts';

/**
 * Each unit gets the same number of nonzero weights (all of them where it has no more inputs), at places drawn at
 * random, N(0, std²); the others are 0. So the total input to a unit does not grow with its number of inputs.
 */
export function sparse(given: { readonly connections?: number; readonly std?: number } = {}): Initializer {
  const { connections, std } = parameters('sparse', given, {
    connections: nonNegative(15),
    std: nonNegative(1),
  });
  const of = (inputs: number) => Math.min(Math.floor(connections), inputs);
  return {
    label: `sparse, ${shortNumber(Math.floor(connections))} a unit${std === 1 ? '' : ` × ${shortNumber(std)}`}`,
    formula: `${shortNumber(Math.floor(connections))} of fan-in: N(0, ${shortNumber(std)}²), else 0`,
    source:
      'J. Martens, Deep learning via Hessian-free optimization, ICML 2010, section 5, “sparse initialization”',
    law(shape) {
      const { inputs } = matrixOf(shape);
      const share = of(inputs) / inputs;
      return {
        family: 'sparse',
        mean: 0,
        variance: share * std * std,
        support: std === 0 ? [0, 0] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
        // How many weights of a unit are 0 is fixed.
        independent: false,
        exact: {
          measure: 'largest distance of the number of a unit’s weights that are not 0 from its own',
          deviation: (weights) => countsOff(weights, inputs, std === 0 ? 0 : of(inputs)),
          atMost: 0,
          scale: 0,
        },
        cdf: (x) => (x < 0 ? 0 : 1 - share) + share * normalCdf(x, 0, std),
      };
    },
    draw(draws, shape) {
      const { units, inputs } = matrixOf(shape);
      const weights = new Float64Array(units * inputs);
      for (let unit = 0; unit < units; unit++)
        for (const input of draws.permutation(inputs).subarray(0, of(inputs)))
          weights[unit * inputs + input] = draws.normal() * std;
      return weights;
    },
  };
}

/** How far any unit's number of nonzero weights is from `wanted`; NaN where a weight is. */
function countsOff(weights: ArrayLike<number>, inputs: number, wanted: number): number {
  const counts = new Float64Array(weights.length / inputs);
  for (let i = 0; i < weights.length; i++)
    counts[Math.floor(i / inputs)]! += Number.isNaN(weights[i]) ? Number.NaN : Number(weights[i] !== 0);
  return largestOf(counts, (count) => Math.abs(count - wanted));
}
