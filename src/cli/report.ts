import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readResults } from '../results/results-file.ts';
import { benchFrom, benchOption } from './bench-option.ts';
import { defaultOut } from './defaults.ts';
import { publish } from './publish.ts';
import { singleFileOption } from './single-file-option.ts';

interface ReportOptions {
  readonly results: string;
  readonly out: string;
  readonly bench?: string;
  readonly singleFile: boolean;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('make the report again from a results file')
    .option('--results <file>', 'the results of a run', `${defaultOut}/results.json`)
    .option('--out <folder>', 'where the report is written', defaultOut)
    .addOption(benchOption())
    .addOption(singleFileOption())
    .action(async ({ results, out, bench, singleFile }: ReportOptions) => {
      await publish(readResults(resolve(results)), out, false, benchFrom(bench), singleFile);
    });
}
