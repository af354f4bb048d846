import type { Since } from '../../results/changes.ts';
import type { ClaimResult, Results } from '../../results/schema.ts';
import { standing } from '../../results/standing.ts';
import { changeSentences, sinceSentence } from '../pages/change-sentences.ts';
import { breakSentence, headline } from '../pages/headline.ts';
import { counted } from '../pages/numbers.ts';
import { verdictMark } from '../pages/page.ts';
import { runLine } from '../pages/run-line.ts';
import { markdownText } from './plain-text.ts';

/** A step's summary on GitHub holds 1 MiB and is dropped whole when it is larger. */
export const summaryBytes = 1024 * 1024;

/**
 * The run as Markdown: what holds, what broke, what changed, then a row a claim. Where it would grow too large, rows are
 * cut off, and a line says how many.
 *
 * @param address of the whole report, for links; null where it is nowhere on the web
 */
export function summary(
  { run, claims }: Results,
  since: Since | null,
  address: string | null,
  limit = summaryBytes,
): string {
  const broken = claims.filter((claim) => standing(claim) === 'breaks');
  const whole =
    address === null
      ? 'The whole report is `index.html` beside this file.'
      : `[The whole report](${address})`;
  const head = [
    `# ${headline(claims)}`,
    run.complete ? '' : 'The run was interrupted: claims may be missing.\n',
    ...list(
      broken.map((claim) => `**${claim.id}** breaks its record. ${markdownText(breakSentence(claim) ?? '')}`),
    ),
    broken.length === 0 ? 'Nothing breaks its record.\n' : '',
    since === null ? '' : `${sinceSentence(since)}\n`,
    ...list(since === null ? [] : changeSentences(since.changes).map(({ id, text }) => `**${id}** ${text}`)),
  ].filter((line) => line !== '');
  const rows = claims.map(row);
  const tail = `\n${markdownText(runLine(run).join(' · '))}\n\n${whole}\n`;
  return cut(`${head.join('\n')}\n`, rows, tail, limit);
}

const list = (items: readonly string[]): string[] =>
  items.length > 0 ? [`${items.map((item) => `- ${item}`).join('\n')}\n`] : [];

function row(claim: ClaimResult): string {
  const found =
    claim.status === 'ran' ? claim.finding : claim.status === 'failed' ? claim.error : claim.reason;
  const { sign, word } = verdictMark(claim);
  return `| ${sign} ${word} | ${claim.id} | ${markdownText(claim.statement)} | ${markdownText(found)} |\n`;
}

const tableHead = '| verdict | claim | it says | found |\n|---|---|---|---|\n';

/** As many rows as fit, and a word on those left out; of a head that is too long, as many of its lines. */
function cut(head: string, rows: readonly string[], tail: string, limit: number): string {
  const left = (count: number) => `\n… and ${counted(count, 'claim')} more.\n`;
  const reserve = bytes(left(rows.length) + tail + tableHead) + bytes('\n…\n');
  const top = withinLines(head, limit - reserve);
  let room = limit - reserve - bytes(top);
  const fitting: string[] = [];
  for (const line of rows) {
    room -= bytes(line);
    if (room < 0) break;
    fitting.push(line);
  }
  const missing = rows.length - fitting.length;
  const table = fitting.length > 0 ? `\n${tableHead}${fitting.join('')}` : '';
  return `${top}${table}${missing > 0 ? left(missing) : ''}${tail}`;
}

function withinLines(text: string, limit: number): string {
  if (bytes(text) <= limit) return text;
  let fitting = '';
  for (const line of text.split('\n')) {
    if (bytes(fitting) + bytes(line) + 1 > limit) break;
    fitting += `${line}\n`;
  }
  return `${fitting}\n…\n`;
}

const bytes = (text: string): number => Buffer.byteLength(text);
