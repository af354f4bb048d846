import { z } from 'zod';
import { mapEvidence, type Results } from './schema.ts';
import { readVersioned } from './versioned-file.ts';
import { writeWhole } from './write-file.ts';

// Maps that take too long for every run: those of one deep run, kept with its date for all later reports.

/** Version of the file of kept maps. A reader refuses every other one. */
const mapsVersion = 1;

const text = z.string();

const keptMaps = z.strictObject({
  version: z.literal(mapsVersion),
  /** ISO 8601, UTC. */
  startedAt: text,
  durationMs: z.number(),
  /** The command that made them. */
  command: text,
  commit: text.nullable(),
  engine: text,
  seed: z.number().int(),
  maps: z.array(
    z.strictObject({
      id: text,
      statement: text,
      setting: text,
      verdict: z.enum(['holds', 'refuted', 'undecided']),
      finding: text,
      evidence: mapEvidence,
    }),
  ),
});

export type KeptMaps = z.infer<typeof keptMaps>;

/** @throws ResultsError where there is none, or it is cut off, of another version, or not a file of maps */
export const readMaps = (path: string): KeptMaps =>
  readVersioned(path, {
    name: 'maps',
    maker: 'initproof run --size deep --keep-maps',
    version: mapsVersion,
    schema: keptMaps,
  });

export function writeMaps(path: string, value: KeptMaps): void {
  writeWhole(path, `${JSON.stringify(keptMaps.parse(value), null, 1)}\n`);
}

/** The maps of a run. */
export function mapsOf({ run, claims }: Results): KeptMaps {
  const { startedAt, durationMs, command, commit, engine, seed } = run;
  const maps = claims.flatMap((claim) => {
    if (claim.status !== 'ran' || claim.evidence.kind !== 'map') return [];
    const { id, statement, setting, verdict, finding, evidence } = claim;
    return [{ id, statement, setting: setting.sentence, verdict, finding, evidence }];
  });
  return { version: mapsVersion, startedAt, durationMs, command, commit, engine, seed, maps };
}
