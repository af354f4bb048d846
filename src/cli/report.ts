import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readResults } from '../results/results-file.ts';
import { addSummary } from './add-summary.ts';
import { benchFrom, benchOption } from './bench-option.ts';
import { readDataBranch } from './data-branch.ts';
import { branchOption, repositoryOption } from './data-branch-options.ts';
import { deepFindingsHere } from './deep-findings-here.ts';
import { defaultOut, defaultResults } from './defaults.ts';
import { historyFrom, historyOption } from './history-option.ts';
import { refuseIdle } from './idle-options.ts';
import { drawingsHere } from './kept-drawings.ts';
import { webAddress } from './options.ts';
import { remake } from './remake.ts';
import { singleFileOption } from './single-file-option.ts';
import { writeReport } from './write-report.ts';
import { WrongUse } from './wrong-use.ts';

interface ReportOptions {
  readonly results: string;
  readonly out: string;
  readonly history?: string;
  readonly repository?: string;
  readonly branch: string;
  readonly bench?: string;
  readonly url?: string;
  readonly summary?: string;
  readonly singleFile: boolean;
  readonly cache: boolean;
}

export function addReport(program: Command): void {
  program
    .command('report')
    .description('make the report again from a results file')
    .option('--results <file>', 'the results of a run', defaultResults)
    .option('--out <folder>', 'where the report is written; of other results it has to be told', defaultOut)
    .addOption(historyOption('the runs before, or the results of one, to tell what changed'))
    .addOption(repositoryOption().conflicts('history'))
    .addOption(branchOption())
    .addOption(benchOption())
    .option('--url <address>', 'where the report will stand on the web, for links from elsewhere', webAddress)
    .option('--summary <file>', 'a file that the Markdown summary is added to, such as a step’s summary')
    .addOption(singleFileOption())
    .option('--no-cache', 'draw everything anew')
    .action(async (options: ReportOptions, command: Command) => {
      const { results, out, repository, branch, bench, url, summary, singleFile, cache } = options;
      if (repository === undefined) refuseIdle(command, ['branch'], '--repository');
      if (command.getOptionValueSource('out') === 'default' && resolve(results) !== resolve(defaultResults))
        throw new WrongUse(
          `missing folder: the report of ${results} would take the place of that of ${defaultResults} (name its folder with --out)`,
        );
      const history =
        repository === undefined
          ? historyFrom(options.history, results)
          : await readDataBranch({ repository, branch });
      const found = readResults(resolve(results));
      const beside = {
        bench: benchFrom(bench),
        deep: deepFindingsHere(),
        history,
        address: url ?? null,
        singleFile,
        drawings: drawingsHere(cache),
      };
      await remake(resolve(out), async () => {
        await writeReport(found, out, false, beside);
        if (summary) addSummary(resolve(summary), found, history, beside.address);
      });
    });
}
