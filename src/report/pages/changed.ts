import type { Since } from '../../results/changes.ts';
import type { ClaimResult } from '../../results/schema.ts';
import { changeSentences, sinceSentence } from './change-sentences.ts';
import { type FirstOf, firstOf } from './first-of.ts';
import { claimPath } from './page.ts';

/** What changed since a former run, for the board and the page of runs. */
export interface Changed {
  readonly sentence: string;
  /** `href` is null for a claim that has no page any more. */
  readonly changes: FirstOf<{ readonly id: string; readonly href: string | null; readonly text: string }>;
}

const most = 50;

/** @param told claims that the page speaks of already */
export function changedSince(
  since: Since,
  claims: readonly ClaimResult[],
  told: ReadonlySet<string> = new Set(),
): Changed {
  const there = new Set(claims.map(({ id }) => id));
  const untold = changeSentences(since.changes).filter(({ id }) => !told.has(id));
  return {
    sentence: sinceSentence(since),
    changes: firstOf(
      untold.map(({ id, text }) => ({ id, href: there.has(id) ? claimPath(id) : null, text })),
      most,
    ),
  };
}
