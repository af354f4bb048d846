import { appendFileSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Command } from 'commander';
import { readResults } from '../results/results-file.ts';
import { benchFrom, benchOption } from './bench-option.ts';
import { defaultOut } from './defaults.ts';
import { historyFrom, historyOption } from './history-option.ts';
import { webAddress } from './options.ts';
import { writeReport } from './write-report.ts';

interface ReportOptions {
  readonly results: string;
  readonly out: string;
  readonly history?: string;
  readonly bench?: string;
  readonly url?: string;
  readonly summary?: string;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('make the report again from a results file')
    .option('--results <file>', 'the results of a run', `${defaultOut}/results.json`)
    .option('--out <folder>', 'where the report is written', defaultOut)
    .addOption(historyOption('the runs before, or the results of one, to tell what changed'))
    .addOption(benchOption())
    .option('--url <address>', 'where the report will stand on the web, for links from elsewhere', webAddress)
    .option('--summary <file>', 'a file that the Markdown summary is added to, such as a step’s summary')
    .action(async ({ results, out, history, bench, url, summary }: ReportOptions) => {
      await writeReport(readResults(resolve(results)), out, false, {
        bench: benchFrom(bench),
        history: historyFrom(history, results),
        address: url ?? null,
      });
      if (summary) appendFileSync(resolve(summary), readFileSync(join(resolve(out), 'summary.md')));
    });
}
