import type { Engine } from '../engines/engine.ts';
import type { Cache } from '../training/cache.ts';
import type { CaseAddress } from './case-at.ts';

export const sizes = ['quick', 'standard', 'deep'] as const;
export type Size = (typeof sizes)[number];

/** What a run gives its claims. */
export interface World {
  readonly seed: number;
  readonly size: Size;
  readonly engine: Engine;
  readonly cache: Cache;
  /** Runs one case of an `always` claim again. */
  readonly replay?: CaseAddress;
}

const shares: Readonly<Record<Size, number>> = { quick: 1 / 2, standard: 1, deep: 4 };

/** A quick run looks at half of the keys and cases at most, a deep one at four times as many. */
export const howMany = (standard: number, size: Size): number => Math.ceil(standard * shares[size]);
