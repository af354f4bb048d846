import type { DeepFinding, DeepFindings } from '../../results/deep-findings.ts';
import type { ClaimResult, RanClaim } from '../../results/schema.ts';
import { formatDay } from './numbers.ts';

/** What a deep run found of a claim that this run left out. */
export interface FoundBefore {
  readonly claim: RanClaim;
  readonly day: string;
  /** When it was found, and how. */
  readonly when: string;
}

/** Null for a claim that this run did not leave out, and where nothing was kept. */
export function foundBefore(claim: ClaimResult, deep: DeepFindings | null): FoundBefore | null {
  if (claim.status !== 'not-run') return null;
  const kept = deep?.findings.find((finding) => finding.claim.id === claim.id);
  if (!kept) return null;
  const day = formatDay(kept.run.startedAt);
  return { claim: kept.claim, day, when: [whenFound(kept, day), ...changes(kept.claim, claim)].join(' ') };
}

function whenFound({ run: { commit, engine, seed, command } }: DeepFinding, day: string): string {
  const at = commit === null ? '' : ` at commit ${commit.slice(0, 7)}`;
  return `Not run this time: this is what a run of ${day}${at} found, ${engine} engine, seed ${seed}, by “${command}”.`;
}

function changes(then: RanClaim, now: ClaimResult): string[] {
  const asked = ({ statement, setting: { data } }: ClaimResult) => JSON.stringify([statement, data]);
  return asked(then) === asked(now) ? [] : ['The claim has been changed since then.'];
}
