import { z } from 'zod';

/** Version of the results file. A reader refuses every other one. */
export const resultsVersion = 2;

/** A number as JSON can carry it: non-finite ones are written as words. */
const number = z.union([z.number(), z.enum(['Infinity', '-Infinity', 'NaN'])]);
const text = z.string();
const verdict = z.enum(['holds', 'refuted', 'undecided']);

const source = z.strictObject({
  title: text,
  /** Section, equation or page. */
  where: text,
  url: text.nullable(),
});

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

/** An `always` claim: how far each drawn case was from the promise, as claimed and with each fault planted. */
const casesEvidence = z.strictObject({
  kind: z.literal('cases'),
  /** What `deviation` is, e.g. "largest difference between two units of a layer". */
  measure: text,
  /** The claim holds as long as no deviation is larger. */
  atMost: z.number(),
  cases: z.number().int(),
  largest: number,
  counterexample: z.strictObject({ text, deviation: number, seed: z.number().int(), path: text }).nullable(),
  /** `plant` is null for the claim as it stands, else the fault's id. */
  rows: z.array(z.strictObject({ plant: text.nullable(), deviation: number })),
});

const interval = z.tuple([z.number(), z.number()]);

const arm = z.strictObject({
  /** Short name used in rows, e.g. "he". */
  name: text,
  /** For people, e.g. "He" or "randn × 10". */
  label: text,
  /** Initializer spec as data: `"he"` or `["normal", { "std": 10 }]`. */
  init: z.json(),
  /** What differs from the claim's setting, as a sentence; null when nothing does. */
  differs: text.nullable(),
});

const measure = z.strictObject({
  name: text,
  /** For people, with its parameters, e.g. "steps to cost .15". */
  label: text,
  unit: text,
  better: z.enum(['lower', 'higher']),
  scale: z.enum(['linear', 'log']),
  /** Where values end by construction: the number of steps of a run, for times that may be censored. */
  limit: z.number().nullable(),
});

/** A `usually` claim: one score between 0 and 1 a key; the claim says on which side of the cut its mean lies. */
const scoresEvidence = z.strictObject({
  kind: z.literal('scores'),
  /** What a score of 1 means, e.g. "He reaches cost .15 in fewer steps than randn × 10". */
  score: text,
  cut: z.number(),
  side: z.enum(['above', 'below']),
  /** Keys looked at until the verdict, and at most. */
  keys: z.number().int(),
  cap: z.number().int(),
  /** Mean score over the pilot's keys, from which cut and cap were chosen. */
  pilot: z.number().nullable(),
  mean: z.number(),
  /** Bounds of the mean that hold at all times together with probability `level`. */
  interval,
  level: z.number(),
  /** The probability, at most, with which the verdict is "holds" of a false claim, and "refuted" of a true one. */
  alpha: z.number(),
  /** Bounds of which each is wrong with probability `alpha` at most, whenever one looks. */
  bounds: interval,
  /** ln of the e-values against "the mean is at most the cut" and "the mean is at least the cut". */
  logEvidence: z.strictObject({ above: number, below: number }),
  /** An arm against itself under other keys: must not be told apart. */
  twin: z.strictObject({
    arm: text,
    measure: text,
    pairs: z.number().int(),
    mean: z.number(),
    toldApart: z.boolean(),
  }),
  arms: z.array(arm),
  measures: z.array(measure),
  /** `value` null: never reached within the run (censored at the measure's limit). */
  rows: z.array(
    z.strictObject({
      key: z.number().int(),
      score: z.number(),
      values: z.array(z.strictObject({ arm: text, measure: text, value: number.nullable() })),
    }),
  ),
  /** Cost by step over all keys: 10 %, 50 % and 90 % quantiles. Empty where nothing is trained. */
  curves: z.array(
    z.strictObject({
      arm: text,
      steps: z.array(z.number()),
      low: z.array(number),
      median: z.array(number),
      high: z.array(number),
    }),
  ),
  /** Mean square of each layer's values before training, from layer 1 on: 10 %, 50 % and 90 % quantiles over the keys. */
  layers: z.array(
    z.strictObject({
      arm: text,
      of: z.enum(['preActivation', 'activation', 'gradient']),
      low: z.array(number),
      median: z.array(number),
      high: z.array(number),
    }),
  ),
});

const figure = z.strictObject({ published: number.nullable(), measured: number });

/** A `reproduced` claim: runs with a published outcome, done again. */
const runsEvidence = z.strictObject({
  kind: z.literal('runs'),
  train: z.array(z.tuple([z.number(), z.number(), z.number().int()])),
  test: z.array(z.tuple([z.number(), z.number(), z.number().int()])),
  runs: z.array(
    z.strictObject({
      arm,
      /** Cost after `step` updates in the publication's own convention (infinite at log 0). */
      costs: z.array(z.strictObject({ step: z.number().int(), cost: figure })),
      /** The same cost computed stably: finite always. */
      stableCosts: z.array(number),
      finalCost: number,
      trainAccuracy: figure,
      testAccuracy: figure,
      /** Class predicted on a square grid: row r has x2 = low + r (high − low) / (size − 1), characters 0 and 1. */
      grid: z.strictObject({
        low: z.number(),
        high: z.number(),
        size: z.number().int(),
        rows: z.array(text),
      }),
      /** How alike each two units of a hidden layer are after training, [units][units]: 1 for the same unit. */
      similarity: z.strictObject({ layer: z.number().int(), rows: z.array(z.array(number)) }).optional(),
    }),
  ),
  /** Largest difference to a published cost, and what is allowed. */
  largestCostDifference: number,
  costTolerance: z.number(),
});

