import type { Since } from '../../results/changes.ts';
import type { ClaimResult } from '../../results/schema.ts';
import { changeSentences, sinceSentence } from './change-sentences.ts';
import { claimPath } from './page.ts';

/** What changed since a former run, for the board and the page of runs. */
export interface Changed {
  readonly sentence: string;
  /** `href` is null for a claim that has no page any more. */
  readonly changes: readonly { readonly id: string; readonly href: string | null; readonly text: string }[];
}

export function changedSince(since: Since, claims: readonly ClaimResult[]): Changed {
  const there = new Set(claims.map(({ id }) => id));
  return {
    sentence: sinceSentence(since),
    changes: changeSentences(since.changes).map(({ id, text }) => ({
      id,
      href: there.has(id) ? claimPath(id) : null,
      text,
    })),
  };
}
