import { readdirSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import type { Command } from 'commander';
import { counted } from '../report/pages/numbers.ts';
import { readResults, writeResults } from '../results/results-file.ts';
import { mergeShards } from '../results/shards.ts';
import { WrongUse } from './wrong-use.ts';

export function addMerge(program: Command): void {
  program
    .command('merge')
    .description('join the results of a run’s shards into one results file')
    .argument('<places...>', 'the results file of each shard, or folders that hold them')
    .requiredOption('--out <file>', 'where the whole is written')
    .action((places: string[], { out }: { out: string }) => {
      const whole = resolve(out);
      if (places.some((place) => resolve(place) === whole))
        throw new WrongUse(`invalid file: ${out} is one of the shards (name another with --out)`);
      // In a folder it may lie beside them, from an earlier time.
      const files = places.flatMap(resultsFilesAt).filter((path) => resolve(path) !== whole);
      const merged = mergeShards(files.map((path) => ({ path, results: readResults(resolve(path)) })));
      writeResults(whole, merged);
      process.stdout.write(
        `${counted(merged.claims.length, 'claim')} of ${counted(files.length, 'shard')}: ${whole}\n`,
      );
    });
}

/** A file as it is; of a folder each `results.json` in it, however deep. */
function resultsFilesAt(place: string): string[] {
  if (!statSync(resolve(place), { throwIfNoEntry: false })?.isDirectory()) return [place];
  const found = (readdirSync(resolve(place), { recursive: true }) as string[])
    .filter((path) => basename(path) === 'results.json')
    .sort();
  if (found.length === 0)
    throw new WrongUse(
      `missing results: no results.json in ${place} or below it (name where the shards wrote theirs)`,
    );
  return found.map((path) => join(place, path));
}
