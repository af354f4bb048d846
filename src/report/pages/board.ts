import type { Since } from '../../results/changes.ts';
import type { DeepFindings } from '../../results/deep-findings.ts';
import type { ClaimResult, Results } from '../../results/schema.ts';
import { standing } from '../../results/standing.ts';
import { boardHeadline } from './board-headline.ts';
import { boardRow, type Row } from './board-row.ts';
import { type Changed, changedSince } from './changed.ts';
import { type FirstOf, firstOf } from './first-of.ts';
import { breakSentence } from './headline.ts';
import { type NotesSentence, notesSentences } from './notes-sentences.ts';
import { counted, formatMinute } from './numbers.ts';
import { claimPath, type Page, type VerdictMark, verdictMark, verdictMarks } from './page.ts';
import { runLine } from './run-line.ts';
import { type BrokenPromises, brokenPromises, isOfTensorflow } from './tensorflow-claims.ts';
import { byTopic, type Topic } from './topics.ts';

export interface BoardPage extends Page {
  readonly headline: string;
  /** What came out of the claims, where the headline speaks of the notes’ sentences. */
  readonly counts: string | null;
  readonly runLine: readonly string[];
  readonly interrupted: boolean;
  /** Which findings were taken over from earlier runs; null where none was. */
  readonly kept: string | null;
  /** Null where there is no run to compare with. */
  readonly changed: Changed | null;
  readonly breakCount: string | null;
  readonly breaks: FirstOf<{ readonly href: string; readonly id: string; readonly how: string }>;
  /** The sentences that the report starts from, with the first claim of each and what ends it. */
  readonly notes: readonly NotesSentence[];
  /** What does not hold, with the numbers: the rows that a reader looks for first. */
  readonly standOuts: FirstOf<{
    readonly href: string;
    readonly statement: string;
    readonly verdict: VerdictMark;
    readonly finding: string;
  }>;
  /** What was found of TensorFlow.js, which has a page of its own; null where nothing was. */
  readonly tensorflow: BrokenPromises | null;
  /** What rows can be filtered by: the verdicts and sources that there are. */
  readonly filters: { readonly verdicts: readonly VerdictMark[]; readonly sources: readonly string[] };
  /** Whether a browser should lay out the rows that are seen alone. */
  readonly many: boolean;
  /** `scale`: whether a row is drawn, so that the scale is written above it. */
  readonly topics: readonly (Topic<Row> & { readonly scale: boolean })[];
}

const fewRows = 1000;
/** Of long lists the board shows so many: its rows tell of all. */
const mostBreaks = 50;
const mostStandOuts = 8;
const mostLetters = 60;

/** The first page: what holds, what does not, and what broke its record. */
export function boardPage(
  { run, claims }: Results,
  since: Since | null = null,
  deep: DeepFindings | null = null,
): BoardPage {
  const broken = byTopic(claims.filter((claim) => standing(claim) === 'breaks')).flatMap(
    ({ items }) => items,
  );
  const notes = notesSentences(claims);
  const sources = [...new Set(claims.map(({ source }) => source.title))].sort();
  return {
    path: 'index.html',
    root: '',
    template: 'board',
    title: 'initproof: weight-initialization claims, proved again',
    ...boardHeadline(claims, notes),
    runLine: runLine(run),
    interrupted: !run.complete,
    kept: keptSentence(claims),
    changed: since && changedSince(since, claims, new Set(broken.map(({ id }) => id))),
    breakCount:
      broken.length === 0
        ? null
        : `${counted(broken.length, 'claim')} ${broken.length === 1 ? 'breaks its' : 'break their'} record:`,
    breaks: firstOf(
      broken.map((claim) => ({
        href: claimPath(claim.id),
        id: claim.id,
        how: breakSentence(claim) ?? '',
      })),
      mostBreaks,
    ),
    notes: notes.map((sentence) => ({ ...sentence, claims: sentence.claims.slice(0, 1) })),
    standOuts: firstOf(standOuts(claims), mostStandOuts),
    tensorflow: brokenPromises(claims),
    filters: {
      verdicts: verdictMarks.filter(({ kind }) => claims.some((claim) => verdictMark(claim).kind === kind)),
      sources: sources.map(shortened),
    },
    many: claims.length > fewRows,
    topics: byTopic(claims.map((claim) => boardRow(claim, sources, deep))).map((topic) => ({
      ...topic,
      scale: topic.items.some((row) => row.drawn !== null),
    })),
  };
}

/** A list to choose from is as wide as its longest entry. */
const shortened = (title: string): string =>
  title.length <= mostLetters ? title : `${title.slice(0, mostLetters).replace(/[^\p{L}\p{N}]+\S*$/u, '')} …`;

function keptSentence(claims: readonly ClaimResult[]): string | null {
  const since = claims.flatMap((claim) => (claim.status === 'ran' ? (claim.keptSince ?? []) : [])).sort();
  if (since.length === 0) return null;
  const [first, last] = [since[0]!, since.at(-1)!].map(formatMinute);
  const runs = first === last ? `the run of ${first}` : `runs from ${first}, to ${last}`;
  return `${counted(since.length, 'finding')} ${since.length === 1 ? 'is' : 'are'} of ${runs}; nothing has changed since.`;
}

const standOuts = (claims: readonly ClaimResult[]) =>
  byTopic(claims)
    .flatMap(({ items }) => items)
    .flatMap((claim) =>
      claim.status === 'ran' && claim.verdict !== 'holds' && !isOfTensorflow(claim)
        ? [
            {
              href: claimPath(claim.id),
              statement: claim.statement,
              verdict: verdictMark(claim),
              finding: claim.finding,
            },
          ]
        : [],
    );
