import { z } from 'zod';
import type { messageOf, WorkloadId } from './workloads.ts';

/** What a contestant is asked; each request and each answer is a line of JSON. */
export type Request =
  | { readonly do: 'load'; readonly name: WorkloadId; readonly workload: ReturnType<typeof messageOf> }
  | { readonly do: 'train'; readonly steps: number; readonly times: number }
  | { readonly do: 'product'; readonly size: number };

/** What it answers. `seconds` are measured by the contestant itself; a cost that is not finite is null. */
export const answer = z.union([
  z.strictObject({
    ready: z.strictObject({ detail: z.string(), replicates: z.number().int().positive() }),
  }),
  z.strictObject({ seconds: z.number().positive(), cost: z.number().nullable().optional() }),
  z.strictObject({ missing: z.string() }),
  z.strictObject({ error: z.string() }),
]);

export type Answer = z.infer<typeof answer>;
