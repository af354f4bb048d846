import type { Draws } from '../random/draws.ts';

/** Points with their targets, float64. */
export interface Points {
  readonly count: number;
  /** Numbers per point. */
  readonly features: number;
  /** [count, features], row by row. */
  readonly inputs: Float64Array;
  /** Class of each point, 0 … classes − 1: [count]. */
  readonly labels: Int32Array;
  /** Real-valued targets for squared error, [count, outputs]; without them the labels stand in (one-hot where there are several outputs). */
  readonly targets?: Float64Array;
}

export interface Split {
  readonly train: Points;
  readonly test: Points;
}

export interface Dataset {
  readonly description: string;
  readonly source: string;
  readonly features: number;
  readonly classes: number;
  /** Training and test points, disjoint. Generated sets draw each part from its own stream. */
  split(
    draws: { readonly train: Draws; readonly test: Draws },
    counts: { readonly train: number; readonly test: number },
  ): Split;
}
