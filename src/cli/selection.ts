import type { Size } from '../claims/world.ts';
import { runsInShard } from '../results/shards.ts';
import { leftOut, skippedInItsFile } from '../vitest/described.ts';
import type { StatedClaim } from '../vitest/run.ts';
import { claimsBeginning } from './claims-beginning.ts';
import { claimsHere } from './list.ts';
import { type Shard, shardsOf } from './shard.ts';
import { WrongUse } from './wrong-use.ts';

/** Which of the claims under experiments/ a run, or one shard of it, is to prove. */
export interface Selection {
  /** All claims, in the order of files and lines. */
  readonly stated: readonly StatedClaim[];
  /** Those that the run asks for, whichever of its shards proves them. */
  readonly asked: readonly StatedClaim[];
  /** Those to prove. */
  readonly selected: readonly StatedClaim[];
  /** Why another claim is none of them. */
  unselected(claim: StatedClaim): string;
}

/** @throws WrongUse where there are no claims, some are unknown, or nothing would run */
export async function selectionOf(
  only: readonly string[],
  size: Size,
  shard: Shard | undefined,
): Promise<Selection> {
  const stated = await claimsHere();
  const asked = claimsToRun(stated, only, size);
  const shards = shardsOf(
    asked.map(({ id }) => id),
    shard?.count ?? 1,
  );
  return {
    stated,
    asked,
    selected: asked.filter(({ id }) => !shard || shards.get(id)!.index === shard.index),
    unselected(claim) {
      const runner = shards.get(claim.id);
      return runner ? runsInShard(runner) : (waits(claim, size) ?? 'not selected');
    },
  };
}

/** A run in which nothing would run is a mistake, not a success. */
function claimsToRun(stated: readonly StatedClaim[], only: readonly string[], size: Size): StatedClaim[] {
  const selected =
    only.length === 0 ? stated : claimsBeginning(only, stated, 'the beginning of a claim’s id');
  const now = selected.filter((claim) => !waits(claim, size));
  if (now.length > 0) return now;
  const reasons = [...new Set(selected.map((claim) => waits(claim, size)))];
  throw new WrongUse(`nothing to run: every claim selected ${reasons.join(' or ')}`);
}

/** Why a claim does not run though it may be selected; undefined where it does. */
const waits = ({ skipped, from }: StatedClaim, size: Size): string | undefined =>
  skipped ? skippedInItsFile : leftOut(from, size);
