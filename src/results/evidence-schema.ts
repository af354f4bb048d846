import { z } from 'zod';

// What a verdict rests on, one shape a kind of claim, and the values that all shapes are made of.

/** A number as JSON can carry it: non-finite ones are written as words. */
export const number = z.union([z.number(), z.enum(['Infinity', '-Infinity', 'NaN'])]);
export const text = z.string();
export const verdict = z.enum(['holds', 'refuted', 'undecided']);

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

/** Where values end: runs of no length reach nothing. */
const limit = z.number().refine((end) => end > 0, 'expected a number above 0');

const measure = z.strictObject({
  name: text,
  /** For people, with its parameters, e.g. "steps to cost .15". */
  label: text,
  unit: text,
  better: z.enum(['lower', 'higher']),
  scale: z.enum(['linear', 'log']),
  /** Where values end by construction: the number of steps of a run, for times that may be censored. */
  limit: limit.nullable(),
});

type Times = {
  readonly measures: readonly z.infer<typeof measure>[];
  readonly readings: readonly { readonly measure: string; readonly limit?: number | undefined }[];
  readonly rows: readonly { readonly values: readonly (z.infer<typeof number> | null)[] }[];
};

/** What ends at a limit is a time. */
function hasTimes({ measures, readings, rows }: Times): boolean {
  const times = readings.map(
    ({ measure: name, limit: own }) => own ?? measures.find((other) => other.name === name)?.limit ?? null,
  );
  return rows.every(({ values }) =>
    values.every(
      (value, i) =>
        (times[i] ?? null) === null || value === null || (typeof value === 'number' && value >= 0),
    ),
  );
}

/** A `usually` claim: one score between 0 and 1 a key; the claim says on which side of the cut its mean lies. */
const scoresEvidence = z
  .strictObject({
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
    level: z.number().refine((level) => level > 0 && level < 1, 'expected a probability between 0 and 1'),
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
    /** What a row's values are of, in their order. */
    readings: z.array(
      z.strictObject({
        arm: text,
        measure: text,
        /** Where values of this arm end, when not where the measure's do: its runs are of another length. */
        limit: limit.optional(),
      }),
    ),
    /** A value of null: never reached within the run (censored at the measure's limit). */
    rows: z.array(
      z.strictObject({
        key: z.number().int(),
        score: z.number(),
        values: z.array(number.nullable()),
      }),
    ),
    /** Cost by step over all keys: 10 %, 50 % and 90 % quantiles. Empty where nothing is trained. */
    curves: z.array(
      z.strictObject({
        arm: text,
        /** The cost at which runs were stopped, to count with it from then on; null where none was. */
        stopsAt: z.number().nullable(),
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
  })
  .refine(hasTimes, 'expected rows to hold, of what ends at a limit, null or finite numbers from 0');

const square = z
  .array(z.array(number))
  .refine(
    (rows) => rows.every((row) => row.length === rows.length),
    'expected as many numbers in each row as there are rows',
  );

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
      similarity: z.strictObject({ layer: z.number().int(), rows: square }).optional(),
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

export const evidence = z.discriminatedUnion('kind', [
  casesEvidence,
  scoresEvidence,
  runsEvidence,
  mapEvidence,
  lawEvidence,
]);

export type JsonNumber = z.infer<typeof number>;
export type CasesEvidence = z.infer<typeof casesEvidence>;
export type ScoresEvidence = z.infer<typeof scoresEvidence>;
export type RunsEvidence = z.infer<typeof runsEvidence>;
export type LawEvidence = z.infer<typeof lawEvidence>;
export type MapEvidence = z.infer<typeof mapEvidence>;
export type Evidence = z.infer<typeof evidence>;
export type ArmRecord = z.infer<typeof arm>;
export type MeasureRecord = z.infer<typeof measure>;
