import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readResults, writeResults } from '../results/results-file.ts';
import { mergeShards } from '../results/shards.ts';

export function addMerge(program: Command): void {
  program
    .command('merge')
    .description('join the results of a run’s shards into one results file')
    .argument('<files...>', 'the results file of each shard')
    .requiredOption('--out <file>', 'where the whole is written')
    .action((files: string[], { out }: { out: string }) => {
      const merged = mergeShards(files.map((path) => ({ path, results: readResults(resolve(path)) })));
      writeResults(resolve(out), merged);
      process.stdout.write(`${merged.claims.length} claims of ${files.length} shards: ${resolve(out)}\n`);
    });
}