const axis = z.strictObject({
  /** With its unit: "hidden units a layer". */
  label: text,
  values: z.array(z.number()).min(1),
});

/** A `mapped` claim: one question at every place of a grid, each decided by itself. */
export const mapEvidence = z.strictObject({
  kind: z.literal('map'),
  /** What a score of 1 means. */
  score: text,
  cut: z.number(),
  side: z.enum(['above', 'below']),
  /** Keys at most in a cell. */
  cap: z.number().int(),
  /** Error of one cell: the map's share of the budget divided among its cells. */
  alpha: z.number(),
  x: axis,
  y: axis,
  /** Row by row, from the first value of y. */
  cells: z.array(
    z.strictObject({
      x: z.number(),
      y: z.number(),
      verdict,
      /** The verdict on record for the cell; null where it is left open. */
      expected: z.enum(['holds', 'refuted']).nullable(),
      keys: z.number().int(),
      mean: z.number(),
      bounds: interval,
      /** What a formula says of the mean. */
      due: z.number().nullable(),
    }),
  ),
});

/** A `law` claim: what a subject draws against what is promised of it. */
const lawEvidence = z.strictObject({
  kind: z.literal('law'),
  /** Who draws, for people. */
  subject: text,
  /** A program of a few lines that shows the same without this project. */
  script: text.nullable(),
  /** Shapes and seeds drawn. */
  cases: z.number().int(),
  /** What is asked of every case, and how many break it. */
  checks: z.array(
    z.strictObject({
      name: text,
      cases: z.number().int(),
      breaches: z.number().int(),
      example: text.nullable(),
    }),
  ),
  /** Numbers that are independent and uniform where the law is kept; empty where nothing is drawn. */
  pools: z.array(
    z.strictObject({
      name: text,
      unit: z.enum(['weight', 'pair']),
      count: z.number().int(),
      /** Kolmogorov's distance to uniform; beyond `band` the law is rejected. */
      distance: z.number(),
      band: z.number(),
      /** The smallest distance that is rejected with probability 1 − `missed`. */
      caught: z.number(),
      /** Share of the numbers at or below u, less u, at even steps of u from 0 to 1. */
      curve: z.array(z.number()),
    }),
  ),
  /** Of all weights, in promised standard deviations from the promised mean; null where nothing varies. */
  moments: z.strictObject({ count: z.number().int(), mean: number, deviation: number }).nullable(),
  /** The probability, at most, of rejecting a law that is kept, all pools together. */
  alpha: z.number(),
  missed: z.number(),
});

const described = {
  id: text.regex(/^[a-z0-9-]+(\/[a-z0-9-]+)+$/),
  statement: text,
  source,
  /** The verdict expected to stand. */
  record: z.enum(['holds', 'refuted', 'as found']),
  /** The claim's own words on what it does and does not say, for its page; may be empty. */
  note: text,
  setting: z.strictObject({ sentence: text, data: z.json() }),
  /** The engine that the claim names; absent where it is run by the run's own. */
  engine: text.optional(),
  replay: text,
};

const ranClaim = z.strictObject({
  status: z.literal('ran'),
  ...described,
  verdict,
  /** The verdict as a sentence made from its numbers. */
  finding: text,
  evidence: z.discriminatedUnion('kind', [
    casesEvidence,
    scoresEvidence,
    runsEvidence,
    mapEvidence,
    lawEvidence,
  ]),
  controls: z.array(control),
  /** Whether the claim has to be decided in this run: on the default keys, not in a quick run. */
  gated: z.boolean(),
  durationMs: z.number(),
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

export type JsonNumber = z.infer<typeof number>;
export type Control = z.infer<typeof control>;
export type CasesEvidence = z.infer<typeof casesEvidence>;
export type ScoresEvidence = z.infer<typeof scoresEvidence>;
export type RunsEvidence = z.infer<typeof runsEvidence>;
export type LawEvidence = z.infer<typeof lawEvidence>;
export type MapEvidence = z.infer<typeof mapEvidence>;
export type Evidence = CasesEvidence | ScoresEvidence | RunsEvidence | MapEvidence | LawEvidence;
export type ArmRecord = z.infer<typeof arm>;
export type MeasureRecord = z.infer<typeof measure>;
export type ClaimResult = z.infer<typeof claimResult>;
export type RanClaim = z.infer<typeof ranClaim>;
export type PortraitRecord = z.infer<typeof portrait>;
export type RunMetadata = z.infer<typeof runMetadata>;
export type Results = z.infer<typeof results>;
