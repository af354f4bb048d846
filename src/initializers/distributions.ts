import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import type { Draws } from '../random/draws.ts';
import type { Law } from './initializer.ts';

/** How one weight is drawn, and what it follows. */
export interface Distribution {
  readonly law: Law;
  next(draws: Draws): number;
}

export function normalDistribution(mean: number, std: number): Distribution {
  return {
    law: {
      family: 'normal',
      mean,
      variance: std * std,
      support: std === 0 ? [mean, mean] : [Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
      independent: true,
      cdf: (x) => normalCdf(x, mean, std),
    },
    next: (draws) => mean + draws.normal() * std,
  };
}

/** Normals beyond this many of their standard deviations are drawn again. */
const cut = 2;

/** The standard deviation that cutting N(0, 1) at ± 2 leaves: √(1 − 4φ(2) / (2Φ(2) − 1)); Keras and JAX write the same. */
const stdAfterCut = 0.87962566103423978;

/** A normal cut at two of its standard deviations, which is so much wider that `std` is what remains after the cut. */
export function truncatedNormalDistribution(mean: number, std: number): Distribution {
  const untruncated = std / stdAfterCut;
  const low = mean - cut * untruncated;
  const high = mean + cut * untruncated;
  const below = normalCdf(-cut, 0, 1);
  const kept = normalCdf(cut, 0, 1) - below;
  return {
    law: {
      family: 'truncated-normal',
      mean,
      variance: std * std,
      support: [low, high],
      independent: true,
      cdf(x) {
        if (x < low) return 0;
        return x >= high ? 1 : (normalCdf(x, mean, untruncated) - below) / kept;
      },
    },
    next(draws) {
      let z = draws.normal();
      while (Math.abs(z) > cut) z = draws.normal();
      return mean + z * untruncated;
    },
  };
}

/** Uniform from −limit to limit. */
export function uniformDistribution(limit: number): Distribution {
  return {
    law: {
      family: 'uniform',
      mean: 0,
      variance: (limit * limit) / 3,
      support: [-limit, limit],
      independent: true,
      cdf(x) {
        if (x < -limit) return 0;
        return x >= limit ? 1 : (x / limit + 1) / 2;
      },
    },
    next: (draws) => (2 * draws.uniform() - 1) * limit,
  };
}
