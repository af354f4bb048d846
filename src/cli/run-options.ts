import { resolve } from 'node:path';
import { type Command, Option } from 'commander';
import { type Size, sizes } from '../claims/world.ts';
import { defaultEngine, engines } from '../engines/registry.ts';
import { defaults } from '../vitest/provided.ts';
import { benchOption } from './bench-option.ts';
import { deepFindingsFile, defaultOut } from './defaults.ts';
import { historyOption } from './history-option.ts';
import { seedOrFresh } from './options.ts';
import { type Shard, shardFrom } from './shard.ts';
import { singleFileOption } from './single-file-option.ts';

export interface RunOptions {
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
  readonly keepDeep: boolean;
  readonly singleFile: boolean;
}

/** Where a run that writes to this folder notes each finished claim. */
export const journalFile = (out: string): string => resolve(out, 'claims.jsonl');

export const withRunOptions = (command: Command): Command =>
  command
    .addOption(
      new Option('--size <size>', 'how many keys and cases; deep adds claims that need many')
        .choices(sizes)
        .default('standard'),
    )
    .addOption(
      new Option('--seed <seed>', 'a whole number, or fresh for keys nobody has seen')
        .argParser(seedOrFresh)
        .default(defaults.seed),
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
    .option('--no-cache', 'train, decide and draw everything anew')
    .option('--out <folder>', 'where results and report are written', defaultOut)
    .addOption(
      historyOption(
        'the runs before, where the run is added; or a .json, the results of one, which stays as it is',
      ).conflicts('shard'),
    )
    .addOption(benchOption().conflicts('shard'))
    .addOption(
      new Option(
        '--keep-deep',
        `keep what was found of claims that run at --size deep only in ${deepFindingsFile}, for later reports`,
      )
        .default(false)
        .conflicts('shard'),
    )
    .addOption(singleFileOption().conflicts('shard'))
    .option('--json', 'print the results file instead of the summary', false);
