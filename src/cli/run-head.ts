import { randomInt } from 'node:crypto';
import { resolve } from 'node:path';
import { fullName } from '../engines/engine.ts';
import { engineFrom } from '../engines/registry.ts';
import { type JournalHeader, journalSeed } from '../results/journal.ts';
import type { Settings } from '../vitest/described.ts';
import { codeHash } from './code-hash.ts';
import { runMetadata } from './metadata.ts';
import { journalFile, type RunOptions } from './run-options.ts';

/** A run as it is known before its first claim: what proves it, what its results and its journal say of it. */
export interface RunHead {
  readonly settings: Settings & Pick<RunOptions, 'size'>;
  readonly metadata: ReturnType<typeof runMetadata>;
  readonly journal: JournalHeader;
  /** When it began, on the clock of `performance`. */
  readonly beganMs: number;
}

/** @throws RangeError where the engine does not work here */
export async function runHead(only: readonly string[], options: RunOptions): Promise<RunHead> {
  const { size, engine, shard } = options;
  const seed = options.seed === 'fresh' ? freshSeed(options) : options.seed;
  const settings = { seed, size, engine };
  const beganMs = performance.now();
  // Loaded here too: one that does not work is told of before anything is started.
  const trainer = await engineFrom(engine);
  const about = trainer.about !== undefined && { engineAbout: trainer.about };
  const code = codeHash(resolve('experiments'));
  const command = commandLine(only, options, seed);
  const metadata = runMetadata({ ...settings, ...about, command, code, ...(shard && { shard }) }, new Date());
  const journal = {
    ...settings,
    engine: fullName(trainer),
    code,
    shard: shard ? `${shard.index}/${shard.count}` : 'all',
    startedAt: metadata.startedAt,
  };
  return { settings, metadata, journal, beganMs };
}

/** One that nobody has seen; a run that is resumed drew its own. */
const freshSeed = ({ resume, out }: RunOptions): number =>
  resume ? journalSeed(journalFile(out)) : randomInt(2 ** 47);

/** The command that repeats the run, with a fresh seed written out. */
function commandLine(
  only: readonly string[],
  { size, engine, cache, shard }: RunOptions,
  seed: number,
): string {
  const options = [
    `--size ${size}`,
    `--seed ${seed}`,
    `--engine ${engine}`,
    ...(cache ? [] : ['--no-cache']),
    ...(shard ? [`--shard ${shard.index}/${shard.count}`] : []),
  ];
  return ['npx initproof run', ...only, ...options].join(' ');
}
