import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Option } from 'commander';
import { type Bench, benchFile, readBench } from '../results/bench.ts';

export const benchOption = () =>
  new Option(
    '--bench <file>',
    `what npm run bench measured, for the page on methods (default: ${benchFile} where there is one)`,
  );

/** What was measured; null where nothing was. */
export function benchFrom(file: string | undefined): Bench | null {
  if (file !== undefined) return readBench(resolve(file));
  return existsSync(resolve(benchFile)) ? readBench(resolve(benchFile)) : null;
}
