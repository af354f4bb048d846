import { z } from 'zod';
import { mapEvidence } from './evidence-schema.ts';
import type { Results } from './schema.ts';
import { readVersioned } from './versioned-file.ts';
import { writeWhole } from './write-file.ts';

// Maps that take too long for every run: those of deep runs, each kept with its date for all later reports.

/** Version of the file of kept maps. A reader refuses every other one. */
const mapsVersion = 1;

const text = z.string();

const keptMap = z.strictObject({
  id: text,
  statement: text,
  /** The setting as a sentence. */
  setting: text,
  verdict: z.enum(['holds', 'refuted', 'undecided']),
  finding: text,
  evidence: mapEvidence,
  /** The run that made it: when it started, ISO 8601, UTC; what repeats it. */
  startedAt: text,
  command: text,
  commit: text.nullable(),
  engine: text,
  seed: z.number().int(),
});

export const keptMaps = z.strictObject({ version: z.literal(mapsVersion), maps: z.array(keptMap) });

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

/** The maps of a run, and those of earlier ones that it did not make anew, in the order of their ids. */
export function mapsOf({ run, claims }: Results, earlier: KeptMaps | null = null): KeptMaps {
  const { startedAt, command, commit, engine, seed } = run;
  const made = claims.flatMap((claim) => {
    if (claim.status !== 'ran' || claim.evidence.kind !== 'map') return [];
    const { id, statement, setting, verdict, finding, evidence } = claim;
    const about = { startedAt, command, commit, engine, seed };
    return [{ id, statement, setting: setting.sentence, verdict, finding, evidence, ...about }];
  });
  const others = earlier?.maps.filter(({ id }) => !made.some((map) => map.id === id)) ?? [];
  return { version: mapsVersion, maps: [...made, ...others].sort((a, b) => (a.id < b.id ? -1 : 1)) };
}
