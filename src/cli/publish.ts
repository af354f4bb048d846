import { appendFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import { type HistoryLine, historyLineOf, sameRun } from '../results/history.ts';
import { readResults } from '../results/results-file.ts';
import { benchFrom, benchOption } from './bench-option.ts';
import { recordRun } from './data-branch.ts';
import { branchOption, repositoryOption } from './data-branch-options.ts';
import { deepFindingsHere } from './deep-findings-here.ts';
import { defaultOut } from './defaults.ts';
import { webAddress } from './options.ts';
import { writeReport } from './write-report.ts';

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
    .option('--results <file>', 'the results of the run', `${defaultOut}/results.json`)
    .addOption(repositoryOption().makeOptionMandatory())
    .addOption(branchOption())
    .option('--out <folder>', 'where the site is written; without it only the history grows')
    .option('--url <address>', 'where the site will stand on the web', webAddress)
    .addOption(benchOption())
    .option('--output <file>', 'a file that is told, as deploy=true or false, whether the site is the latest')
    .action(publish);
}

async function publish(options: PublishOptions): Promise<void> {
  const { repository, branch, out, url, output } = options;
  const results = readResults(resolve(options.results));
  const [bench, deep] = [benchFrom(options.bench), deepFindingsHere()];
  const line = historyLineOf(results);
  const history = await recordRun({ repository, branch }, line);
  process.stdout.write(`run ${history.length} on record: ${branch} of ${repository}\n`);
  if (out === undefined) return;
  const later = laterThan(line, history);
  await writeReport(results, out, false, { bench, deep, history, address: url ?? null });
  if (later)
    process.stdout.write(`a later run is on record (${later.startedAt}): the site is not the latest\n`);
  if (output) appendFileSync(resolve(output), `deploy=${later === undefined}\n`);
}

/** A run that began later and is on record already: a site of this one would take the place of a newer one. */
const laterThan = (line: HistoryLine, history: readonly HistoryLine[]): HistoryLine | undefined =>
  history.find((other) => !sameRun(other, line) && other.startedAt > line.startedAt);
