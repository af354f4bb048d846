import { plainText } from '../report/formats/plain-text.ts';
import { counted, formatDay } from '../report/pages/numbers.ts';
import { readResults } from '../results/results-file.ts';
import type { Results } from '../results/schema.ts';
import { ResultsError } from '../results/versioned-file.ts';
import type { Shard } from './shard.ts';

/** Says so where a run of these many claims will take the place of a run of more, or of another shard. */
export function tellReplaced(file: string, claims: number, shard: Shard | undefined): void {
  const former = resultsOf(file);
  if (!former) return;
  const ran = former.claims.filter(({ status }) => status !== 'not-run').length;
  const isOfAnother = shard && former.run.shard && former.run.shard.index !== shard.index;
  if (ran > claims || isOfAnother)
    console.error(
      `${counted(claims, 'claim')} will replace the run of ${ran} of ${plainText(formatDay(former.run.startedAt))} in ${file} (--out names another folder)`,
    );
}

/** Undefined where there are none that can be read. */
function resultsOf(file: string): Results | undefined {
  try {
    return readResults(file);
  } catch (error) {
    if (error instanceof ResultsError) return undefined;
    throw error;
  }
}
