import { z } from 'zod';
import { readVersioned } from './versioned-file.ts';
import { writeWhole } from './write-file.ts';

// How fast the engines are: what `npm run bench` measured, for the report.

/** Where the bench writes, and a report looks. */
export const benchFile = 'reports/bench.json';

/** Version of the bench file. A reader refuses every other one. */
export const benchVersion = 1;

const text = z.string();
const named = { id: text, label: text };

const timed = z.strictObject({
  status: z.literal('timed'),
  ...named,
  /** Versions, batching, threads, as the contestant itself says. */
  detail: text,
  processes: z.number().int().positive(),
  replicates: z.number().int().positive(),
  steps: z.number().int().positive(),
  /** Cost of replicate 0 after the last step, and what it should be. */
  cost: z.number(),
  expected: z.number(),
  /** Microseconds a step and replicate, one value a round. */
  microseconds: z.array(z.number().positive()).min(1),
});

/** It computed something else than the others: its time means nothing. */
const wrong = z.strictObject({
  status: z.literal('wrong'),
  ...named,
  detail: text,
  cost: z.number().nullable(),
  expected: z.number(),
});

/** Not on this machine, or it broke on the way. */
const absent = z.strictObject({ status: z.enum(['absent', 'broke']), ...named, reason: text });

const outcome = z.discriminatedUnion('status', [timed, wrong, absent]);

const workload = z.strictObject({
  name: text,
  title: text,
  /** Floating-point operations of one step's products. */
  flopsPerStep: z.number().positive(),
  outcomes: z.array(outcome),
});

export const bench = z.strictObject({
  version: z.literal(benchVersion),
  /** ISO 8601, UTC. */
  startedAt: text,
  commit: text.nullable(),
  rounds: z.number().int().positive(),
  versions: z.strictObject({ initproof: text, node: text, v8: text }),
  machine: z.strictObject({
    platform: text,
    arch: text,
    cpu: text,
    cores: z.number().int(),
    /** Processes that wanted a processor, on average over the minute before: above 0, others were at work. */
    load: z.number(),
  }),
  /** NumPy’s float32 product of two square matrices on one thread, one value a round; null where NumPy is not there. */
  product: z
    .strictObject({ size: z.number().int(), gigaflops: z.array(z.number().positive()).min(1) })
    .nullable(),
  workloads: z.array(workload),
});

export type Timed = z.infer<typeof timed>;
export type Outcome = z.infer<typeof outcome>;
export type BenchWorkload = z.infer<typeof workload>;
export type Bench = z.infer<typeof bench>;

/** @throws ResultsError where there is none, or it is cut off, of another version, or not a bench file */
export const readBench = (path: string): Bench =>
  readVersioned(path, { name: 'bench', maker: 'npm run bench', version: benchVersion, schema: bench });

export function writeBench(path: string, value: Bench): void {
  writeWhole(path, `${JSON.stringify(bench.parse(value), null, 1)}\n`);
}
