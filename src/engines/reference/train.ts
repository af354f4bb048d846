import type { Parameters } from '../../network/network.ts';
import type { Job, Trajectory } from '../engine.ts';
import { minibatchesOf } from '../minibatches.ts';
import {
  type Batch,
  backward,
  copyOf,
  costOf,
  createPass,
  forward,
  toBatch,
  unguardedCostOf,
  zerosLike,
} from './pass.ts';
import { accuracyOf } from './predict.ts';
import { createUpdate } from './update.ts';

/**
 * Trains one replicate by the equations as a textbook prints them, in float64.
 * The cost after k updates is recorded before update k + 1.
 */
export function train(job: Job): Trajectory {
  const { network, schedule } = job;
  const parameters = copyOf(job.start);
  const gradients = zerosLike(parameters);
  const update = createUpdate(schedule, parameters);
  const all = toBatch(network, job.train);
  const whole = createPass(network, all.count);
  const nextBatch = batches(job);
  const minibatches = nextBatch !== undefined;
  const log = createLog(job);

  for (let step = 0; ; step++) {
    if (!minibatches || log.due(step)) {
      forward(network, parameters, all, whole);
      const cost = costOf(network, all, whole, true);
      const diverged = !Number.isFinite(cost);
      const ending = diverged || step === schedule.steps;
      log.note(step, cost, ending, () => unguardedCostOf(network, all, whole, cost), parameters);
      if (ending) return log.end(parameters, step, diverged);
    }
    if (nextBatch) {
      const { batch, pass } = nextBatch(step);
      forward(network, parameters, batch, pass);
      costOf(network, batch, pass, true);
      backward(network, parameters, batch, pass, gradients);
    } else {
      backward(network, parameters, all, whole, gradients);
    }
    update(parameters, gradients);
  }
}

/** The minibatch of each step: `order` is walked epoch by epoch; an epoch's last batch may be smaller. */
function batches(job: Job) {
  const minibatches = minibatchesOf(job);
  if (!minibatches) return undefined;
  const { order, size, perEpoch } = minibatches;
  const { network, train: points } = job;
  const passes = new Map<number, ReturnType<typeof createPass>>();
  return (step: number): { batch: Batch; pass: ReturnType<typeof createPass> } => {
    const start = Math.floor(step / perEpoch) * points.count + (step % perEpoch) * size;
    const end = Math.min(start + size, (Math.floor(step / perEpoch) + 1) * points.count);
    const batch = toBatch(network, points, order.subarray(start, end));
    let pass = passes.get(batch.count);
    if (!pass) {
      pass = createPass(network, batch.count);
      passes.set(batch.count, pass);
    }
    return { batch, pass };
  };
}

/** Collects what the schedule asks to record. */
function createLog({ network, schedule, train: points, test }: Job) {
  const { costEvery, crossings = [], accuracyAt = [], snapshotsAt = [], unguarded = false } = schedule.record;
  const steps: number[] = [];
  const costs: number[] = [];
  const unguardedCosts: number[] = [];
  const accuracies: Trajectory['accuracies'][number][] = [];
  const snapshots: Trajectory['snapshots'][number][] = [];
  const firstAt = crossings.map((): number | null => null);

  const score = (step: number, parameters: Parameters) =>
    accuracies.push({
      step,
      train: accuracyOf(network, parameters, points),
      test: accuracyOf(network, parameters, test),
    });

  return {
    due: (step: number) =>
      step % costEvery === 0 ||
      step === schedule.steps ||
      accuracyAt.includes(step) ||
      snapshotsAt.includes(step),
    note(step: number, cost: number, ending: boolean, unguardedCost: () => number, parameters: Parameters) {
      const costDue = step % costEvery === 0 || ending;
      // With minibatches a step may be here for its accuracy or snapshot only: what else is recorded moves no crossing.
      if (schedule.batch === 'full' || costDue)
        crossings.forEach((threshold, i) => {
          if (firstAt[i] === null && cost <= threshold) firstAt[i] = step;
        });
      if (costDue) {
        steps.push(step);
        costs.push(cost);
        if (unguarded) unguardedCosts.push(unguardedCost());
      }
      if (accuracyAt.includes(step) && !ending) score(step, parameters);
      if (snapshotsAt.includes(step)) snapshots.push({ step, parameters: copyOf(parameters) });
    },
    end(final: Parameters, step: number, diverged: boolean): Trajectory {
      score(step, final);
      const reached = crossings.map((cost, i) => ({ cost, step: firstAt[i]! }));
      const divergedAt = diverged ? step : null;
      return { steps, costs, unguardedCosts, crossings: reached, accuracies, snapshots, final, divergedAt };
    },
  };
}
