import type { ClaimResult } from '../../results/schema.ts';

/** What every page carries. A template only places it. */
export interface Page {
  /** Where the page lies in the site, e.g. `claims/he-accuracy.html`. */
  readonly path: string;
  /** The way back to the site's root: `` or `../`. */
  readonly root: string;
  /** The file that places it: `templates/<template>.hbs`. */
  readonly template: string;
  readonly title: string;
}

/** A claim's verdict as a word and a sign, so that colour is never the only one to tell. */
export interface VerdictMark {
  readonly kind: 'holds' | 'refuted' | 'undecided' | 'not-run' | 'failed';
  readonly sign: string;
  readonly word: string;
}

const marks = {
  holds: { kind: 'holds', sign: '✓', word: 'holds' },
  refuted: { kind: 'refuted', sign: '✕', word: 'refuted' },
  undecided: { kind: 'undecided', sign: '◐', word: 'undecided' },
  'not-run': { kind: 'not-run', sign: '–', word: 'not run' },
  failed: { kind: 'failed', sign: '!', word: 'broke' },
} as const satisfies Record<VerdictMark['kind'], VerdictMark>;

export const verdictMark = (claim: ClaimResult): VerdictMark =>
  marks[claim.status === 'ran' ? claim.verdict : claim.status];

/** All there are, in the order in which they are counted. */
export const verdictMarks: readonly VerdictMark[] = Object.values(marks);

export const notRun: VerdictMark = marks['not-run'];

const slug = (id: string): string => id.replaceAll('/', '-');

export const claimPath = (id: string): string => `claims/${slug(id)}.html`;

/** The claim's record as it stands in the results or among what deep runs found, beside its page. */
export const recordPath = (id: string): string => `claims/${slug(id)}.record.json`;
