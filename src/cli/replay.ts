import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { Usually } from '../claims/claim.ts';
import { runUsually } from '../claims/run-usually.ts';
import type { World } from '../claims/world.ts';
import { engineFrom, engines } from '../engines/registry.ts';
import { encodeNumbers } from '../results/numbers.ts';
import type { ClaimResult } from '../results/schema.ts';
import { fileCache } from '../training/cache.ts';
import { fingerprint } from '../training/fingerprint.ts';
import { exactly, runClaims } from '../vitest/run.ts';
import { cacheFolder, defaultSeed } from './defaults.ts';
import { claimNamed } from './explain.ts';
import { claimsHere } from './list.ts';
import { wholeNumber } from './options.ts';
import { claimLine } from './progress.ts';
import { oneKey } from './replay-key.ts';
import { WrongUse } from './wrong-use.ts';

interface ReplayOptions {
  readonly key?: number;
  readonly case?: { readonly seed: number; readonly path: string };
  readonly seed: number;
  readonly engine: string;
  readonly json: boolean;
}

export function addReplay(program: Command): void {
  program
    .command('replay')
    .description('run one claim again, or one of its keys or cases with what happened inside')
    .argument('<claim>', 'the claim’s id')
    .option('--key <index>', 'one key of a statistical claim, from 0', wholeNumber(0))
    .option('--case <seed:path>', 'one case of an exact claim, as its page names it', seedAndPath)
    .option('--seed <seed>', 'the seed of the run', wholeNumber(0), defaultSeed)
    .addOption(
      new Option('--engine <engine>', 'what trains the networks')
        .choices(Object.keys(engines))
        .default('reference'),
    )
    .option('--json', 'print it as JSON', false)
    .action(async (id: string, options: ReplayOptions) => {
      const claim = claimNamed(id, await claimsHere());
      const outcome = claim.definition
        ? await replayUsually(claim.definition, options)
        : await replayInTest(id, options);
      process.stdout.write(
        `${options.json ? JSON.stringify(encodeNumbers(outcome.data), null, 1) : outcome.text}\n`,
      );
    });
}

function seedAndPath(text: string): { seed: number; path: string } {
  const match = /^(-?\d+):([\d:]+)$/.exec(text);
  if (!match) throw new InvalidArgumentError('Expected a seed, a colon and a path, e.g. 1234:0:2:1.');
  return { seed: Number(match[1]), path: match[2]! };
}

interface Replayed {
  readonly text: string;
  readonly data: unknown;
}

/** A claim that is plain data needs no test around it. */
async function replayUsually(
  claim: Usually,
  { key, seed, engine, ...options }: ReplayOptions,
): Promise<Replayed> {
  if (options.case) throw new WrongUse(`${claim.id} has keys, not cases (use --key INDEX)`);
  const notice = (message: string) => console.error(message);
  const cache = fileCache(resolve(cacheFolder), fingerprint(), notice);
  const world: World = { seed, size: 'standard', engine: engineFrom(engine), cache };
  if (key !== undefined) return oneKey(claim, world, key);
  const outcome = await runUsually(claim, world);
  const text = [
    `${outcome.verdict}: ${outcome.finding}`,
    ...outcome.controls.map(
      (control) => `${control.caught ? 'caught' : 'NOT caught'}: ${control.fault}. ${control.finding}`,
    ),
  ].join('\n');
  return { text, data: outcome };
}

async function replayInTest(id: string, { key, seed, engine, ...options }: ReplayOptions): Promise<Replayed> {
  if (key !== undefined)
    throw new WrongUse(`${id} has no keys (use --case SEED:PATH for one case of an exact claim)`);
  const settings = {
    seed,
    size: 'standard' as const,
    engine,
    cache: resolve(cacheFolder),
    replay: options.case ?? null,
  };
  const { claims } = await runClaims(process.cwd(), exactly(id), settings, {});
  const claim = claims.find((other) => other.id === id)!;
  return { text: [claimLine(claim), ...details(claim)].join('\n'), data: claim };
}

function details(claim: ClaimResult): string[] {
  if (claim.status !== 'ran') return [];
  return [
    claim.finding,
    ...claim.controls.map(
      (control) => `${control.caught ? 'caught' : 'NOT caught'}: ${control.fault}. ${control.finding}`,
    ),
  ];
}
