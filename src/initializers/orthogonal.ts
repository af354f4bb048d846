import betaCdf from '@stdlib/stats-base-dists-beta-cdf';
import type { Draws } from '../random/draws.ts';
import { largestOf } from './exact.ts';
import { matrixOf, type Shape } from './fans.ts';
import type { Initializer } from './initializer.ts';
import { nonNegative, parameters } from './parameters.ts';
import { shortNumber } from './short-number.ts';

/**
 * Random orthogonal matrices, uniform by Haar's measure, times `gain`: the vectors of the shorter side
 * (rows, one a unit, when there are no more units than inputs; else columns) are orthogonal to each other and `gain` long.
 */
export function orthogonal(given: { readonly gain?: number } = {}): Initializer {
  const { gain } = parameters('orthogonal', given, { gain: nonNegative(1) });
  return {
    label: gain === 1 ? 'orthogonal' : `orthogonal × ${shortNumber(gain)}`,
    formula: gain === 1 ? 'WᵀW = I' : `WᵀW = ${shortNumber(gain)}² I`,
    source:
      'A. Saxe, J. McClelland, S. Ganguli, Exact solutions to the nonlinear dynamics of learning in deep linear neural networks, ICLR 2014, “Finding good weight initializations”; F. Mezzadri, How to generate random matrices from the classical compact groups, Notices of the AMS 54 (2007)',
    law(shape) {
      const { inputs, units } = matrixOf(shape);
      const longer = Math.max(inputs, units);
      return {
        family: 'orthogonal',
        mean: 0,
        variance: (gain * gain) / longer,
        support: [-gain, gain],
        independent: false,
        cdf: coordinateCdf(longer, gain),
        exact: {
          measure: `largest entry of WᵀW − ${gain === 1 ? '' : `${shortNumber(gain)}² `}I (of WWᵀ where W is wide)`,
          deviation: (weights) => gramDeviation(weights, shape, gain * gain),
          // Twice orthogonalized, inner products are off by some roundings: a thousand of them are 2e-13.
          atMost: 1e-12 * Math.max(1, gain * gain),
          scale: gain * gain,
        },
      };
    },
    draw(draws, shape) {
      const { inputs, units } = matrixOf(shape);
      const longer = Math.max(inputs, units);
      const vectors = orthonormalVectors(draws, Math.min(inputs, units), longer);
      const [perRow, perColumn] = units <= inputs ? [longer, 1] : [1, longer]; // steps in `vectors`
      return Float64Array.from({ length: units * inputs }, (_, i) => {
        const column = i % inputs;
        const row = (i - column) / inputs;
        return gain * vectors[row * perRow + column * perColumn]!;
      });
    },
  };
}

/**
 * P(a coordinate of a uniform point on the sphere of radius `gain` in n dimensions ≤ x): scaled to 0 … 1 the
 * coordinate follows Beta((n − 1) / 2, (n − 1) / 2). In one dimension the point is gain or −gain.
 */
function coordinateCdf(n: number, gain: number): (x: number) => number {
  const half = (n - 1) / 2;
  return (x) => {
    if (x < -gain) return 0;
    if (x >= gain) return 1;
    return n === 1 ? 1 / 2 : betaCdf((x / gain + 1) / 2, half, half);
  };
}

/** How far inner products of the shorter side's vectors are from `square` times the identity. */
function gramDeviation(weights: ArrayLike<number>, shape: Shape, square: number): number {
  const { units, inputs } = matrixOf(shape);
  const [shorter, longer] = [Math.min(inputs, units), Math.max(inputs, units)];
  const [perVector, perEntry] = units <= inputs ? [inputs, 1] : [1, inputs]; // steps in `weights`
  const products = new Float64Array(shorter * shorter);
  for (let i = 0; i < shorter; i++)
    for (let j = 0; j <= i; j++)
      for (let k = 0; k < longer; k++)
        products[i * shorter + j]! +=
          weights[i * perVector + k * perEntry]! * weights[j * perVector + k * perEntry]!;
  return largestOf(products, (product, at) => {
    const [i, j] = [Math.floor(at / shorter), at % shorter];
    return j > i ? 0 : Math.abs(product - (i === j ? square : 0));
  });
}

/**
 * `count` vectors of `length` numbers, one after another, by Gram and Schmidt's method from independent normals.
 * It takes lengths as positive, so the triangular factor's diagonal is positive: that choice makes the result
 * Haar-distributed (Mezzadri). Done twice, it is orthogonal to rounding.
 */
function orthonormalVectors(draws: Draws, count: number, length: number): Float64Array {
  const all = Float64Array.from({ length: count * length }, () => draws.normal());
  for (let i = 0; i < count; i++) {
    const vector = all.subarray(i * length, (i + 1) * length);
    for (let pass = 0; pass < 2; pass++)
      for (let j = 0; j < i; j++) {
        const earlier = all.subarray(j * length, (j + 1) * length);
        addMultiple(vector, -dot(vector, earlier), earlier);
      }
    const norm = Math.sqrt(dot(vector, vector));
    for (let k = 0; k < length; k++) vector[k] = vector[k]! / norm;
  }
  return all;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}

/** target += factor · vector */
function addMultiple(target: Float64Array, factor: number, vector: Float64Array): void {
  for (let k = 0; k < target.length; k++) target[k] = target[k]! + factor * vector[k]!;
}
