import type { DeepFinding, DeepFindings } from '../../results/deep-findings.ts';
import type { ClaimResult, RanClaim } from '../../results/schema.ts';
import { formatDay } from './numbers.ts';

/** What a deep run found of a claim that this run left out. */
export interface FoundBefore {
  readonly claim: RanClaim;
  /** As it was kept, with the run that found it. */
  readonly finding: DeepFinding;
  readonly day: string;
  /** When it was found, and how. */
  readonly when: string;
}

/** Null for a claim that this run did not leave out, and where nothing was kept. */
export function foundBefore(claim: ClaimResult, deep: DeepFindings | null): FoundBefore | null {
  if (claim.status !== 'not-run') return null;
  const finding = deep?.findings.find((kept) => kept.claim.id === claim.id);
  if (!finding) return null;
  const day = formatDay(finding.run.startedAt);
  const { commit, engine, seed, command } = finding.run;
  const at = commit === null ? '' : ` at commit ${commit.slice(0, 7)}`;
  const when = [
    `Not run this time (${claim.reason}): this is what a run of ${day}${at} found, ${engine} engine, seed ${seed}, by “${command}”.`,
    ...(asked(finding.claim) === asked(claim) ? [] : ['The claim has been changed since then.']),
  ];
  return { claim: finding.claim, finding, day, when: when.join(' ') };
}

/** What a finding answers to. */
const asked = ({ statement, record, setting: { data }, engine }: ClaimResult): string =>
  JSON.stringify([statement, record, data, engine]);
