import { z } from 'zod';
import { arm, interval, number, text } from './evidence-values.ts';

/** Where values end: runs of no length reach nothing. */
const limit = z.number().refine((end) => end > 0, 'expected a number above 0');

export const measure = z.strictObject({
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
export const scoresEvidence = z
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
