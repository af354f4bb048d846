import { z } from 'zod';
import { type DatasetSpec, datasetFrom } from '../datasets/spec.ts';
import type { Schedule } from '../engines/schedule.ts';
import { type InitializerSpec, initializerFrom } from '../initializers/spec.ts';
import { activations } from '../network/activations.ts';
import { losses } from '../network/losses.ts';
import type { Network, Place } from '../network/network.ts';
import { type Arm, armFrom } from '../training/arm.ts';
import type { Setting } from '../training/setting.ts';
import { named, namesOf, readBy } from './named.ts';

// Where claims are made, as their files give it. What its numbers may be, checkSetting says.

const network = z.strictObject({
  widths: z.array(z.number()),
  activation: named('activation', namesOf(activations)),
  loss: named('loss', namesOf(losses)),
  residual: z
    .strictObject({ branchLayers: z.number(), multipliers: z.boolean().exactOptional() })
    .exactOptional(),
}) satisfies z.ZodType<Network>;

const optimizer = z.discriminatedUnion(
  'name',
  [
    z.strictObject({ name: z.literal('sgd') }),
    z.strictObject({ name: z.enum(['momentum', 'nesterov']), momentum: z.number() }),
    z.strictObject({ name: z.literal('adam'), beta1: z.number(), beta2: z.number(), epsilon: z.number() }),
  ],
  'expected one of sgd, momentum, nesterov, adam',
);

const numbers = z.array(z.number());

const schedule = z.strictObject({
  optimizer,
  learningRate: z.number(),
  layerRates: z
    .strictObject({ weights: numbers, biases: numbers, multipliers: numbers.exactOptional() })
    .exactOptional(),
  batch: z.union([z.literal('full'), z.number()], "expected 'full' or a whole number of points"),
  steps: z.number(),
  precision: z.enum(['float32', 'float64']).exactOptional(),
  record: z.strictObject({
    costEvery: z.number(),
    crossings: numbers.exactOptional(),
    stopOnceCrossed: z.boolean().exactOptional(),
    accuracyAt: numbers.exactOptional(),
    snapshotsAt: numbers.exactOptional(),
    unguarded: z.boolean().exactOptional(),
  }),
}) satisfies z.ZodType<Schedule>;

const seeds = z.strictObject({ train: z.number(), test: z.number() });

export const setting = z.strictObject({
  network,
  data: z.strictObject({
    dataset: readBy<DatasetSpec>(datasetFrom),
    train: z.number(),
    test: z.number(),
    seeds: z.union([z.literal('per-key'), seeds], "expected 'per-key' or { train, test }"),
  }),
  schedule,
}) satisfies z.ZodType<Setting>;

/** Some of the parts, each as it is in the whole. */
function partly<Whole>({ shape }: z.ZodObject): z.ZodType<Partial<Whole>> {
  const parts = Object.entries(shape).map(([name, part]) => [name, z.exactOptional(part)]);
  return z.strictObject(Object.fromEntries(parts)) as z.ZodType<unknown> as z.ZodType<Partial<Whole>>;
}

const initializer = readBy<InitializerSpec>(initializerFrom);

const places = ['first', 'branch', 'branch-end', 'hidden', 'last'] as const satisfies Place[];

/** An arm as a claim writes it: the initializer alone where nothing else differs. */
export const arm = z.preprocess(
  (spec) => (spec === null || spec === undefined ? spec : armFrom(spec as Arm)),
  z.strictObject({
    init: initializer,
    biases: initializer.exactOptional(),
    places: z.partialRecord(named('place of layers', places), initializer).exactOptional(),
    multipliers: initializer.exactOptional(),
    lsuv: z.boolean().exactOptional(),
    network: partly<Network>(network).exactOptional(),
    schedule: partly<Schedule>(schedule).exactOptional(),
    label: z.string().exactOptional(),
  }),
);
