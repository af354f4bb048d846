import { z } from 'zod';

/** What a claim says of itself, in its file and in every record of it. */
export const stated = {
  /** `topic/name`: a claim is stated, recorded and asked for by it. */
  id: z
    .string()
    .regex(
      /^[a-z0-9-]+(\/[a-z0-9-]+)+$/,
      'Invalid id: expected topic/name in small letters, digits and hyphens',
    ),
  source: z.strictObject({
    title: z.string(),
    /** Section, equation, figure or page. */
    where: z.string(),
    url: z.string().nullable(),
  }),
  /** The verdict expected to stand. */
  record: z.enum(['holds', 'refuted', 'as found']),
};
