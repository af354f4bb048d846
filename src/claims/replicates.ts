import type { Usually } from './claim.ts';
import { type Change, type Observed, observe } from './observe.ts';
import type { World } from './world.ts';

/** A claim's keys in the order of their index: trained as far as somebody asks, and kept for who asks again. */
export interface Replicates {
  first(keys: number): Promise<readonly Observed[]>;
}

export function replicatesOf(claim: Usually, world: World, change?: Change): Replicates {
  const seen: Observed[] = [];
  return {
    async first(keys) {
      const missing = Array.from({ length: Math.max(0, keys - seen.length) }, (_, i) => seen.length + i);
      if (missing.length > 0) seen.push(...(await observe(claim, world, missing, change)));
      return seen.slice(0, keys);
    },
  };
}
