import type { Job, Trajectory } from '../engine.ts';
import { createLog } from '../log.ts';
import { minibatchesOf, pointsOfStep } from '../minibatches.ts';
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
      const ending = log.ends(step, cost);
      log.note(
        step,
        cost,
        ending,
        () => unguardedCostOf(network, all, whole, cost),
        () => parameters,
      );
      if (ending) return log.end(parameters, step, cost);
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

/** The minibatch of each step; an epoch's last one may be smaller. */
function batches(job: Job) {
  const minibatches = minibatchesOf(job);
  if (!minibatches) return undefined;
  const { network, train: points } = job;
  const passes = new Map<number, ReturnType<typeof createPass>>();
  return (step: number): { batch: Batch; pass: ReturnType<typeof createPass> } => {
    const batch = toBatch(network, points, pointsOfStep(minibatches, points.count, step));
    let pass = passes.get(batch.count);
    if (!pass) {
      pass = createPass(network, batch.count);
      passes.set(batch.count, pass);
    }
    return { batch, pass };
  };
}
