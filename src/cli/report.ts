import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readResults } from '../results/results-file.ts';
import { benchFrom, benchOption } from './bench-option.ts';
import { defaultOut } from './defaults.ts';
import { mapsHere } from './kept-maps.ts';
import { publish } from './publish.ts';

export function addReport(program: Command): void {
  program
    .command('report')
    .description('make the report again from a results file')
    .option('--results <file>', 'the results of a run', `${defaultOut}/results.json`)
    .option('--out <folder>', 'where the report is written', defaultOut)
    .addOption(benchOption())
    .action(async ({ results, out, bench }: { results: string; out: string; bench?: string }) => {
      await publish(readResults(resolve(results)), out, false, benchFrom(bench), mapsHere());
    });
}
