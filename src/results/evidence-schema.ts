import { z } from 'zod';
import { arm, interval, number, text, verdict } from './evidence-values.ts';
import { type measure, scoresEvidence } from './scores-evidence-schema.ts';

// What a verdict rests on, one shape a kind of claim.

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
