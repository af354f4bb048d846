import type { ClaimResult } from '../../results/schema.ts';
import { asSentence } from './numbers.ts';
import { claimPath } from './page.ts';

/** A piece of a note; `href` where it is the id of a claim that has a page. */
export interface NotePart {
  readonly text: string;
  readonly href: string | null;
}

/** A note as a sentence, in which claims that it names are linked. Empty where there is none. */
export function linkedNote(note: string, claims: readonly ClaimResult[], root: string): NotePart[] {
  if (note === '') return [];
  return asSentence(note)
    .split(/([a-z0-9-]+(?:\/[a-z0-9-]+)+)/)
    .filter((text) => text !== '')
    .map((text) => ({
      text,
      href: text.includes('/') && claims.some(({ id }) => id === text) ? root + claimPath(text) : null,
    }));
}
