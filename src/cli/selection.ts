import type { ClaimDescription } from '../claims/describe-claim.ts';
import type { Size } from '../claims/world.ts';
import type { ClaimResult } from '../results/schema.ts';
import { runsInShard } from '../results/shards.ts';
import { leftOut } from '../vitest/described.ts';
import { beginningWith, oneOf } from '../vitest/run.ts';
import { claimsHere } from './list.ts';
import { type Shard, shardsOf } from './shard.ts';
import { WrongUse } from './wrong-use.ts';

/** Which of the claims under experiments/ a run, or one shard of it, is to prove. */
export interface Selection {
  /** All claims, in the order of files and lines. */
  readonly stated: readonly ClaimDescription[];
  /** Those to prove. */
  readonly selected: readonly ClaimDescription[];
  /** What the ids match of those asked for here, also of claims of a larger size, which say why they wait; null: all. */
  readonly pattern: RegExp | null;
  /** A claim that has not run, with the reason that another shard runs it where one does. */
  elsewhere(claim: ClaimResult): ClaimResult;
}

/** @throws WrongUse where there are no claims, some are unknown, or nothing would run */
export async function selectionOf(
  only: readonly string[],
  size: Size,
  shard: Shard | undefined,
): Promise<Selection> {
  const stated = await claimsHere();
  const asked = claimsToRun(stated, only, size);
  if (!shard) return { stated, selected: asked, pattern: beginningWith(only), elsewhere: (claim) => claim };
  const shards = shardsOf(
    asked.map(({ id }) => id),
    shard.count,
  );
  const other = (id: string) => {
    const own = shards.get(id);
    return own && own.index !== shard.index ? own : undefined;
  };
  const here = stated.filter(({ id }) => (beginningWith(only)?.test(id) ?? true) && !other(id));
  return {
    stated,
    selected: asked.filter(({ id }) => !other(id)),
    pattern: oneOf(here.map(({ id }) => id)),
    elsewhere(claim) {
      const runner = other(claim.id);
      return claim.status === 'not-run' && runner ? { ...claim, reason: runsInShard(runner) } : claim;
    },
  };
}

/** A run in which nothing would run is a mistake, not a success. */
function claimsToRun(
  stated: readonly ClaimDescription[],
  only: readonly string[],
  size: Size,
): ClaimDescription[] {
  const unknown = only.filter((start) => !stated.some(({ id }) => id.startsWith(start)));
  if (unknown.length > 0)
    throw new WrongUse(
      `unknown claim: ${unknown.join(', ')} (expected the beginning of one of ${stated.map(({ id }) => id).join(', ')})`,
    );
  const selected = stated.filter(({ id }) => only.length === 0 || only.some((start) => id.startsWith(start)));
  const now = selected.filter(({ from }) => !leftOut(from, size));
  if (now.length === 0) throw new WrongUse('nothing to run: every claim selected runs at --size deep only');
  return now;
}
