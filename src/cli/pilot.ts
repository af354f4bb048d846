import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { alpha, beta } from '../claims/budget.ts';
import type { Usually } from '../claims/claim.ts';
import { formatShare } from '../claims/format.ts';
import { replicatesOf, rowsOf } from '../claims/replicates.ts';
import type { World } from '../claims/world.ts';
import { defaultEngine, engines } from '../engines/registry.ts';
import { formatNumber } from '../measurements/labels.ts';
import { counted } from '../report/pages/numbers.ts';
import { pilotSeed } from '../results/carried-evidence.ts';
import { keysNeeded } from '../statistics/keys-needed.ts';
import { mean } from '../statistics/mean.ts';
import { worldFrom } from '../vitest/provided.ts';
import { cacheFolder } from './defaults.ts';
import { claimsHere } from './list.ts';
import { wholeNumber } from './options.ts';
import { unknownClaim } from './unknown-claim.ts';
import { withRescue } from './with-rescue.ts';
import { showWork, type Work } from './work.ts';

interface PilotOptions {
  readonly keys: number;
  readonly engine: string;
  readonly json: boolean;
}

/** Where a claim takes more keys than this, its cut is too near to the mean to be of use. */
const mostKeys = 4096;

export function addPilot(program: Command): void {
  program
    .command('pilot')
    .description('look at statistical claims over keys that no run decides by, to choose cut and cap')
    .argument('<claims...>', 'beginnings of claim ids, e.g. he/')
    .option('--keys <count>', 'how many keys to look at', wholeNumber(1), 100)
    .addOption(
      new Option('--engine <engine>', 'what trains the networks')
        .choices(Object.keys(engines))
        .default(defaultEngine),
    )
    .option('--json', 'print it as JSON', false)
    .action(async (only: string[], options: PilotOptions) => pilot(await statistical(only), options));
}

async function pilot(claims: readonly Usually[], { keys, engine, json }: PilotOptions): Promise<void> {
  const found: Pilot[] = [];
  let work: Work | undefined;
  const print = () => {
    work?.stop();
    if (json) process.stdout.write(`${JSON.stringify(found, null, 1)}\n`);
  };
  const settings = { seed: pilotSeed, size: 'deep', cache: resolve(cacheFolder), replay: null } as const;
  const look = async (): Promise<void> => {
    for (const claim of claims) {
      work = showWork(process.stderr, `looking at ${claim.id} over ${counted(keys, 'key')}`, keys);
      const world = await worldFrom({ ...settings, engine: claim.engine ?? engine });
      const seen = await pilotOf(claim, world, keys, work.done).finally(work.stop);
      if (!json) process.stdout.write(`${line(seen)}\n`);
      found.push(seen);
    }
  };
  await withRescue(look, () => {
    print();
    console.error(`interrupted: ${found.length} of ${counted(claims.length, 'claim')} looked at`);
  });
  print();
}

async function statistical(only: readonly string[]): Promise<Usually[]> {
  const stated = await claimsHere();
  const all = stated.flatMap(({ definition }) => definition ?? []);
  const unknown = only.filter((start) => !all.some(({ id }) => id.startsWith(start)));
  if (unknown.length > 0)
    throw unknownClaim(
      unknown,
      'the beginning of a statistical claim’s id',
      all.map(({ id }) => id),
    );
  return all.filter(({ id }) => only.some((start) => id.startsWith(start)));
}

interface Pilot {
  readonly id: string;
  readonly keys: number;
  readonly mean: number;
  readonly cut: number;
  readonly cap: number;
  /** The cap at which the claim stays undecided with probability β at most, were the pilot's mean the truth. */
  readonly needed: number | null;
}

async function pilotOf(
  claim: Usually,
  world: World,
  keys: number,
  seen: (keys: number) => void,
): Promise<Pilot> {
  const replicates = replicatesOf(claim, world);
  const rowsFor = rowsOf(claim, replicates);
  for (let some = replicates.batch; some < keys; some += replicates.batch) {
    await rowsFor(some);
    seen(some);
  }
  const found = mean((await rowsFor(keys)).map(({ score }) => score));
  const cut = 'above' in claim.mean ? claim.mean.above : claim.mean.below;
  const needed = keysNeeded(found, cut, alpha, beta, mostKeys) ?? null;
  return { id: claim.id, keys, mean: found, cut, cap: claim.keys, needed };
}

const line = ({ id, keys, mean: found, cut, cap, needed }: Pilot): string =>
  `${id}: mean score ${formatShare(found)} over ${keys} keys, cut ${formatShare(cut)}, cap ${cap}; ` +
  `it takes ${needed === null ? `more than ${mostKeys}` : needed} keys to be decided but for one time in ${formatNumber(Math.round(1 / beta))}`;
