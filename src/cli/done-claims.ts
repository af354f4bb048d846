import { dirname } from 'node:path';
import type { ClaimDescription } from '../claims/describe-claim.ts';
import { counted } from '../report/pages/numbers.ts';
import { resumeJournal, startJournal } from '../results/journal.ts';
import type { ClaimResult } from '../results/schema.ts';
import { deepFindingsFile, defaultOut } from './defaults.ts';
import { isResults } from './history-option.ts';
import { keptFindings, noFindings } from './kept-findings.ts';
import type { RunHead } from './run-head.ts';
import { journalFile, type RunOptions } from './run-options.ts';

/** The claims of a run that are done: those of earlier runs that it takes over, then its own. */
export interface DoneClaims {
  readonly records: ReadonlyMap<string, ClaimResult>;
  /** Keeps one that has finished, at once: in the journal, for --resume, and among the findings. */
  add(claim: ClaimResult): void;
}

/** @throws ResultsError where there is nothing to resume */
export function doneClaims(
  selected: readonly ClaimDescription[],
  { metadata, journal: header }: RunHead,
  { out, resume, cache, history }: Pick<RunOptions, 'out' | 'resume' | 'cache' | 'history'>,
): DoneClaims {
  const journal = (resume ? resumeJournal : startJournal)(journalFile(out), header);
  const { seed, size, engine, code } = header;
  const notice = (message: string) => console.error(message);
  const findings = cache
    ? keptFindings(process.cwd(), { seed, size, engine, code }, written(out, history), notice)
    : noFindings;
  const taken = selected.flatMap(({ id }) => findings.find(id) ?? []);
  if (taken.length > 0) console.error(takenOver(taken.length, selected.length));
  // What was selected may be less now.
  const ids = new Set(selected.map(({ id }) => id));
  const finished = journal.finished.filter(({ id }) => ids.has(id));
  const records = new Map<string, ClaimResult>([...taken, ...finished].map((claim) => [claim.id, claim]));
  return {
    records,
    add(claim) {
      journal.append(claim);
      findings.keep(claim, metadata.startedAt);
      records.set(claim.id, claim);
    },
  };
}

/** What runs write into the project. */
const written = (out: string, history: string | undefined): string[] => [
  out,
  dirname(defaultOut),
  deepFindingsFile,
  ...(history === undefined || isResults(history) ? [] : [history]),
];

const takenOver = (taken: number, of: number): string =>
  `${taken} of ${counted(of, 'finding')} ${taken === 1 ? 'is that of an earlier run' : 'are those of earlier runs'}, nothing having changed since (--no-cache works everything out anew)`;
