import { resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { type CaseAddress, isInvalidCase } from '../claims/case-at.ts';
import type { Usually } from '../claims/claim.ts';
import { howMany, type Size, sizes } from '../claims/world.ts';
import { defaultEngine, engines } from '../engines/registry.ts';
import { encodeNumbers } from '../results/numbers.ts';
import type { ClaimResult } from '../results/schema.ts';
import { standing } from '../results/standing.ts';
import { skippedInItsFile } from '../vitest/described.ts';
import { withItsFile } from '../vitest/outside-errors.ts';
import { defaults, worldFrom } from '../vitest/provided.ts';
import { ranClaim } from '../vitest/ran-claim.ts';
import { runClaims, type StatedClaim } from '../vitest/run.ts';
import { cacheFolder } from './defaults.ts';
import { claimNamed } from './explain.ts';
import { claimsHere } from './list.ts';
import { wholeNumber } from './options.ts';
import { claimLine } from './progress.ts';
import { withRescue } from './with-rescue.ts';
import { exit, WrongUse } from './wrong-use.ts';

interface ReplayOptions {
  readonly key?: number;
  readonly case?: CaseAddress;
  readonly seed: number;
  readonly size: Size;
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
    .option('--seed <seed>', 'the seed of the run', wholeNumber(0), defaults.seed)
    .addOption(new Option('--size <size>', 'the size of the run').choices(sizes).default('standard'))
    .addOption(
      new Option('--engine <engine>', 'what trains the networks')
        .choices(Object.keys(engines))
        .default(defaultEngine),
    )
    .option('--json', 'print it as JSON', false)
    .action(async (id: string, options: ReplayOptions) => {
      const { text, data, red } = await replay(claimNamed(id, await claimsHere()), options);
      process.stdout.write(`${options.json ? JSON.stringify(encodeNumbers(data), null, 1) : text}\n`);
      process.exitCode = red ? exit.red : exit.onRecord;
    });
}

/** fast-check's seeds have 32 bits. */
function seedAndPath(text: string): CaseAddress {
  const [, digits, path] = /^(-?\d+):(\d+(?::\d+)*)$/.exec(text) ?? [];
  const seed = Number(digits);
  if (path === undefined || seed !== (seed | 0))
    throw new InvalidArgumentError(
      'Expected a seed of 32 bits, a colon and a path of numbers with colons between them, e.g. 1234:0:2:1.',
    );
  return { seed, path };
}

interface Replayed {
  readonly text: string;
  readonly data: unknown;
  readonly red: boolean;
}

async function replay(claim: StatedClaim, options: ReplayOptions): Promise<Replayed> {
  const { id, definition } = claim;
  const size = claim.from === 'deep' ? 'deep' : options.size;
  if (claim.kind === 'reproduced' && (options.key !== undefined || options.case))
    throw new WrongUse(`${id} is a fixed set of published runs (leave --key and --case out)`);
  if (claim.kind === 'mapped' && (options.key !== undefined || options.case))
    throw new WrongUse(`${id} is a map of many cells (leave --key and --case out)`);
  if (claim.kind === 'law' && (options.key !== undefined || options.case))
    throw new WrongUse(`${id} is decided over all its draws together (leave --key and --case out)`);
  if (!definition) {
    if (options.key !== undefined)
      throw new WrongUse(`${id} has no keys (use --case SEED:PATH for one case of an exact claim)`);
    return whole(await replayInTest(claim, { ...options, size }));
  }
  if (options.case) throw new WrongUse(`${id} has keys, not cases (use --key INDEX)`);
  // A claim that is plain data needs no test around it.
  const { seed } = options;
  const engine = claim.engine ?? options.engine;
  const cache = resolve(cacheFolder);
  const world = await worldFrom({ seed, size, engine, cache, replay: null });
  if (options.key !== undefined) {
    checkKey(definition, options.key);
    const { oneKey } = await import('./replay-key.ts');
    return { ...(await oneKey(definition, world, options.key)), red: false };
  }
  const { runUsually } = await import('../claims/run-usually.ts');
  const started = performance.now();
  const outcome = await runUsually(definition, world);
  return whole(ranClaim(claim, { ...options, size }, outcome, performance.now() - started));
}

function checkKey({ id, keys }: Usually, key: number): void {
  const last = howMany(keys, 'deep') - 1;
  if (key > last)
    throw new WrongUse(`${id} has no key ${key} (expected one from 0 to ${last}, as a deep run has them)`);
}

async function replayInTest(stated: StatedClaim, options: ReplayOptions): Promise<ClaimResult> {
  if (stated.skipped) throw new WrongUse(`${stated.id} ${skippedInItsFile} (take the skip away)`);
  const { seed, size, engine } = options;
  const settings = { seed, size, engine, cache: resolve(cacheFolder), replay: options.case ?? null };
  const { claims, errors } = await withRescue(
    () => runClaims(process.cwd(), [stated], settings, {}),
    () => {},
  );
  if (errors.length > 0)
    throw new WrongUse(`the replay broke off:\n  ${errors.map(withItsFile).join('\n  ')}`);
  const [claim] = claims as [ClaimResult];
  if (claim.status === 'failed' && isInvalidCase(claim.error)) throw new WrongUse(claim.error);
  return claim;
}

const whole = (claim: ClaimResult): Replayed => ({
  text: [claimLine(claim), ...details(claim)].join('\n'),
  data: claim,
  red: standing(claim) === 'breaks',
});

function details(claim: ClaimResult): string[] {
  if (claim.status !== 'ran') return [];
  return [
    claim.finding,
    ...claim.controls.map(
      (control) => `${control.caught ? 'caught' : 'NOT caught'}: ${control.fault}. ${control.finding}`,
    ),
  ];
}
