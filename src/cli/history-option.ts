import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { Option } from 'commander';
import { type HistoryLine, historyLineOf, readHistory } from '../results/history.ts';
import { readResults } from '../results/results-file.ts';
import { historyName } from './defaults.ts';

export const historyOption = (what: string) =>
  new Option('--history <file>', `${what} (default: ${historyName} beside the results)`);

/** Where the runs before are told: the file that was named, else the one beside the results. */
export const historyFile = (file: string | undefined, results: string): string =>
  resolve(file ?? join(dirname(resolve(results)), historyName));

/** The runs before, from their history or from the results of one; none where no file was named and none is there. */
export function historyFrom(file: string | undefined, results: string): HistoryLine[] {
  const path = historyFile(file, results);
  if (isResults(path)) return [historyLineOf(readResults(path))];
  return file === undefined && !existsSync(path) ? [] : readHistory(path);
}

/** The same for a run that adds itself to them: a history that is not there yet is one without runs. */
export function historyToGrow(file: string | undefined, results: string): HistoryLine[] {
  const path = historyFile(file, results);
  return isResults(path) || existsSync(path) ? historyFrom(file, results) : [];
}

/** A single run to compare with; nothing is added to it. */
export const isResults = (path: string): boolean => path.endsWith('.json');
