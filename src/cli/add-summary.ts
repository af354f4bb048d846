import { appendFileSync, statSync } from 'node:fs';
import { summary, summaryBytes } from '../report/formats/summary.ts';
import { changesSince } from '../results/changes.ts';
import { type HistoryLine, runsBefore } from '../results/history.ts';
import type { Results } from '../results/schema.ts';

/** Adds the Markdown summary to a file, such as a step's summary, cut to the room that is left there. */
export function addSummary(
  file: string,
  results: Results,
  history: readonly HistoryLine[],
  address: string | null,
): void {
  const room = summaryBytes - (statSync(file, { throwIfNoEntry: false })?.size ?? 0);
  const text = summary(results, changesSince(runsBefore(history, results.run), results), address, room);
  if (Buffer.byteLength(text) <= room) appendFileSync(file, text);
  else console.error(`no summary is added: ${file} is full (GitHub drops more than ${summaryBytes} bytes)`);
}
