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
 * What a run found of the claims with these ids, and what earlier ones did of others, in the order of ids. Nothing that
 * breaks its record is kept.
 */
export function deepFindingsOf(
  { run, claims }: Results,
  ids: ReadonlySet<string>,
  earlier: DeepFindings | null = null,
): DeepFindings {
  const { startedAt, command, commit, engine, seed } = run;
  const found = claims.flatMap((claim): DeepFinding[] =>
    claim.status === 'ran' && ids.has(claim.id) && standing(claim) !== 'breaks'
      ? [{ claim, run: { startedAt, command, commit, engine, seed } }]
      : [],
  );
  const others =
    earlier?.findings.filter(({ claim }) => !found.some((one) => one.claim.id === claim.id)) ?? [];
  return {
    version: deepFindingsVersion,
    findings: [...found, ...others].sort((a, b) => (a.claim.id < b.claim.id ? -1 : 1)),
  };
}
