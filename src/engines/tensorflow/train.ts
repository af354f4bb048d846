import { setImmediate } from 'node:timers/promises';
import { unguardedCrossEntropy } from '../../network/losses.ts';
import type { Job, Trajectory } from '../engine.ts';
import { createLog } from '../log.ts';
import { minibatchesOf, pointsOfStep } from '../minibatches.ts';
import { forward, pass, type StackedPoints, type Values } from './graph.ts';
import { dispose, tidied } from './memory.ts';
import { numbersOf, stackParameters, stackPoints, unstackParameters } from './stack.ts';
import { startState, updated } from './update.ts';

/** Steps between two yields: what else the process has to do waits no longer than they take. */
const stepsAtOnce = 25;
/** Pre-activations in one graph at most: with gradients and temporaries some hundred MB. */
const largestGraph = 2 ** 23;

export function train(job: Job): Trajectory {
  const training = trainTogether([job]);
  for (;;) {
    const { done, value } = training.next();
    if (done) return value[0]!;
  }
}

/** Jobs of one network, schedule and number of points share a graph. */
export async function trainMany(jobs: readonly Job[]): Promise<Trajectory[]> {
  const trajectories = new Map<Job, Trajectory>();
  for (const group of grouped(jobs)) {
    const training = trainTogether(group);
    let next = training.next();
    for (; !next.done; next = training.next()) await setImmediate();
    const trained = next.value;
    group.forEach((job, r) => {
      trajectories.set(job, trained[r]!);
    });
  }
  return jobs.map((job) => trajectories.get(job)!);
}

function grouped(jobs: readonly Job[]): Job[][] {
  const alike = new Map<string, Job[]>();
  for (const job of jobs) {
    const shape = JSON.stringify([job.network, job.schedule, job.train.count]);
    alike.set(shape, [...(alike.get(shape) ?? []), job]);
  }
  return [...alike.values()].flatMap((group) => {
    const [{ network, train: points }] = group as [Job];
    const numbers = network.widths.reduce((sum, width) => sum + width, 0) * points.count;
    const size = Math.max(1, Math.floor(largestGraph / numbers));
    return Array.from({ length: Math.ceil(group.length / size) }, (_, i) =>
      group.slice(i * size, (i + 1) * size),
    );
  });
}

/** Trains replicates in one graph. One whose cost is not finite any more is done; the graph goes on for the others. */
function* trainTogether(jobs: readonly Job[]): Generator<void, Trajectory[]> {
  const [{ network, schedule }] = jobs as [Job];
  const nextBatch = batches(jobs);
  const watch = createWatch(jobs);
  const starts = jobs.map(({ start }) => start);
  const points = jobs.map((job) => job.train);
  const all = stackPoints(network, points);
  let state = startState(schedule, stackParameters(network, starts));
  for (let step = 0; ; step++) {
    const last = step === schedule.steps;
    const batch = last ? undefined : nextBatch?.(step);
    const moving = last ? undefined : pass(network, state.parameters, batch ?? all);
    // In full batch the pass that moves the parameters shows all points already.
    const seen =
      moving && !batch
        ? moving
        : watch.due(step)
          ? tidied(() => forward(network, state.parameters, all))
          : undefined;
    if (seen) watch.note(step, seen, () => unstackParameters(state.parameters));
    const finished = watch.finished();
    const before = state;
    if (moving && !finished) state = updated(schedule, before, moving.gradients, step + 1);
    dispose(before, batch, moving, seen);
    if (finished) {
      dispose(all);
      return finished;
    }
    if (step % stepsAtOnce === 0) yield;
  }
}

/** The minibatch of each step; undefined for full batch. */
function batches(jobs: readonly Job[]): ((step: number) => StackedPoints) | undefined {
  const [{ network }] = jobs as [Job];
  const plans = jobs.map(minibatchesOf);
  if (!plans[0]) return undefined;
  const points = jobs.map((job) => job.train);
  return (step) =>
    stackPoints(
      network,
      points,
      plans.map((plan, r) => pointsOfStep(plan!, points[r]!.count, step)),
    );
}

/** The logs of all replicates, and the trajectories of those that are done. */
function createWatch(jobs: readonly Job[]) {
  const [{ network }] = jobs as [Job];
  const logs = jobs.map(createLog);
  const classes = jobs.map((job) => Float64Array.from(job.train.labels));
  const done: (Trajectory | undefined)[] = jobs.map(() => undefined);

  const unguarded = (r: number, cost: number, logits: Float32Array): number => {
    if (network.loss !== 'binary-cross-entropy') return cost;
    const { count } = jobs[r]!.train;
    const own = Float64Array.from(logits.subarray(r * count, (r + 1) * count));
    return unguardedCrossEntropy(own, classes[r]!, count);
  };

  return {
    due: (step: number) => logs[0]!.due(step),
    note(step: number, { costs, z }: Values, parameters: () => ReturnType<typeof unstackParameters>) {
      const fetched = once(parameters);
      const logits = once(() => numbersOf(z.at(-1)!));
      numbersOf(costs).forEach((cost, r) => {
        if (done[r]) return;
        const ending = logs[r]!.ends(step, cost);
        const own = () => fetched()(r);
        logs[r]!.note(step, cost, ending, () => unguarded(r, cost, logits()), own);
        if (ending) done[r] = logs[r]!.end(own(), step, cost);
      });
    },
    /** All trajectories, once each replicate has its own. */
    finished: () => (done.every((trajectory) => trajectory) ? (done as Trajectory[]) : undefined),
  };
}

function once<Value>(make: () => Value): () => Value {
  let made: { readonly value: Value } | undefined;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
