import { randomInt } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Command, Option } from 'commander';
import type { ClaimDescription } from '../claims/describe-claim.ts';
import { portraits } from '../claims/portrait.ts';
import { type Size, sizes } from '../claims/world.ts';
import { fullName } from '../engines/engine.ts';
import { defaultEngine, engineFrom, engines } from '../engines/registry.ts';
import { appendHistory, historyLineOf } from '../results/history.ts';
import { resumeJournal, startJournal } from '../results/journal.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { writeResults } from '../results/results-file.ts';
import { type ClaimResult, type PortraitRecord, type Results, resultsVersion } from '../results/schema.ts';
import { runsInShard } from '../results/shards.ts';
import { standing } from '../results/standing.ts';
import { leftOut, notRun } from '../vitest/described.ts';
import { beginningWith, oneOf, runClaims } from '../vitest/run.ts';
import { benchFrom, benchOption } from './bench-option.ts';
import { codeHash } from './code-hash.ts';
import { cacheFolder, defaultOut, defaultSeed, keptMapsFile } from './defaults.ts';
import { historyFile, historyFrom, historyOption, isResults } from './history-option.ts';
import { onInterrupt } from './interrupt.ts';
import { keptFindings, noFindings } from './kept-findings.ts';
import { keepMaps, mapsHere } from './kept-maps.ts';
import { claimsHere } from './list.ts';
import { runMetadata } from './metadata.ts';
import { seedOrFresh } from './options.ts';
import { showProgress } from './progress.ts';
import { lockFolder } from './run-lock.ts';
import { type Shard, shardFrom, shardsOf } from './shard.ts';
import { singleFileOption } from './single-file-option.ts';
import { writeReport, writeShard } from './write-report.ts';
import { exit, WrongUse } from './wrong-use.ts';

