import { type EProcess, eProcess } from './betting.ts';
import { strictlyInUnit } from './unit-interval.ts';

/** Bounds of the mean after each number, `low[t]` and `high[t]` after t + 1 of them. They never widen. */
export interface ConfidenceSequence {
  readonly low: Float64Array;
  readonly high: Float64Array;
}

/** A bound is found to this, and errs to the safe side. */
const resolution = 1e-9;

/**
 * Bounds that hold the mean of numbers from 0 to 1 at all times together with probability at least 1 − `alpha`: the
 * means that no bet has refuted so far. Capital falls as the mean bet against grows, so what is left is an interval.
 *
 * Should the numbers have no common mean, low may pass high: then no mean fits.
 *
 * @param sides 'both' gives α / 2 to each; 'low' or 'high' gives α to one and leaves the other at the end of the range
 * @param process how to bet; a new one
 *
 * Source: I. Waudby-Smith and A. Ramdas, Estimating means of bounded random variables by betting, Journal of the Royal
 * Statistical Society B 86 (2024), section 4.
 */
export function confidenceSequence(
  xs: readonly number[],
  alpha: number,
  sides: 'both' | 'low' | 'high' = 'both',
  process: EProcess = eProcess(),
): ConfidenceSequence {
  strictlyInUnit('alpha', alpha);
  const logThreshold = Math.log((sides === 'both' ? 2 : 1) / alpha);
  const low = new Float64Array(xs.length);
  const high = new Float64Array(xs.length);
  let below = 0; // refuted: means up to here
  let above = 0; // refuted: means this near to 1
  for (const [t, x] of xs.entries()) {
    process.add(x);
    if (sides !== 'high') below = widened(below, (m) => process.logAtMost(m) - logThreshold);
    if (sides !== 'low') above = widened(above, (m) => process.logAtLeast(1 - m) - logThreshold);
    low[t] = below;
    high[t] = 1 - above;
  }
  return { low, high };
}

/**
 * The means from 0 to `end` at least are refuted: those where `excess`, which falls, is 0 or more. How far do they go
 * by now? By the Illinois form of false position: where the chord crosses 0, and when one end stays, at half its height.
 */
function widened(end: number, excess: (m: number) => number): number {
  let within = { m: end, excess: excess(end) };
  if (!(within.excess >= 0)) return end;
  let beyond = { m: 1, excess: excess(1) }; // a mean of at most 1 cannot be refuted
  let moved = 0;
  while (beyond.m - within.m > resolution) {
    const share = within.excess / (within.excess - beyond.excess);
    // Infinite heights have no chord; and a step to where one stands would not end.
    const middle = within.m + (beyond.m - within.m) * (share > 0.001 && share < 0.999 ? share : 0.5);
    const height = excess(middle);
    if (height >= 0) {
      within = { m: middle, excess: height };
      if (moved > 0) beyond.excess /= 2;
      moved = 1;
    } else {
      beyond = { m: middle, excess: height };
      if (moved < 0) within.excess /= 2;
      moved = -1;
    }
  }
  return within.m;
}
