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
  /** Keeps one that has finished in the journal, at once, for --resume. */
  add(claim: ClaimResult): void;
  /** Takes those back in whose files something broke outside of any claim: they may have run on what it left. */
  forget(claims: readonly Pick<ClaimDescription, 'id'>[]): void;
  /** Whether any is in the journal: findings that were taken over are found again without it. */
  resumable(): boolean;
  /**
   * Keeps what this run has worked out itself for those to come: what a journal holds may have been found before a change,
   * and what a run found that broke off would hide why it did.
   */
  keepFindings(): void;
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
  /** Those that this run has worked out itself. */
  const now = new Set<string>();
  return {
    records,
    resumable: () => [...records.values()].some(isOwn),
    add(claim) {
      journal.append(claim);
      records.set(claim.id, claim);
      now.add(claim.id);
    },
    forget(claims) {
      const own = claims.map(({ id }) => id).filter((id) => records.has(id) && isOwn(records.get(id)!));
      for (const id of own) {
        records.delete(id);
        now.delete(id);
      }
      journal.remove(new Set(own));
    },
    keepFindings() {
      for (const id of now) findings.keep(records.get(id)!, metadata.startedAt);
    },
  };
}

const isOwn = (claim: ClaimResult): boolean => claim.status !== 'ran' || claim.keptSince === undefined;

/** What runs write into the project. */
const written = (out: string, history: string | undefined): string[] => [
  out,
  dirname(defaultOut),
  deepFindingsFile,
  ...(history === undefined || isResults(history) ? [] : [history]),
];

const takenOver = (taken: number, of: number): string =>
  `${taken} of ${counted(of, 'finding')} ${taken === 1 ? 'is that of an earlier run' : 'are those of earlier runs'}, nothing having changed since (--no-cache works everything out anew)`;
