import type { Change, ChangeKind, Since } from '../../results/changes.ts';
import type { Results } from '../../results/schema.ts';
import { changeSentences, sinceSentence } from '../pages/change-sentences.ts';
import { headline } from '../pages/headline.ts';
import { counted } from '../pages/numbers.ts';

/** By this a comment of ours is known among others. */
export const commentMark = '<!-- initproof: what changed -->';

/** What is worth a comment: another verdict, another standing, an interval that moved. */
const worthTelling: readonly ChangeKind[] = ['broken', 'fixed', 'turned', 'drifting'];

const tellsOf = ({ kind }: Change): boolean => worthTelling.includes(kind);

/** Whether a verdict or a drift changed. Without a run to compare with nothing has. */
export const commentDue = (since: Since | null): boolean => since?.changes.some(tellsOf) ?? false;

/** Changes that are listed; GitHub takes 65,536 characters, and 200 lines of ids and words are half of that at most. */
const listed = 200;

/**
 * The comment on a pull request. The results it is made from may come from anyone: nothing of them is in it but ids,
 * whose letters the schema checks, words of ours and numbers.
 */
export function comment({ claims }: Results, since: Since | null, address: string | null): string {
  const changes = since?.changes ?? [];
  const items = changeSentences(changes).map(({ id, text }) => `- \`${id.slice(0, 120)}\` ${text}`);
  const more = items.length - listed;
  const lines = [
    commentMark,
    `**${headline(claims)}**`,
    since === null ? 'There is no run to compare with.' : sinceSentence(since),
    ...(items.length > 0 ? [items.slice(0, listed).join('\n')] : []),
    ...(more > 0 ? [`… and ${counted(more, 'change')} more.`] : []),
    ...(address === null ? [] : [`[The report of this run](${address})`]),
  ];
  return `${lines.join('\n\n')}\n`;
}
