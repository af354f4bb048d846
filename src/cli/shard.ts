import { InvalidArgumentError } from 'commander';
import type { RunMetadata } from '../results/schema.ts';

/** One part of the claims: number `index`, from 1, of `count`. */
export type Shard = NonNullable<RunMetadata['shard']>;

/** `2/3` */
export function shardFrom(text: string): Shard {
  const [, index, count] = (/^(\d+)\/(\d+)$/.exec(text) ?? []).map(Number);
  if (!index || !count || index > count || !Number.isSafeInteger(count))
    throw new InvalidArgumentError('Expected a part of a whole, e.g. 2/3 for the second of three.');
  return { index, count };
}

/**
 * Which shard each claim belongs to: in the order of their ids, the shards take turns. Every machine that knows the
 * claims comes to the same answer without asking another.
 */
export function shardsOf(ids: readonly string[], count: number): Map<string, Shard> {
  return new Map([...ids].sort().map((id, i) => [id, { index: (i % count) + 1, count }]));
}
