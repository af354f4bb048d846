import { type Results, results, resultsVersion } from './schema.ts';
import { readVersioned } from './versioned-file.ts';
import { writeWhole } from './write-file.ts';

/**
 * Reads a results file.
 *
 * @throws ResultsError where there is none, or it is cut off, of another version, or not a results file
 */
export const readResults = (path: string): Results =>
  readVersioned(path, {
    name: 'results',
    maker: 'initproof run',
    version: resultsVersion,
    schema: results,
  });

export function writeResults(path: string, value: Results): void {
  writeWhole(path, `${JSON.stringify(results.parse(value), null, 1)}\n`);
}
