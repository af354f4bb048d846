import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import {
  type DeepFindings,
  deepFindingsOf,
  readDeepFindings,
  writeDeepFindings,
} from '../results/deep-findings.ts';
import type { Results } from '../results/schema.ts';
import { ResultsError } from '../results/versioned-file.ts';
import { deepFindingsFile } from './defaults.ts';
import type { Selection } from './selection.ts';
import { WrongUse } from './wrong-use.ts';

/** What deep runs found, as it was kept beside the claims of the working folder; null where nothing was. */
export const deepFindingsHere = (): DeepFindings | null =>
  existsSync(resolve(deepFindingsFile)) ? readDeepFindings(resolve(deepFindingsFile)) : null;

/** The same for a run that writes the file: one that cannot be read is made anew. */
export function formerDeepFindings(notice: (message: string) => void): DeepFindings | null {
  try {
    return deepFindingsHere();
  } catch (error) {
    if (!(error instanceof ResultsError)) throw error;
    notice(`${error.message}: what was in it is left out`);
    return null;
  }
}

/** The ids of the selected claims that other runs leave out. */
export function deepClaims({ selected }: Selection): Set<string> {
  const ids = selected.flatMap(({ id, from }) => (from === 'deep' ? [id] : []));
  if (ids.length === 0)
    throw new WrongUse(
      'nothing to keep: every claim selected runs at any size (leave --keep-deep out, or add --size deep)',
    );
  return new Set(ids);
}

/** Keeps what a run found of these claims there. */
export function keepDeepFindings(
  results: Results,
  ids: ReadonlySet<string>,
  former: DeepFindings | null,
): void {
  writeDeepFindings(resolve(deepFindingsFile), deepFindingsOf(results, ids, former));
}
