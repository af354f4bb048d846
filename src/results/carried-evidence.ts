import type { Estimate, Seen } from './history.ts';
import { decodeNumber } from './numbers.ts';

/** Seed of the keys that chose cuts and caps: they are no evidence for what was chosen by them. */
export const pilotSeed = 0;

/** A claim's evidence over several runs, each under keys of its own. */
export interface CarriedEvidence {
  /** Runs whose e-values are multiplied. */
  readonly runs: number;
  readonly keys: number;
  /** ln of the products: against "the mean is at most the cut", and "at least the cut". */
  readonly logAbove: number;
  readonly logBelow: number;
  /** Runs that add nothing, because their keys had been looked at before, or chose the cut. */
  readonly refused: number;
}

/**
 * Multiplies a claim's e-values over runs: the product is an e-value, because given the runs before, each has an
 * expectation of at most 1 where the sentence against it is true. That needs keys nobody has looked at, so a seed counts
 * once; and the same sentence, so that a run with another setting, law, measure, cut or engine starts anew.
 * A verdict never rests on it: it would hide what broke since.
 *
 * @param trail what became of the claim, run by run, the last one included
 */
export function carriedEvidence(trail: readonly Seen[]): CarriedEvidence | null {
  let carried: CarriedEvidence | null = null;
  let fingerprint: string | null = null;
  const seeds = new Set<number>();
  for (const { run, claim } of trail) {
    const { estimate } = claim;
    if (!estimate || estimate.fingerprint === null) continue;
    if (estimate.fingerprint !== fingerprint) {
      // Under another sentence the same keys are new.
      seeds.clear();
      carried = null;
      fingerprint = estimate.fingerprint;
    }
    carried = added(carried ?? nothing, estimate, run.seed === pilotSeed || seeds.has(run.seed));
    seeds.add(run.seed);
  }
  return carried;
}

const nothing: CarriedEvidence = { runs: 0, keys: 0, logAbove: 0, logBelow: 0, refused: 0 };

function added(
  { runs, keys, logAbove, logBelow, refused }: CarriedEvidence,
  estimate: Estimate,
  refuse: boolean,
): CarriedEvidence {
  if (refuse) return { runs, keys, logAbove, logBelow, refused: refused + 1 };
  const { above, below } = estimate.logEvidence;
  return {
    runs: runs + 1,
    keys: keys + estimate.keys,
    logAbove: logAbove + decodeNumber(above),
    logBelow: logBelow + decodeNumber(below),
    refused,
  };
}
