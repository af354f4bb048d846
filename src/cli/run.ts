import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type Size, sizes } from '../claims/world.ts';
import { engines } from '../engines/registry.ts';
import { resumeJournal, startJournal } from '../results/journal.ts';
import { writeResults } from '../results/results-file.ts';
import { type ClaimResult, type Results, resultsVersion } from '../results/schema.ts';
import { standing } from '../results/standing.ts';
import { beginningWith, runClaims } from '../vitest/run.ts';
import { codeHash } from './code-hash.ts';
import { cacheFolder, defaultOut, defaultSeed } from './defaults.ts';
import { onInterrupt } from './interrupt.ts';
import { runMetadata } from './metadata.ts';
import { seedOrFresh } from './options.ts';
import { showProgress } from './progress.ts';
import { publish } from './publish.ts';
import { exit, WrongUse } from './wrong-use.ts';

interface RunOptions {
  readonly size: Size;
  readonly seed: number | 'fresh';
  readonly engine: string;
  readonly out: string;
  readonly resume: boolean;
  readonly cache: boolean;
  readonly json: boolean;
}

export function addRun(program: Command): void {
  program
    .command('run')
    .description('run the claims under experiments/, write results and report')
    .argument('[claims...]', 'beginnings of claim ids, e.g. he/ or zero/units; all claims when absent')
    .addOption(
      new Option('--size <size>', 'how many keys and cases; deep adds claims that need many')
        .choices(sizes)
        .default('standard'),
    )
    .addOption(
      new Option('--seed <seed>', 'a whole number, or fresh for keys nobody has seen')
        .argParser(seedOrFresh)
        .default(defaultSeed),
    )
    .addOption(
      new Option('--engine <engine>', 'what trains the networks')
        .choices(Object.keys(engines))
        .default('reference'),
    )
    .option('--resume', 'go on with the interrupted run in the output folder', false)
    .option('--no-cache', 'train everything anew')
    .option('--out <folder>', 'where results and report are written', defaultOut)
    .option('--json', 'print the results file instead of the summary', false)
    .action(async (claims: string[], options: RunOptions) => {
      process.exitCode = await run(claims, options);
    });
}

async function run(only: readonly string[], options: RunOptions): Promise<number> {
  const root = process.cwd();
  const experiments = resolve(root, 'experiments');
  if (!existsSync(experiments))
    throw new WrongUse(
      `missing claims: there is no folder experiments/ in ${root} (run this where your claims are)`,
    );
  const { size, engine } = options;
  const seed = options.seed === 'fresh' ? randomInt(2 ** 47) : options.seed;
  const started = performance.now();
  const metadata = runMetadata({ seed, size, engine, command: commandLine(only, options, seed) }, new Date());
  const file = (name: string) => resolve(options.out, name);
  const head = { seed, size, engine, code: codeHash(experiments), startedAt: metadata.startedAt };
  const journal = (options.resume ? resumeJournal : startJournal)(file('claims.jsonl'), head);

  const assemble = (claims: readonly ClaimResult[], complete: boolean): Results => ({
    version: resultsVersion,
    run: { ...metadata, durationMs: Math.round(performance.now() - started), complete },
    claims: [...claims],
  });
  const seen = [...journal.finished];
  const progress = showProgress(process.stderr);
  const settled = onInterrupt(() => {
    progress.stop();
    if (seen.length > 0) writeResults(file('results.json'), assemble(seen, false));
    console.error(
      `interrupted: ${seen.length} finished claims are kept (go on with the same command and --resume)`,
    );
  });
  const finished = (claim: ClaimResult) => {
    journal.append(claim);
    seen.push(claim);
    progress.finished?.(claim);
  };
  const cache = options.cache ? resolve(root, cacheFolder) : temporaryFolder();
  const settings = { seed, size, engine, cache, replay: null };
  const { claims, errors } = await runClaims(
    root,
    beginningWith(only),
    settings,
    { ...progress, finished },
    journal.finished,
  );
  progress.stop();
  settled();
  refuseNothing(claims, errors, only);
  await publish(assemble(claims, true), options.out, options.json);
  return claims.some((claim) => standing(claim) === 'breaks') ? exit.red : exit.onRecord;
}

/** A run in which nothing ran is a mistake, not a success. */
function refuseNothing(
  claims: readonly ClaimResult[],
  errors: readonly string[],
  only: readonly string[],
): void {
  if (errors.length > 0) throw new WrongUse(`cannot load the claims:\n  ${errors.join('\n  ')}`);
  if (claims.length === 0) throw new WrongUse('missing claims: no file experiments/**/*.test.ts states one');
  const known = claims.map(({ id }) => id);
  const unknown = only.filter((start) => !known.some((id) => id.startsWith(start)));
  if (unknown.length > 0)
    throw new WrongUse(
      `unknown claim: ${unknown.join(', ')} (expected the beginning of one of ${known.join(', ')})`,
    );
  if (claims.every(({ status }) => status === 'not-run'))
    throw new WrongUse('nothing to run: every claim selected runs at --size deep only');
}

/** Without a cache of earlier runs, the processes of this one still share what they train. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'initproof-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The command that repeats the run, with a fresh seed written out. */
function commandLine(only: readonly string[], { size, engine, cache }: RunOptions, seed: number): string {
  const options = [
    `--size ${size}`,
    `--seed ${seed}`,
    `--engine ${engine}`,
    ...(cache ? [] : ['--no-cache']),
  ];
  return ['npx initproof run', ...only, ...options].join(' ');
}
