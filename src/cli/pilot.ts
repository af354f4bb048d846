import { type Command, Option } from 'commander';
import { beta } from '../claims/budget.ts';
import type { Usually } from '../claims/claim.ts';
import { formatShare } from '../claims/format.ts';
import { defaultEngine, engines } from '../engines/registry.ts';
import { formatNumber } from '../measurements/labels.ts';
import { counted } from '../report/pages/numbers.ts';
import { claimsBeginning } from './claims-beginning.ts';
import { inThread } from './in-thread.ts';
import { claimsHere } from './list.ts';
import { wholeNumber } from './options.ts';
import { mostKeys, type Pilot } from './pilot-once.ts';

interface PilotOptions {
  readonly keys: number;
  readonly engine: string;
  readonly json: boolean;
}

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
  const print = () => {
    if (json) process.stdout.write(`${JSON.stringify(found, null, 1)}\n`);
  };
  const rescue = () => {
    print();
    console.error(`interrupted: ${found.length} of ${counted(claims.length, 'claim')} looked at`);
  };
  for (const claim of claims) {
    const seen = await inThread<Pilot>(
      `looking at ${claim.id} over ${counted(keys, 'key')}`,
      new URL('./pilot-once.js', import.meta.url),
      'pilotOnce',
      { claim, engine: claim.engine ?? engine, keys },
      { total: keys, rescue },
    );
    if (!json) process.stdout.write(`${line(seen)}\n`);
    found.push(seen);
  }
  print();
}

async function statistical(only: readonly string[]): Promise<Usually[]> {
  const stated = await claimsHere();
  const all = stated.flatMap(({ definition }) => definition ?? []);
  return claimsBeginning(only, all, 'the beginning of a statistical claim’s id');
}

const line = ({ id, keys, mean: found, cut, cap, needed }: Pilot): string =>
  `${id}: mean score ${formatShare(found)} over ${keys} keys, cut ${formatShare(cut)}, cap ${cap}; ` +
  `it takes ${needed === null ? `more than ${mostKeys}` : needed} keys to be decided but for one time in ${formatNumber(Math.round(1 / beta))}`;
