import { z } from 'zod';
import { entryFrom } from '../initializers/entry.ts';
import { type MeasurementSpec, measurements } from '../measurements/registry.ts';
import { readBy } from './named.ts';
import type { Score } from './score.ts';

export const measure = readBy<MeasurementSpec>((spec) => {
  // A name alone would be read letter by letter.
  if (typeof spec === 'string') throw new RangeError(`invalid measurement: ${spec} (expected ['${spec}'])`);
  return entryFrom('measurement', measurements, spec);
});

const arms = z.tuple([z.string(), z.string()]);
const ofOne = { arm: z.string(), measure };
/** A bound may be infinite. */
const bound = z.custom<number>(
  (value) => typeof value === 'number' && !Number.isNaN(value),
  'expected a number',
);

const kinds = [
  z.strictObject({ kind: z.literal('better'), arms, measure }),
  z.strictObject({ kind: z.literal('near'), arms, measure, margin: bound }),
  z.strictObject({ kind: z.literal('exceeds'), arms, measure, factor: bound }),
  z.strictObject({ kind: z.literal('within'), ...ofOne, range: z.tuple([bound, bound]) }),
  z.strictObject({ kind: z.literal('infinite'), ...ofOne }),
  z.strictObject({ kind: z.literal('reached'), ...ofOne }),
  z.strictObject({ kind: z.literal('falls'), arm: z.string(), from: measure, to: measure }),
  z.strictObject({ kind: z.literal('value'), ...ofOne }),
  z.strictObject({ kind: z.literal('not'), score: z.lazy((): z.ZodType<Score> => score) }),
  z.strictObject({
    kind: z.literal('all'),
    scores: z.array(z.lazy((): z.ZodType<Score> => score)).min(1),
  }),
] as const;

export const score: z.ZodType<Score> = z.discriminatedUnion(
  'kind',
  kinds,
  'expected a score, such as better(…) gives',
);
