import type { Draws } from '../random/draws.ts';
import type { Shape } from './fans.ts';

/**
 * What an initializer promises of one weight: distribution family, mean, variance, support, distribution function.
 * `independent` says whether the entries of one matrix are independent of each other.
 */
export interface Law {
  readonly family:
    | 'constant'
    | 'uniform'
    | 'normal'
    | 'truncated-normal'
    | 'orthogonal'
    | 'identity'
    | 'sparse';
  readonly mean: number;
  readonly variance: number;
  /** Every weight lies within, ends included. */
  readonly support: readonly [low: number, high: number];
  readonly independent: boolean;
  /** P(weight ≤ x); it may jump. Absent for laws that draw nothing (constant, identity). */
  readonly cdf?: (x: number) => number;
  /** What holds of every matrix drawn, beside the distribution of its entries. */
  readonly exact?: ExactLaw;
}

export interface ExactLaw {
  /** What `deviation` measures, e.g. "largest entry of WᵀW − I". */
  readonly measure: string;
  deviation(weights: ArrayLike<number>): number;
  /** The largest deviation allowed in float64. */
  readonly atMost: number;
  /** What the deviation grows with: a value rounded to a relative precision is off by so much times that. */
  readonly scale: number;
}

/** Draws the starting weights of one layer. */
export interface Initializer {
  /** For people, e.g. `He`, `randn × 10`. */
  readonly label: string;
  /** The variance or value in the field's notation, e.g. `N(0, 2 / fan-in)`. */
  readonly formula: string;
  /** Paper, section or documentation that defines it. */
  readonly source: string;
  law(shape: Shape): Law;
  /** Weights unit by unit, float64: [fanOut, fanIn] row by row, or for each channel of the output its kernel. */
  draw(draws: Draws, shape: Shape): Float64Array;
}
