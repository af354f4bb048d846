import type { CaseAddress } from '../claims/case-at.ts';
import type { ClaimDescription } from '../claims/describe-claim.ts';
import type { Size, World } from '../claims/world.ts';
import { defaultEngine, engineFrom } from '../engines/registry.ts';
import type { ClaimResult } from '../results/schema.ts';
import { fileCache, memoryCache } from '../training/cache.ts';
import { fingerprint } from '../training/fingerprint.ts';

/** What a run hands to the processes in which its claims are tested. */
export interface Provided {
  readonly seed: number;
  readonly size: Size;
  readonly engine: string;
  /** Folder of the cache; null for none. */
  readonly cache: string | null;
  readonly replay: CaseAddress | null;
}

declare module 'vitest' {
  interface ProvidedContext {
    initproof: Provided;
  }
  interface TaskMeta {
    claim?: ClaimDescription;
    result?: ClaimResult;
  }
}

/** What a claim's test runs with when no run provides it (a plain `vitest` on the file), and a run unless it is told. */
export const defaults: Provided = {
  // Keys of the gate; changing it to turn a verdict is forbidden. Seed 0 is the pilot's, from which margins come.
  seed: 1,
  size: 'standard',
  engine: defaultEngine,
  cache: null,
  replay: null,
};

export async function worldFrom({ seed, size, engine, cache, replay }: Provided): Promise<World> {
  return {
    seed,
    size,
    engine: await engineFrom(engine),
    cache:
      cache === null ? memoryCache() : fileCache(cache, fingerprint(), (message) => console.warn(message)),
    ...(replay && { replay }),
  };
}
