import { resolve } from 'node:path';
import { sinceSentence } from '../report/pages/change-sentences.ts';
import { headline } from '../report/pages/headline.ts';
import type { Beside } from '../report/site.ts';
import { changesSince } from '../results/changes.ts';
import { type HistoryLine, runsBefore } from '../results/history.ts';
import { writeResults } from '../results/results-file.ts';
import type { Results } from '../results/schema.ts';
import { standing } from '../results/standing.ts';
import { claimLines } from './claim-lines.ts';

/**
 * Writes report and results, in one go once all is drawn, and says on standard output what came out and where it is.
 *
 * @param told ids of claims whose lines the reader has in front of them already
 */
export async function writeReport(
  results: Results,
  out: string,
  json: boolean,
  beside: Pick<Beside, 'bench' | 'deep' | 'history'> & Partial<Beside>,
  told?: ReadonlySet<string>,
): Promise<void> {
  // Charts take a while to load, and most commands draw none.
  const { writeSite } = await import('../report/site.ts');
  await writeSite(results, resolve(out), beside);
  writeResults(resolve(out, 'results.json'), results);
  process.stdout.write(
    json
      ? `${JSON.stringify(results, null, 1)}\n`
      : summary(
          results,
          changedLine(beside.history, results),
          `report: ${resolve(out, beside.singleFile ? 'report.html' : 'index.html')}`,
          told,
        ),
  );
}

function changedLine(history: readonly HistoryLine[], results: Results): string[] {
  const since = changesSince(runsBefore(history, results.run), results);
  return since ? [sinceSentence(since)] : [];
}

/** Writes the results of a part of the claims: the report is made once all parts are merged. */
export function writeShard(results: Results, out: string, json: boolean, told?: ReadonlySet<string>): void {
  const file = resolve(out, 'results.json');
  writeResults(file, results);
  process.stdout.write(
    json ? `${JSON.stringify(results, null, 1)}\n` : summary(results, [], `results: ${file}`, told),
  );
}

function summary(
  { claims, run }: Results,
  changed: readonly string[],
  place: string,
  told?: ReadonlySet<string>,
): string {
  const broken = claims.filter((claim) => standing(claim) === 'breaks');
  const lines = [
    ...claimLines(claims, told),
    '',
    headline(claims),
    broken.length === 0
      ? 'Nothing breaks its record.'
      : `Breaks its record: ${broken.map(({ id }) => id).join(', ')}.`,
    ...changed,
    `${(run.durationMs / 1000).toFixed(0)} s, ${run.engine} engine, seed ${run.seed}, ${run.size} size`,
    place,
  ];
  return `${lines.join('\n')}\n`;
}
