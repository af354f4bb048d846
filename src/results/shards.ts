import type { ClaimResult, Results, RunMetadata } from './schema.ts';
import { ResultsError } from './versioned-file.ts';

/** Why a claim has not run here: another machine runs it. */
export const runsInShard = ({ index, count }: NonNullable<RunMetadata['shard']>): string =>
  `runs in shard ${index} of ${count}`;

const elsewhere = /^runs in shard \d+ of \d+$/;

/** The results of one shard, and what messages call them. */
export interface Part {
  readonly path: string;
  readonly results: Results;
}

/**
 * Joins the results of all shards of a run into those of the whole.
 *
 * @throws ResultsError where they are not all shards of one run, each once
 */
export function mergeShards(parts: readonly Part[]): Results {
  const [first, ...others] = parts;
  if (!first) throw new ResultsError('missing shards: name the results file of each');
  for (const other of others) checkSame(first, other);
  checkComplete(parts);
  const runs = parts.map(({ results }) => results.run);
  const { shard: _, ...run } = first.results.run;
  return {
    // What is the same in all of them: the version, and the initializers that the claims of all of them speak of.
    ...first.results,
    run: {
      ...run,
      // The latest: with a part that was started again it is another run than the one before.
      startedAt: runs
        .map(({ startedAt }) => startedAt)
        .sort()
        .at(-1)!,
      durationMs: Math.max(...runs.map(({ durationMs }) => durationMs)),
      command: run.command.replace(/ --shard \d+\/\d+/, ''),
      complete: runs.every(({ complete }) => complete),
    },
    claims: claimsOf(parts),
  };
}

/** What all shards of a run share. */
const shared = {
  commit: ({ run }: Results) => run.commit ?? 'none',
  seed: ({ run }: Results) => String(run.seed),
  size: ({ run }: Results) => run.size,
  engine: ({ run }: Results) => run.engine,
  backend: ({ run }: Results) => run.engineAbout ?? 'none',
  code: ({ run }: Results) => run.code ?? 'none',
  'version of initproof': ({ run }: Results) => run.versions.initproof,
  'number of shards': ({ run }: Results) => String(run.shard?.count ?? 'none'),
  'set of claims': ({ claims }: Results) => claims.map(({ id }) => id).join(' '),
};

function checkSame(first: Part, other: Part): void {
  for (const [name, read] of Object.entries(shared)) {
    const [a, b] = [read(first.results), read(other.results)];
    const both = name === 'set of claims' ? '' : `: ${b}, not ${a}`;
    if (a !== b)
      throw new ResultsError(
        `cannot merge: ${other.path} has another ${name} than ${first.path}${both} (merge shards of one run)`,
      );
  }
}

function checkComplete(parts: readonly Part[]): void {
  const seen = new Map<number, string>();
  for (const { path, results } of parts) {
    const { shard } = results.run;
    if (!shard)
      throw new ResultsError(
        `cannot merge: ${path} is no shard but a whole run (expected results of run --shard)`,
      );
    const earlier = seen.get(shard.index);
    if (earlier !== undefined)
      throw new ResultsError(
        `cannot merge: shard ${shard.index} of ${shard.count} is there twice, in ${earlier} and ${path} (leave one out)`,
      );
    seen.set(shard.index, path);
  }
  const count = parts[0]!.results.run.shard!.count;
  const missing = missingOf(count, seen);
  if (missing !== '')
    throw new ResultsError(
      `cannot merge: missing shard ${missing} of ${count} (name the results file of each)`,
    );
}

/** `2, 3`, and of many the first few: a run may have been split into any number. */
function missingOf(count: number, seen: ReadonlyMap<number, string>): string {
  const few: number[] = [];
  for (let index = 1; index <= count && few.length < 5; index++) if (!seen.has(index)) few.push(index);
  const there = [...seen.keys()].filter((index) => index >= 1 && index <= count).length;
  const more = count - there - few.length;
  return `${few.join(', ')}${more > 0 ? ` and ${more} more` : ''}`;
}

/** Each claim from the shard it belongs to, in the order that all of them have. */
function claimsOf(parts: readonly Part[]): ClaimResult[] {
  return parts[0]!.results.claims.map(({ id }, i) => {
    const records = parts.map(({ results }) => results.claims[i]!);
    const own = records.filter((claim) => !(claim.status === 'not-run' && elsewhere.test(claim.reason)));
    const ran = own.filter(({ status }) => status !== 'not-run');
    if (ran.length > 1 || own.length === 0)
      throw new ResultsError(
        `cannot merge: ${id} ran in ${ran.length === 0 ? 'no shard' : 'more than one shard'} (merge shards of one run)`,
      );
    return ran[0] ?? own[0]!;
  });
}
