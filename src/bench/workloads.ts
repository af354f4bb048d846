import type { Job } from '../engines/engine.ts';
import type { Precision } from '../engines/schedule.ts';
import { jobFor, replicateKey } from '../training/job.ts';
import type { Setting } from '../training/setting.ts';

/** What all contestants train. */
export interface Workload {
  readonly title: string;
  readonly setting: Setting;
  /** Starting points that there are; a contestant takes as many of them as suit it. */
  readonly replicates: number;
  /** Steps of one training; `long` is for engines of ours, whose runs begin and end with work that is no step. */
  readonly steps: Record<Pace, number>;
}

export type Pace = 'short' | 'long';

type Schedule = Setting['schedule'];
const schedule = (learningRate: number, batch: Schedule['batch']): Schedule => ({
  optimizer: { name: 'sgd' },
  learningRate,
  batch,
  steps: 0,
  record: { costEvery: 1 },
});
const circles = { dataset: 'circles', train: 300, test: 1, seeds: { train: 1, test: 2 } } as const;

export const workloads = {
  course: {
    title: 'The course’s network: 2-10-5-1, ReLU, 300 points, full batch',
    setting: {
      network: { widths: [2, 10, 5, 1], activation: 'relu', loss: 'binary-cross-entropy' },
      data: circles,
      schedule: schedule(0.01, 'full'),
    },
    replicates: 256,
    steps: { short: 200, long: 2000 },
  },
  deep: {
    title: 'Thirty hidden layers of 64, ReLU, 300 points, full batch',
    setting: {
      network: {
        widths: [2, ...Array.from({ length: 30 }, () => 64), 1],
        activation: 'relu',
        loss: 'binary-cross-entropy',
      },
      data: circles,
      schedule: schedule(0.0001, 'full'),
    },
    replicates: 8,
    steps: { short: 10, long: 100 },
  },
  digits: {
    title: 'Digits: 64-256-256-10, ReLU, softmax, minibatches of 64',
    setting: {
      network: { widths: [64, 256, 256, 10], activation: 'relu', loss: 'softmax-cross-entropy' },
      data: { dataset: 'digits', train: 256, test: 1, seeds: { train: 1, test: 2 } },
      schedule: schedule(0.01, 64),
    },
    replicates: 8,
    steps: { short: 64, long: 640 },
  },
} satisfies Record<string, Workload>;

export type WorkloadId = keyof typeof workloads;

/** The job of one replicate: He’s weights, rounded to float32 so that every precision starts from the same numbers. */
export function jobOf({ setting }: Workload, replicate: number, steps: number, precision: Precision): Job {
  const whole = { ...setting, schedule: { ...setting.schedule, steps, precision } };
  const job = jobFor(whole, { init: 'he' }, replicateKey(1, setting, replicate));
  const rounded = (values: Float64Array) => values.map(Math.fround);
  return {
    ...job,
    schedule: { ...job.schedule, record: { costEvery: Math.max(1, steps) } },
    start: { weights: job.start.weights.map(rounded), biases: job.start.biases },
    train: { ...job.train, inputs: rounded(job.train.inputs) },
    // Minibatches follow each other as the points lie: nobody pays for gathering.
    ...(job.order && { order: job.order.map((_, i) => i % job.train.count) }),
  };
}

/** A workload as a contestant of another language reads it; arrays are little-endian and in base64. */
export function messageOf(workload: Workload) {
  const { network, schedule } = workload.setting;
  const jobs = Array.from({ length: workload.replicates }, (_, r) => jobOf(workload, r, 0, 'float32'));
  const { train } = jobs[0]!;
  const float32 = (arrays: readonly Float64Array[]) =>
    base64(Float32Array.from(arrays.flatMap((values) => [...values])));
  return {
    widths: network.widths,
    loss: network.loss,
    count: train.count,
    batch: schedule.batch === 'full' ? null : schedule.batch,
    rate: schedule.learningRate,
    short: workload.steps.short,
    inputs: float32([train.inputs]), // [count, features]
    labels: base64(train.labels),
    weights: network.widths.slice(1).map((_, l) => float32(jobs.map(({ start }) => start.weights[l]!))),
  };
}

const base64 = ({ buffer }: Float32Array | Int32Array) => Buffer.from(buffer).toString('base64');

/** Multiplications and additions of one step's products: forward, weight gradients, and gradients passed down. */
export function flopsPerStep({ setting: { network, data, schedule } }: Workload): number {
  const points = schedule.batch === 'full' ? data.train : schedule.batch;
  const products = network.widths.slice(1).map((width, l) => width * network.widths[l]!);
  // Nothing is passed down from the first layer.
  const passes = products.reduce((sum, product, l) => sum + product * (l === 0 ? 2 : 3), 0);
  return 2 * points * passes;
}
