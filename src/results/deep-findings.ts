import { z } from 'zod';
import { type Results, ranClaim, runMetadata } from './schema.ts';
import { standing } from './standing.ts';
import { readVersioned } from './versioned-file.ts';
import { writeWhole } from './write-file.ts';

// Claims that take too long for every run: what a deep run found of each, kept with its date for all later reports.

/** Version of the file of deep findings. A reader refuses every other one. */
const deepFindingsVersion = 1;

const deepFinding = z.strictObject({
  claim: ranClaim,
  /** The run that found it. */
  run: runMetadata.pick({ startedAt: true, command: true, commit: true, engine: true, seed: true }),
});

export const deepFindings = z.strictObject({
  version: z.literal(deepFindingsVersion),
  findings: z.array(deepFinding),
});

export type DeepFinding = z.infer<typeof deepFinding>;
export type DeepFindings = z.infer<typeof deepFindings>;

/** @throws ResultsError where there is none, or it is cut off, of another version, or not a file of deep findings */
export const readDeepFindings = (path: string): DeepFindings =>
  readVersioned(path, {
    name: 'deep findings',
    maker: 'initproof run --size deep --keep-deep',
    version: deepFindingsVersion,
    schema: deepFindings,
  });

/** One finding a line, so that a new one is one changed line. */
export function writeDeepFindings(path: string, value: DeepFindings): void {
  const { version, findings } = deepFindings.parse(value);
  const lines = findings.map((finding) => JSON.stringify(finding)).join(',\n');
  writeWhole(path, `{"version":${version},"findings":[\n${lines}\n]}\n`);
}

/**
 * What a run found of the claims with these ids, and what earlier ones did of those that it did not look at or left
 * undecided, in the order of ids. Of a claim that breaks its record nothing is kept.
 */
export function deepFindingsOf(
  { run, claims }: Results,
  ids: ReadonlySet<string>,
  earlier: DeepFindings | null = null,
): DeepFindings {
  const { startedAt, command, commit, engine, seed } = run;
  const lookedAt = claims.filter((claim) => ids.has(claim.id) && standing(claim) !== 'not-run');
  const found = lookedAt.flatMap((claim): DeepFinding[] => {
    if (claim.status !== 'ran' || standing(claim) !== 'agrees') return [];
    // Since when a finding stood in that run's folder is no matter of later ones.
    const { keptSince: _, ...finding } = claim;
    return [{ claim: finding, run: { startedAt, command, commit, engine, seed } }];
  });
  const settled = new Set(lookedAt.filter((claim) => standing(claim) !== 'open').map(({ id }) => id));
  const others = earlier?.findings.filter(({ claim }) => !settled.has(claim.id)) ?? [];
  return {
    version: deepFindingsVersion,
    findings: [...found, ...others].sort((a, b) => (a.claim.id < b.claim.id ? -1 : 1)),
  };
}
