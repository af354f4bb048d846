import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { appendHistory, historyLineOf } from '../results/history.ts';
import { writeResults } from '../results/results-file.ts';
import type { Results } from '../results/schema.ts';
import { standing } from '../results/standing.ts';
import { benchFrom } from './bench-option.ts';
import { deepClaims, deepFindingsHere, formerDeepFindings, keepDeepFindings } from './deep-findings-here.ts';
import { historyFile, historyToGrow, isResults } from './history-option.ts';
import { drawingsHere } from './kept-drawings.ts';
import { prove } from './prove.ts';
import { runHead } from './run-head.ts';
import { lockFolder } from './run-lock.ts';
import { type RunOptions, withRunOptions } from './run-options.ts';
import { selectionOf } from './selection.ts';
import { tellReplaced } from './tell-replaced.ts';
import { withRescue } from './with-rescue.ts';
import { writeReport, writeShard } from './write-report.ts';
import { exit, WrongUse } from './wrong-use.ts';

export function addRun(program: Command): void {
  const command = program
    .command('run')
    .description('run the claims under experiments/, write results and report')
    .argument('[claims...]', 'beginnings of claim ids, e.g. he/ or zero/units; all claims when absent');
  withRunOptions(command).action(async (claims: string[], options: RunOptions) => {
    process.exitCode = await run(claims, options);
  });
}

async function run(only: readonly string[], options: RunOptions): Promise<number> {
  const { size, seed, shard, out } = options;
  if (!existsSync(resolve('experiments')))
    throw new WrongUse(
      `missing claims: there is no folder experiments/ in ${process.cwd()} (run this where your claims are)`,
    );
  if (shard && seed === 'fresh')
    throw new WrongUse('invalid seed: fresh would give each shard another one (give all shards one number)');
  if (shard && existsSync(resolve(out, 'index.html')))
    throw new WrongUse(
      `invalid folder: ${out} has a whole run’s report, which a shard’s results would not fit (name another with --out)`,
    );
  const selection = await selectionOf(only, size, shard);
  const deep = options.keepDeep ? deepClaims(selection) : null;
  // Whatever the report shows beside the run is read before anything runs: it may be damaged.
  const beside = besideRun(options);
  const head = await runHead(only, options);
  const unlock = lockFolder(resolve(out));
  const proveAndWrite = async () => {
    tellReplaced(resultsFile(options), selection.selected.length, shard);
    const { results, told } = await prove(selection, head, options);
    if (!shard) refuseIdleRun(results);
    if (deep) keepDeepFindings(results, deep, beside.deep);
    const seen = process.stdout.isTTY && process.stderr.isTTY ? told : new Set<string>();
    await write(results, options, beside, seen);
    return results.claims.some((claim) => standing(claim) === 'breaks') ? exit.red : exit.onRecord;
  };
  // Within it prove and write say better what is kept.
  return withRescue(proveAndWrite, () => console.error('interrupted')).finally(unlock);
}

/** Claims that leave themselves out are seen only as they run. An empty shard is merged with the others. */
function refuseIdleRun({ claims }: Results): void {
  const reasons = claims.flatMap((claim) => (claim.status === 'not-run' ? [claim.reason] : []));
  if (reasons.length === claims.length)
    throw new WrongUse(`no claim was run: each ${[...new Set(reasons)].join(', or ')}`);
}

const resultsFile = ({ out }: RunOptions): string => resolve(out, 'results.json');

const besideRun = (options: RunOptions) => ({
  bench: benchFrom(options.bench),
  deep: options.keepDeep ? formerDeepFindings(console.error) : deepFindingsHere(),
  history: historyToGrow(options.history, resultsFile(options)),
  singleFile: options.singleFile,
});

async function write(
  results: Results,
  options: RunOptions,
  beside: ReturnType<typeof besideRun>,
  told: ReadonlySet<string>,
): Promise<void> {
  const { shard, out, json, cache } = options;
  if (shard) return writeShard(results, out, json, told);
  const file = resultsFile(options);
  // Dear: kept before anything is drawn.
  writeResults(file, results);
  const log = historyFile(options.history, file);
  if (!isResults(log)) appendHistory(log, historyLineOf(results));
  await withRescue(
    () => writeReport(results, out, json, { ...beside, drawings: drawingsHere(cache) }, told),
    () => console.error(`interrupted: the results are kept in ${file} (initproof report makes their report)`),
  );
}
