import { z } from 'zod';

// What the shapes of results are made of.

/** A number as JSON can carry it: non-finite ones are written as words. */
export const number = z.union([z.number(), z.enum(['Infinity', '-Infinity', 'NaN'])]);
export const text = z.string();
export const verdict = z.enum(['holds', 'refuted', 'undecided']);

export const interval = z.tuple([z.number(), z.number()]);

export const arm = z.strictObject({
  /** Short name used in rows, e.g. "he". */
  name: text,
  /** For people, e.g. "He" or "randn × 10". */
  label: text,
  /** Initializer spec as data: `"he"` or `["normal", { "std": 10 }]`. */
  init: z.json(),
  /** What differs from the claim's setting, as a sentence; null when nothing does. */
  differs: text.nullable(),
});
