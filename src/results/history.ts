import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { z } from 'zod';
import { stated } from '../claims/stated.ts';
import { canonicalHash } from './canonical-hash.ts';
import { number } from './evidence-values.ts';
import { parsedJson } from './parsed-json.ts';
import type { ClaimResult, Results, RunMetadata } from './schema.ts';
import { standing } from './standing.ts';
import { firstIssue, ResultsError } from './versioned-file.ts';
import { writeWhole } from './write-file.ts';

/** Version of a history's lines. A reader refuses every other one. */
const historyVersion = 1;

const count = z.number().int();

/** What a statistical claim estimated, and its evidence for the runs to come. */
const estimate = z.strictObject({
  mean: z.number(),
  interval: z.tuple([z.number(), z.number()]),
  keys: count,
  logEvidence: z.strictObject({ above: number, below: number }),
  /** Equal where setting, law, measure, cut and engine are; null where the run does not say which code it ran. */
  fingerprint: z.string().nullable(),
});

const historyClaim = z.strictObject({
  id: stated.id,
  outcome: z.enum(['holds', 'refuted', 'undecided', 'failed', 'not-run']),
  breaks: z.boolean(),
  estimate: estimate.optional(),
});

export const historyLine = z.strictObject({
  version: z.literal(historyVersion),
  commit: z.string().nullable(),
  startedAt: z.string(),
  durationMs: z.number(),
  seed: count,
  size: z.enum(['quick', 'standard', 'deep']),
  engine: z.string(),
  complete: z.boolean(),
  counts: z.strictObject({
    holds: count,
    refuted: count,
    undecided: count,
    failed: count,
    'not-run': count,
    breaks: count,
  }),
  claims: z.array(historyClaim),
});

export type Estimate = z.infer<typeof estimate>;
export type HistoryClaim = z.infer<typeof historyClaim>;
/** One run in the history of all. */
export type HistoryLine = z.infer<typeof historyLine>;

/** A run as its line in the history. */
export function historyLineOf({ run, claims }: Results): HistoryLine {
  const { commit, startedAt, durationMs, seed, size, engine, complete } = run;
  const own = claims.map((claim) => historyClaimOf(claim, run));
  const counted = (outcome: HistoryClaim['outcome']) =>
    own.filter((claim) => claim.outcome === outcome).length;
  return {
    version: historyVersion,
    ...{ commit, startedAt, durationMs, seed, size, engine, complete },
    counts: {
      holds: counted('holds'),
      refuted: counted('refuted'),
      undecided: counted('undecided'),
      failed: counted('failed'),
      'not-run': counted('not-run'),
      breaks: own.filter(({ breaks }) => breaks).length,
    },
    claims: own,
  };
}

function historyClaimOf(claim: ClaimResult, run: RunMetadata): HistoryClaim {
  const { id } = claim;
  const breaks = standing(claim) === 'breaks';
  if (claim.status !== 'ran') return { id, outcome: claim.status, breaks };
  if (claim.evidence.kind !== 'scores') return { id, outcome: claim.verdict, breaks };
  const { mean, interval, keys, logEvidence, cut, side } = claim.evidence;
  const { engineAbout = null, lawCode } = run;
  const engine = claim.engine ?? run.engine;
  const rests = { id, setting: claim.setting.data, cut, side, engine, engineAbout, lawCode };
  const fingerprint = lawCode === undefined ? null : canonicalHash(rests);
  return {
    id,
    outcome: claim.verdict,
    breaks,
    estimate: { mean, interval: [...interval], keys, logEvidence, fingerprint },
  };
}

/** Whether two lines tell of the same run. */
export const sameRun = (
  a: Pick<HistoryLine, 'startedAt' | 'seed' | 'commit'>,
  b: Pick<HistoryLine, 'startedAt' | 'seed' | 'commit'>,
): boolean => a.startedAt === b.startedAt && a.seed === b.seed && a.commit === b.commit;

/** The runs before this one: where its own line is there, those above it, else all. */
export function runsBefore(history: readonly HistoryLine[], run: RunMetadata): HistoryLine[] {
  const own = history.findIndex((line) => sameRun(line, run));
  return history.slice(0, own < 0 ? undefined : own);
}

/** A claim in one run of the history. */
export interface Seen {
  /** Of the run, counted from 1. */
  readonly number: number;
  readonly run: HistoryLine;
  readonly claim: HistoryClaim;
}

/** What became of each claim, run by run; runs that left it out are not told. */
export function trails(history: readonly HistoryLine[]): Map<string, Seen[]> {
  const trails = new Map<string, Seen[]>();
  history.forEach((run, i) => {
    for (const claim of run.claims) {
      if (claim.outcome === 'not-run') continue;
      const trail = trails.get(claim.id) ?? [];
      trails.set(claim.id, trail);
      trail.push({ number: i + 1, run, claim });
    }
  });
  return trails;
}

/**
 * Reads a history: a line a run. A last line that was cut off is left out; the run it was of had not ended.
 *
 * @throws ResultsError where it cannot be read, or a line is of another version or no line of a history
 */
export function readHistory(path: string): HistoryLine[] {
  try {
    return parseHistory(readFileSync(path, 'utf8'), path);
  } catch (error) {
    if (error instanceof ResultsError) throw error;
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ResultsError(
      `missing history: ${path} cannot be read: ${code === 'ENOENT' ? 'there is no such file' : message} (initproof run --history starts one)`,
    );
  }
}

/** @throws ResultsError naming the line, in `path`, that is none of a history */
export function parseHistory(text: string, path: string): HistoryLine[] {
  return wholeLines(text).map((line, i) => parseLine(line, `${path}, line ${i + 1}`));
}

/** All but a last line that was cut off, which then is no JSON: it may lack its end of line alone. */
const wholeLines = (text: string): string[] =>
  text.split('\n').filter((line, i, { length }) => i < length - 1 || parsedJson(line) !== undefined);

function parseLine(line: string, where: string): HistoryLine {
  const content = parsedJson(line);
  const version =
    typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined;
  if (version !== undefined && version !== historyVersion)
    throw new ResultsError(
      `invalid history: ${where} is of version ${JSON.stringify(version)} (this initproof reads version ${historyVersion}; start another history)`,
    );
  const checked = historyLine.safeParse(content);
  if (checked.success) return checked.data;
  const why = content === undefined ? 'it is not JSON' : firstIssue(checked.error, 'the line');
  throw new ResultsError(`invalid history: ${where}: ${why} (mend or remove the line)`);
}

/** The line as it stands in the file. */
export const historyText = (line: HistoryLine): string => `${JSON.stringify(historyLine.parse(line))}\n`;

/** Adds a run's line, once. A line that was cut off before it is dropped. */
export function appendHistory(path: string, line: HistoryLine): void {
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  if (parseHistory(text, path).some((other) => sameRun(other, line))) return;
  mkdirSync(dirname(path), { recursive: true });
  // One write at the end loses no line of a run that ends at the same time.
  if (text === '' || text.endsWith('\n')) appendFileSync(path, historyText(line));
  else writeWhole(path, [...wholeLines(text), historyText(line)].join('\n'));
}
