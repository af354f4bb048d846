import type { Draws } from '../random/draws.ts';
import { caughtDistance, dkwBand } from '../statistics/dkwm.ts';
import { distanceToUniform } from '../statistics/kolmogorov.ts';
import { alpha } from './budget.ts';
import type { LawCase } from './law-cases.ts';

/** What a law is missed with, at most, where the distance is the one stated as caught. */
export const missed = 1e-3;

/** Independent numbers that are uniform on 0 … 1 where the law is kept, and how far they are from that. */
export interface Pool {
  readonly name: string;
  /** What is counted: `weights`, `pairs`. */
  readonly unit: 'weight' | 'pair';
  readonly count: number;
  /** Kolmogorov's distance to uniform. */
  readonly distance: number;
  /** Further than that, the law is rejected. */
  readonly band: number;
  /** The smallest distance that is rejected with probability 1 − `missed`. */
  readonly caught: number;
  /** Share of the numbers at or below u, less u, at even steps of u from 0 to 1. */
  readonly curve: readonly number[];
}

/** Steps of a pool's curve. */
const steps = 64;

/** A law's decision takes one share α of the budget, and divides it among so many pools. */
const pools = 4;
const poolAlpha = alpha / pools;

/**
 * The weights of all cases through their own distribution functions, and what pairs of them say of independence.
 * None where nothing is drawn, none of pairs where the weights' own law is rejected.
 */
export function poolCases(cases: readonly LawCase[], draws: Draws): Pool[] {
  const drawing = cases.filter(({ law }) => law.cdf && law.variance > 0);
  if (drawing.length === 0 || drawing[0]!.others === null) return [];
  const uniform = drawing.map((given, i) => uniforms(given, i, draws));
  const weights = pool('each weight has its law', 'weight', joined(uniform.map((given) => given.weights)))!;
  // Pairs are uniform only where each of the two is: of another law they tell nothing about independence.
  if (weights.distance > weights.band) return [weights];
  return [
    weights,
    pool(
      'neighbours in a tensor are independent',
      'pair',
      joined(uniform.map((given) => neighbours(given.weights))),
    ),
    pool('layers are independent', 'pair', joined(uniform.map((given) => pairs(given.weights, given.layer)))),
    pool('seeds are independent', 'pair', joined(uniform.map((given) => pairs(given.weights, given.seed)))),
  ].filter((made) => made !== null);
}

/** Each case's weights through their distribution function; one weight of each tensor where its entries depend. */
function uniforms({ law, weights, others }: LawCase, index: number, draws: Draws) {
  const cdf = law.cdf!;
  const at = law.independent ? null : index % weights.length;
  const through = (tensor: ArrayLike<number>) =>
    at === null
      ? filled(tensor.length, (i) => inUnit(cdf(tensor[i]!)))
      : filled(1, () => throughAtoms(cdf, tensor[at]!, draws));
  const none = new Float64Array(0);
  return {
    weights: through(weights),
    layer: others ? through(others.layer) : none,
    seed: others ? through(others.seed) : none,
  };
}

/** A value that has a probability of its own is spread evenly over it. */
function throughAtoms(cdf: (x: number) => number, weight: number, draws: Draws): number {
  const below = cdf(justBelow(weight));
  return inUnit(below + draws.uniform() * (cdf(weight) - below));
}

const inUnit = (share: number): number => Math.min(1, Math.max(0, share));

/** The next number below, in float64. */
function justBelow(x: number): number {
  if (x === 0) return -Number.MIN_VALUE;
  const bits = new BigInt64Array(new Float64Array([x]).buffer);
  bits[0]! += x > 0 ? -1n : 1n;
  return new Float64Array(bits.buffer)[0]!;
}

/** Disjoint pairs of neighbours. Where both are uniform and independent so is their sum, and their difference, modulo 1. */
const neighbours = (uniform: Float64Array): Float64Array =>
  filled(Math.floor(uniform.length / 2), (i) => combined(uniform[2 * i]!, uniform[2 * i + 1]!, i));

const pairs = (one: Float64Array, other: Float64Array): Float64Array =>
  filled(other.length, (i) => combined(one[i]!, other[i]!, i));

/** A loop: `Float64Array.from` takes several times as long. */
function filled(length: number, value: (index: number) => number): Float64Array {
  const values = new Float64Array(length);
  for (let i = 0; i < length; i++) values[i] = value(i);
  return values;
}

/** Differences and sums in turn: the one sees what is equal, the other what is opposite. */
function combined(u: number, v: number, turn: number): number {
  const sum = turn % 2 === 0 ? u - v : u + v;
  return sum - Math.floor(sum);
}

function joined(parts: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

function pool(name: string, unit: Pool['unit'], values: Float64Array): Pool | null {
  const count = values.length;
  if (count === 0) return null;
  const { distance, curve } = distanceToUniform(values, steps);
  return {
    name,
    unit,
    count,
    distance,
    band: dkwBand(count, poolAlpha),
    caught: caughtDistance(count, poolAlpha, missed),
    curve,
  };
}
