import type { Change, ChangeKind, Since } from '../../results/changes.ts';
import type { HistoryClaim } from '../../results/history.ts';
import { counted, formatDay, formatShare, listed } from './numbers.ts';

/** "Nothing changed since run 12 (23 Nov 2026)." or "Since run 12 (…): 1 claim turned and 2 claims are new." */
export function sinceSentence({ number, run, changes }: Since): string {
  const when = `run ${number} (${formatDay(run.startedAt)})`;
  if (changes.length === 0) return `Nothing changed since ${when}.`;
  const kinds = [...new Set(changes.map(({ kind }) => kind))];
  const counts = kinds.map((kind) => words[kind](changes.filter((change) => change.kind === kind).length));
  return `Since ${when}: ${listed(counts)}.`;
}

const are = (count: number, what: string) =>
  `${counted(count, 'claim')} ${count === 1 ? 'is' : 'are'} ${what}`;

const words: Record<ChangeKind, (count: number) => string> = {
  broken: (count) => `${counted(count, 'claim')} ${count === 1 ? 'breaks its' : 'break their'} record now`,
  fixed: (count) => `${are(count, 'on record again')}`,
  turned: (count) => `${counted(count, 'claim')} turned`,
  drifting: (count) => `${counted(count, 'claim')} drifted`,
  new: (count) => are(count, 'new'),
  gone: (count) => are(count, 'gone'),
};

/** Each change by the claim's id, and what follows it in a sentence. */
export const changeSentences = (changes: readonly Change[]): { id: string; text: string }[] =>
  changes.map((change) => ({ id: change.id, text: changeText(change) }));

function changeText({ kind, before, now }: Change): string {
  const [from, to] = [outcome(before), outcome(now)];
  switch (kind) {
    case 'broken':
      return from === to
        ? `is ${to} as before, and breaks its record now.`
        : `breaks its record: ${to}, it was ${from}.`;
    case 'fixed':
      return `is on record again: ${to}, it was ${from}.`;
    case 'turned':
      return `is ${to} now, it was ${from}.`;
    case 'drifting':
      return `moved from ${interval(before)} to ${interval(now)}; it is ${to} as before.`;
    case 'new':
      return `is new: ${to}.`;
    case 'gone':
      return `is no longer stated; it was ${from}.`;
  }
}

const outcomes: Record<HistoryClaim['outcome'], string> = {
  holds: 'holding',
  refuted: 'refuted',
  undecided: 'undecided',
  failed: 'broken in its test',
  'not-run': 'not run',
};

const outcome = (claim: HistoryClaim | null): string => (claim ? outcomes[claim.outcome] : '');

const interval = (claim: HistoryClaim | null): string =>
  (claim?.estimate?.interval ?? []).map(formatShare).join(' to ');
