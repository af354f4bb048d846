import { pairedRatios, type Spread, spreadOf } from '../statistics/spread.ts';
import type { BenchWorkload, Timed } from './bench.ts';

/** A contestant's time on a workload, and against the engine that the others are held to. */
export interface Speed {
  readonly id: string;
  readonly label: string;
  readonly detail: string;
  /** Microseconds a step and replicate. */
  readonly microseconds: Spread;
  /** Times as long as the engine it is held to, round by round; null where that one was not timed. */
  readonly ratio: Spread | null;
  /** 10⁹ floating-point operations of the products, a second. */
  readonly gigaflops: number;
}

/** What the others are held to: the engine that trains the claims. */
export const yardstick = 'fused-float32';

/** The contestants that were timed, the fastest first. */
export function speedsOf({ outcomes, flopsPerStep }: BenchWorkload): Speed[] {
  const timed = outcomes.filter((outcome): outcome is Timed => outcome.status === 'timed');
  const held = timed.find(({ id }) => id === yardstick);
  return timed
    .map(({ id, label, detail, microseconds }) => ({
      id,
      label,
      detail,
      microseconds: spreadOf(microseconds),
      ratio: held ? spreadOf(pairedRatios(microseconds, held.microseconds)) : null,
      gigaflops: flopsPerStep / spreadOf(microseconds).median / 1000,
    }))
    .sort((a, b) => a.microseconds.median - b.microseconds.median);
}
