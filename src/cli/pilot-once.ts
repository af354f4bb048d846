import { resolve } from 'node:path';
import { alpha, beta } from '../claims/budget.ts';
import type { Usually } from '../claims/claim.ts';
import { replicatesOf, rowsOf } from '../claims/replicates.ts';
import { pilotSeed } from '../results/carried-evidence.ts';
import { keysNeeded } from '../statistics/keys-needed.ts';
import { mean } from '../statistics/mean.ts';
import { worldFrom } from '../vitest/provided.ts';
import { cacheFolder } from './defaults.ts';
import { answering, type Counting } from './in-thread.ts';

interface Asked {
  readonly claim: Usually;
  readonly engine: string;
  readonly keys: number;
}

export interface Pilot {
  readonly id: string;
  readonly keys: number;
  readonly mean: number;
  readonly cut: number;
  readonly cap: number;
  /** The cap at which the claim stays undecided with probability β at most, were the pilot's mean the truth. */
  readonly needed: number | null;
}

/** Where a claim takes more keys than this, its cut is too near to the mean to be of use. */
export const mostKeys = 4096;

/** Looks at one claim over the first keys of the pilot's seed. */
export const pilotOnce = answering(looked);

async function looked({ claim, engine, keys, count }: Asked & Counting): Promise<Pilot> {
  const settings = { seed: pilotSeed, size: 'deep', cache: resolve(cacheFolder), replay: null } as const;
  const replicates = replicatesOf(claim, await worldFrom({ ...settings, engine }));
  const rowsFor = rowsOf(claim, replicates);
  for (let some = replicates.batch; some < keys; some += replicates.batch) {
    await rowsFor(some);
    count.postMessage(some);
  }
  const found = mean((await rowsFor(keys)).map(({ score }) => score));
  const cut = 'above' in claim.mean ? claim.mean.above : claim.mean.below;
  const needed = keysNeeded(found, cut, alpha, beta, mostKeys) ?? null;
  return { id: claim.id, keys, mean: found, cut, cap: claim.keys, needed };
}
