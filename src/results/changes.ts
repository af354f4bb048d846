import { type HistoryClaim, type HistoryLine, historyLineOf } from './history.ts';
import type { Results } from './schema.ts';

/**
 * What became of a claim since it last ran. `broken`: breaks its record now, `fixed`: no longer. `turned`: another
 * verdict. `drifting`: the same verdict, its interval wholly beyond the former one. `new`: never seen before, `gone`:
 * no longer stated. A claim that was not selected is neither: it was not run.
 */
export type ChangeKind = 'broken' | 'fixed' | 'turned' | 'drifting' | 'new' | 'gone';

export interface Change {
  readonly kind: ChangeKind;
  readonly id: string;
  /** As it last ran; null for a new claim. */
  readonly before: HistoryClaim | null;
  /** Null for a claim that is gone. */
  readonly now: HistoryClaim | null;
}

/** The order in which changes are told: what asks for action first. */
const changeKinds: readonly ChangeKind[] = ['broken', 'fixed', 'turned', 'drifting', 'new', 'gone'];

/** What changed, and since which run of the history, counted from 1. */
export interface Since {
  readonly number: number;
  readonly run: HistoryLine;
  readonly changes: readonly Change[];
}

/**
 * What changed since the last run of the same size and engine; null where there was none: more keys or another engine
 * may well give another verdict, which is no change of what is claimed.
 */
export function changesSince(history: readonly HistoryLine[], current: Results): Since | null {
  const { size, engine } = current.run;
  const alike = history.filter((line) => line.size === size && line.engine === engine);
  const run = alike.at(-1);
  return run ? { number: history.lastIndexOf(run) + 1, run, changes: changes(alike, current) } : null;
}

/** What changed since some runs, each claim since it last ran; in the order of `changeKinds`, then by id. */
export function changes(previous: readonly HistoryLine[], current: Results | HistoryLine): Change[] {
  const known = lastKnown(previous);
  const now = 'run' in current ? historyLineOf(current) : current;
  const stated = new Set(now.claims.map(({ id }) => id));
  const gone = (previous.at(-1)?.claims ?? []).filter(({ id }) => !stated.has(id));
  return [
    ...now.claims.flatMap((claim) => changeOf(known.get(claim.id), claim)),
    ...gone.map(({ id }): Change => ({ kind: 'gone', id, before: known.get(id)!, now: null })),
  ].sort((a, b) => changeKinds.indexOf(a.kind) - changeKinds.indexOf(b.kind) || (a.id < b.id ? -1 : 1));
}

/** Each claim as it last came to an end; where it never did, as it was last listed. */
function lastKnown(lines: readonly HistoryLine[]): Map<string, HistoryClaim> {
  const known = new Map<string, HistoryClaim>();
  for (const { claims } of lines)
    for (const claim of claims)
      if (claim.outcome !== 'not-run' || !known.has(claim.id)) known.set(claim.id, claim);
  return known;
}

function changeOf(before: HistoryClaim | undefined, now: HistoryClaim): Change[] {
  if (before === undefined) return [{ kind: 'new', id: now.id, before: null, now }];
  if (now.outcome === 'not-run' || before.outcome === 'not-run') return [];
  const kind = kindOf(before, now);
  return kind === null ? [] : [{ kind, id: now.id, before, now }];
}

function kindOf(before: HistoryClaim, now: HistoryClaim): ChangeKind | null {
  if (now.breaks !== before.breaks) return now.breaks ? 'broken' : 'fixed';
  if (now.outcome !== before.outcome) return 'turned';
  return drifted(before.estimate, now.estimate) ? 'drifting' : null;
}

/**
 * Whether an interval moved wholly beyond its former one. Two 95 % intervals of one mean are apart only where at least
 * one of them misses it: with fresh keys that is chance in at most 1 of 10 looks, and far less often in fact, since one
 * has to miss by more than the other's width.
 */
const drifted = (before: HistoryClaim['estimate'], now: HistoryClaim['estimate']): boolean =>
  before !== undefined &&
  now !== undefined &&
  (now.interval[0] > before.interval[1] || now.interval[1] < before.interval[0]);
