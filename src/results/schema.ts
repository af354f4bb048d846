import { z } from 'zod';
import { stated } from '../claims/stated.ts';
import { evidence } from './evidence-schema.ts';
import { number, text, verdict } from './evidence-values.ts';

export type {
  ArmRecord,
  CasesEvidence,
  Evidence,
  JsonNumber,
  LawEvidence,
  MapEvidence,
  MeasureRecord,
  RunsEvidence,
  ScoresEvidence,
} from './evidence-schema.ts';

/** Version of the results file. A reader refuses every other one; a change of shape takes the next (shapes.test.ts). */
export const resultsVersion = 4;

const control = z.strictObject({
  /** Id of the planted fault. */
  fault: text,
  description: text,
  caught: z.boolean(),
  /** What the procedure said with the fault planted. */
  verdict,
  /** Keys, throws or cases it took. */
  looks: z.number().int(),
  /** The numbers it said so from, as a sentence. */
  finding: text,
});

const described = {
  id: stated.id,
  statement: text,
  source: stated.source,
  record: stated.record,
  /** The claim's own words on what it does and does not say, for its page; may be empty. */
  note: text,
  setting: z.strictObject({ sentence: text, data: z.json() }),
  /** The engine that the claim names; absent where it is run by the run's own. */
  engine: text.optional(),
  replay: text,
};

export const ranClaim = z.strictObject({
  status: z.literal('ran'),
  ...described,
  verdict,
  /** The verdict as a sentence made from its numbers. */
  finding: text,
  evidence: evidence,
  controls: z.array(control),
  /** Whether the claim has to be decided in this run: on the default keys, not in a quick run. */
  gated: z.boolean(),
  durationMs: z.number(),
  /** When the run began that worked it out, ISO 8601; absent where that was this run. Nothing has changed since. */
  keptSince: text.optional(),
});

const notRunClaim = z.strictObject({
  status: z.literal('not-run'),
  ...described,
  /** Why, e.g. "runs at --size deep only". */
  reason: text,
});

/** The claim's test itself broke: an error in the code, not a verdict. */
const failedClaim = z.strictObject({
  status: z.literal('failed'),
  ...described,
  error: text,
});

export const claimResult = z.discriminatedUnion('status', [ranClaim, notRunClaim, failedClaim]);

export const runMetadata = z.strictObject({
  commit: text.nullable(),
  seed: z.number().int(),
  size: z.enum(['quick', 'standard', 'deep']),
  engine: text,
  /** What ran the engine and why, where machines differ in that: the backend of TensorFlow.js. */
  engineAbout: text.optional(),
  /** How often a run of correct code may go red by chance, and the decisions that share it evenly. */
  budget: z.strictObject({ redByChance: z.number(), decisions: z.number().int() }).optional(),
  /** ISO 8601, UTC. */
  startedAt: text,
  durationMs: z.number(),
  command: text,
  /** Hash of the claims and of the code that runs them. */
  code: text.optional(),
  /** Hash of the code that draws, trains and measures: what a claim's evidence over several runs rests on. */
  lawCode: text.optional(),
  /** Which part of the claims this run was asked for, where they were split over machines. */
  shard: z.strictObject({ index: z.number().int(), count: z.number().int() }).optional(),
  /** False when the run was interrupted: claims may be missing. */
  complete: z.boolean(),
  versions: z.strictObject({ initproof: text, node: text, vitest: text }),
  machine: z.strictObject({ platform: text, arch: text, cpu: text, cores: z.number().int() }),
});

const quantilesByLayer = z.strictObject({
  low: z.array(number),
  median: z.array(number),
  high: z.array(number),
});

/** An initializer with its defaults: its law, what it draws, and what depth does to its signal. */
const portrait = z.strictObject({
  id: text.regex(/^[a-z0-9-]+$/),
  label: text,
  formula: text,
  source: text,
  /** The weights of one layer under the run's seed. */
  layer: z.strictObject({
    fanIn: z.number().int(),
    fanOut: z.number().int(),
    law: z.strictObject({
      family: text,
      mean: z.number(),
      variance: z.number(),
      support: z.tuple([number, number]),
    }),
    mean: z.number(),
    variance: z.number(),
    /** How many fell between two values, and how many the law gives there; null where it has no distribution function. */
    bins: z.array(
      z.strictObject({
        low: z.number(),
        high: z.number(),
        count: z.number().int(),
        expected: z.number().nullable(),
      }),
    ),
  }),
  depth: z.strictObject({
    width: z.number().int(),
    layers: z.number().int(),
    activation: text,
    keys: z.number().int(),
    /** Least, middle and most over the keys: mean square of the activations over that of the inputs. */
    signal: quantilesByLayer,
    /** Mean square of the gradient at the pre-activations over that at the last hidden layer. */
    gradient: quantilesByLayer,
  }),
});

export const results = z.strictObject({
  version: z.literal(resultsVersion),
  run: runMetadata,
  initializers: z.array(portrait).optional(),
  claims: z.array(claimResult),
});

export type Control = z.infer<typeof control>;
export type ClaimResult = z.infer<typeof claimResult>;
export type RanClaim = z.infer<typeof ranClaim>;
export type PortraitRecord = z.infer<typeof portrait>;
export type RunMetadata = z.infer<typeof runMetadata>;
export type Results = z.infer<typeof results>;
