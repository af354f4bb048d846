import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type HistoryLine, historyLineOf, sameRun } from '../results/history.ts';
import { readResults } from '../results/results-file.ts';
import type { Results } from '../results/schema.ts';
import { benchFrom, benchOption } from './bench-option.ts';
import { readHead, recordRun } from './data-branch.ts';
import { branchOption, repositoryOption } from './data-branch-options.ts';
import { deepFindingsHere } from './deep-findings-here.ts';
import { defaultResults } from './defaults.ts';
import { refuseIdle } from './idle-options.ts';
import { webAddress } from './options.ts';
import { remake } from './remake.ts';
import { withRescue } from './with-rescue.ts';
import { writeReport } from './write-report.ts';
import { WrongUse } from './wrong-use.ts';

interface PublishOptions {
  readonly results: string;
  readonly repository: string;
  readonly branch: string;
  readonly out?: string;
  readonly url?: string;
  readonly bench?: string;
  readonly output?: string;
}

export function addPublish(program: Command): void {
  program
    .command('publish')
    .description('add a run to the history that a repository keeps, make the site with all of it')
    .option('--results <file>', 'the results of the run', defaultResults)
    .addOption(repositoryOption().makeOptionMandatory())
    .addOption(branchOption())
    .option('--out <folder>', 'where the site is written; without it only the history grows')
    .option('--url <address>', 'where the site will stand on the web', webAddress)
    .addOption(benchOption())
    .option('--output <file>', 'a file that is told, as deploy=true or false, whether the site is the latest')
    .action(publish);
}

async function publish(options: PublishOptions, command: Command): Promise<void> {
  const { out } = options;
  if (out === undefined) refuseIdle(command, ['url', 'bench', 'output'], '--out');
  const results = readResults(resolve(options.results));
  if (!results.run.complete)
    throw new WrongUse(
      `cannot publish: ${options.results} is of a run that broke off (expected a whole one: run it again, or go on with --resume)`,
    );
  const record = () => recordAndMake(results, options);
  // While another command writes the site, the run is not recorded either.
  await (out === undefined ? withRescue(record, unknownWhether) : remake(resolve(out), record));
}

const unknownWhether = () =>
  console.error('interrupted: the run may be on record or not (the same command again records it once)');

async function recordAndMake(results: Results, options: PublishOptions): Promise<void> {
  const { repository, branch, out, url, output } = options;
  const [bench, deep] = [benchFrom(options.bench), deepFindingsHere()];
  const line = historyLineOf(results);
  const history = await recordRun({ repository, branch }, line);
  process.stdout.write(`run ${history.length} on record: ${branch} of ${repository}\n`);
  if (out === undefined) return;
  const overtaken = overtakenBy(line, history, await readHead({ repository, branch }));
  await writeReport(results, out, false, { bench, deep, history, address: url ?? null });
  if (overtaken) process.stdout.write(`${overtaken}: the site is not the latest\n`);
  if (output) appendFileSync(resolve(output), `deploy=${overtaken === null}\n`);
}

/** Why a site of this run would take the place of a newer one; null where it would not. */
function overtakenBy(line: HistoryLine, history: readonly HistoryLine[], head: string | null): string | null {
  const later = history.find((other) => !sameRun(other, line) && other.startedAt > line.startedAt);
  if (later) return `a later run is on record (${later.startedAt})`;
  // Of an old commit that is run again: what is newest began earlier.
  const moved = head !== null && line.commit !== null && head !== line.commit;
  return moved ? `the repository is at ${head}, the run was of ${line.commit}` : null;
}