interface RunOptions {
  readonly size: Size;
  readonly seed: number | 'fresh';
  readonly engine: string;
  readonly shard?: Shard;
  readonly out: string;
  readonly resume: boolean;
  readonly cache: boolean;
  readonly json: boolean;
  readonly history?: string;
  readonly bench?: string;
  readonly keepMaps: boolean;
  readonly singleFile: boolean;
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
        .default(defaultEngine),
    )
    .addOption(
      new Option(
        '--shard <i/n>',
        'run one part of the claims only, e.g. 2/3; merge joins the parts',
      ).argParser(shardFrom),
    )
    .option('--resume', 'go on with the interrupted run in the output folder', false)
    .option('--no-cache', 'train and decide everything anew')
    .option('--out <folder>', 'where results and report are written', defaultOut)
    .addOption(historyOption('the runs before; the run is added to them'))
    .addOption(benchOption())
    .option('--keep-maps', `keep the run’s maps in ${keptMapsFile}, for every later report`, false)
    .addOption(singleFileOption())
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
  const { size, engine, shard } = options;
  if (shard && options.seed === 'fresh')
    throw new WrongUse('invalid seed: fresh would give each shard another one (give all shards one number)');
  const stated = await claimsHere();
  const asked = claimsToRun(stated, only, size);
  const shards = shardsOf(
    asked.map(({ id }) => id),
    shard?.count ?? 1,
  );
  const selected = asked.filter(({ id }) => !shard || shards.get(id)!.index === shard.index);
  const seed = options.seed === 'fresh' ? randomInt(2 ** 47) : options.seed;
  const bench = benchFrom(options.bench);
  const maps = mapsHere();
  const file = (name: string) => resolve(options.out, name);
  const history = historyFrom(options.history, file('results.json'));
  const settings = { seed, size, engine };
  const started = performance.now();
  const command = commandLine(only, options, seed);
  // Loaded here too: one that does not work is told of before anything is started.
  const trainer = await engineFrom(engine);
  const about = trainer.about !== undefined && { engineAbout: trainer.about };
  const code = codeHash(experiments);
  const metadata = runMetadata({ ...settings, ...about, command, code, ...(shard && { shard }) }, new Date());
  const { startedAt } = metadata;
  const head = {
    ...settings,
    engine: fullName(trainer),
    code,
    shard: shard ? `${shard.index}/${shard.count}` : 'all',
    startedAt,
  };
  lockFolder(resolve(options.out));
  const journal = (options.resume ? resumeJournal : startJournal)(file('claims.jsonl'), head);

  const drawn = encodeNumbers(portraits(seed, selected)) as PortraitRecord[];
  const elsewhere = (claim: ClaimResult): ClaimResult => {
    const other = shards.get(claim.id);
    return claim.status === 'not-run' && shard && other && other.index !== shard.index
      ? { ...claim, reason: runsInShard(other) }
      : claim;
  };
  const assemble = (claims: readonly ClaimResult[], complete: boolean): Results => ({
    version: resultsVersion,
    run: { ...metadata, durationMs: Math.round(performance.now() - started), complete },
    initializers: drawn,
    claims: claims.map(elsewhere),
  });
  const findings = options.cache
    ? keptFindings(root, { ...settings, engine: head.engine }, options.out, (message) =>
        console.error(message),
      )
    : noFindings;
  const taken = selected.flatMap(({ id }) => findings.find(id) ?? []);
  if (taken.length > 0) console.error(takenOver(taken.length, selected.length));
  const seen = new Map([...taken, ...journal.finished].map((claim) => [claim.id, claim]));
  const keep = () => {
    if (seen.size === 0) return;
    const soFar = stated.map(
      (claim): ClaimResult => seen.get(claim.id) ?? notRun(claim, settings, 'the run broke off'),
    );
    writeResults(file('results.json'), assemble(soFar, false));
  };
  const kept = () => `${seen.size} finished claims are kept (go on with the same command and --resume)`;
  const left = selected.filter(({ id }) => !seen.has(id));
  const progress = showProgress(process.stderr, left.length);
  const settled = onInterrupt(() => {
    progress.stop();
    keep();
    console.error(`interrupted: ${kept()}`);
  });
  const finished = (claim: ClaimResult) => {
    journal.append(claim);
    findings.keep(claim, startedAt);
    seen.set(claim.id, claim);
    progress.finished?.(claim);
  };
  const cache = options.cache ? resolve(root, cacheFolder) : temporaryFolder();
  // Where every finding is there already, no claim's file need be loaded.
  const { claims, errors } =
    left.length === 0
      ? {
          claims: stated.map(
            (claim) =>
              seen.get(claim.id) ?? notRun(claim, settings, leftOut(claim.from, size) ?? 'not selected'),
          ),
          errors: [],
        }
      : await runClaims(
          root,
          shard ? notElsewhere(stated, only, shards, shard) : beginningWith(only),
          { ...settings, cache, replay: null },
          { ...progress, finished },
          [...seen.values()],
        );
  progress.stop();
  settled();
  if (errors.length > 0) {
    keep();
    throw new WrongUse(`the run broke off: ${kept()}\n  ${errors.join('\n  ')}`);
  }
  const results = assemble(claims, true);
  if (shard) writeShard(results, options.out, options.json);
  else {
    await writeReport(results, options.out, options.json, {
      bench,
      history,
      maps,
      singleFile: options.singleFile,
    });
    const log = historyFile(options.history, file('results.json'));
    if (!isResults(log)) appendHistory(log, historyLineOf(results));
  }
  if (options.keepMaps) keepMaps(results);
  return claims.some((claim) => standing(claim) === 'breaks') ? exit.red : exit.onRecord;
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

/** The claims asked for that no other shard runs: also those of a larger size, which say why they do not run. */
function notElsewhere(
  stated: readonly ClaimDescription[],
  only: readonly string[],
  shards: ReadonlyMap<string, Shard>,
  { index }: Shard,
): RegExp {
  const asked = beginningWith(only);
  const ids = stated.map(({ id }) => id).filter((id) => asked?.test(id) ?? true);
  return oneOf(ids.filter((id) => (shards.get(id)?.index ?? index) === index));
}

const takenOver = (taken: number, of: number): string =>
  `${taken} of ${of} findings are those of earlier runs, nothing having changed since (--no-cache works them out anew)`;

/** Without a cache of earlier runs, the processes of this one still share what they train. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'initproof-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

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
