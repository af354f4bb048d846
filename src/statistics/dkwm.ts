import { strictlyInUnit } from './unit-interval.ts';

// The inequality of Dvoretzky, Kiefer, Wolfowitz and Massart: the distribution function of n independent draws lies
// further than ε from their law's own, anywhere, with probability at most 2 exp(−2 n ε²), whatever the law.
// Source: P. Massart, The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality, Annals of Probability 18 (1990).

/** The distance that n independent draws from the law itself exceed with probability at most `alpha`. */
export function dkwBand(n: number, alpha: number): number {
  if (!Number.isInteger(n) || n < 1)
    throw new RangeError(`invalid number of draws: ${n} (expected a whole number from 1)`);
  strictlyInUnit('alpha', alpha);
  return Math.sqrt(Math.log(2 / alpha) / (2 * n));
}

/** How many draws make the band at most `width` wide, to each side. */
export function drawsForBand(width: number, alpha: number): number {
  strictlyInUnit('width', width);
  return Math.ceil((dkwBand(1, alpha) / width) ** 2);
}

/**
 * The smallest distance from the tested law at which n draws leave its band with probability at least 1 − `beta`: the
 * band, and what the draws may fall short of their own law at the place where the two are furthest apart. For that
 * place alone Hoeffding's inequality holds, exp(−2 n ε²) = beta.
 *
 * Source: W. Hoeffding, Probability inequalities for sums of bounded random variables, Journal of the American
 * Statistical Association 58 (1963).
 */
export function caughtDistance(n: number, alpha: number, beta: number): number {
  strictlyInUnit('beta', beta);
  return dkwBand(n, alpha) + Math.sqrt(-Math.log(beta) / (2 * n));
}

/** How many draws leave the band with probability at least 1 − `beta` when their law is `distance` away. */
export function drawsToCatch(distance: number, alpha: number, beta: number): number {
  strictlyInUnit('distance', distance);
  return Math.ceil((caughtDistance(1, alpha, beta) / distance) ** 2);
}
