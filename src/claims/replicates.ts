import type { Engine } from '../engines/engine.ts';
import type { Usually } from './claim.ts';
import type { ScoreRow } from './evidence.ts';
import { type Change, type Observed, observe, scoreKey } from './observe.ts';
import type { Score } from './score.ts';
import type { World } from './world.ts';

/** A claim's keys in the order of their index: trained as far as somebody asks, and kept for who asks again. */
export interface Replicates {
  /** How many more are worth asking for at a time. */
  readonly batch: number;
  first(keys: number): Promise<readonly Observed[]>;
}

/** Few, so that few are trained for nothing; more where the engine trains them together for the price of a few. */
const batchOf = ({ trainMany }: Engine): number => (trainMany ? 16 : 4);

export function replicatesOf(claim: Usually, world: World, change?: Change): Replicates {
  const seen: Observed[] = [];
  return {
    batch: batchOf(world.engine),
    async first(keys) {
      const missing = Array.from({ length: Math.max(0, keys - seen.length) }, (_, i) => seen.length + i);
      if (missing.length > 0) seen.push(...(await observe(claim, world, missing, change)));
      return seen.slice(0, keys);
    },
  };
}

/** The scored rows of the first so many keys, each worked out once; a planted fault may bring a score of its own. */
export function rowsOf(claim: Usually, replicates: Replicates, score: Score = claim.score) {
  const rows: ScoreRow[] = [];
  return async (keys: number): Promise<readonly ScoreRow[]> => {
    const observed = await replicates.first(keys);
    for (let key = rows.length; key < keys; key++) rows.push(scoreKey(claim, observed[key]!, key, score));
    return rows.slice(0, keys);
  };
}
