import type { Job } from './engine.ts';

/** How a job's minibatches follow each other. */
export interface Minibatches {
  readonly order: Int32Array;
  /** Points a step; an epoch's last batch may be smaller. */
  readonly size: number;
  readonly perEpoch: number;
}

/**
 * Undefined for full batch.
 *
 * @throws RangeError where the job's order ends before training does
 */
export function minibatchesOf({ schedule, train: { count }, order }: Job): Minibatches | undefined {
  if (schedule.batch === 'full') return undefined;
  if (!order) throw new Error('missing order: a job with minibatches carries the order of its points');
  const size = Math.min(schedule.batch, count);
  const perEpoch = Math.ceil(count / size);
  const needed = Math.ceil(schedule.steps / perEpoch) * count;
  if (order.length < needed)
    throw new RangeError(
      `invalid order: ${order.length} points (expected ${needed}: ${needed / count} epochs of ${count})`,
    );
  return { order, size, perEpoch };
}

/** The points of the step, from 0: `order` is walked epoch by epoch. */
export function pointsOfStep(
  { order, size, perEpoch }: Minibatches,
  count: number,
  step: number,
): Int32Array {
  const epoch = Math.floor(step / perEpoch);
  const start = epoch * count + (step % perEpoch) * size;
  return order.subarray(start, Math.min(start + size, (epoch + 1) * count));
}
