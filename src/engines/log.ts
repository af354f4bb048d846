import type { Parameters } from '../network/network.ts';
import type { Job, Trajectory } from './engine.ts';
import { copyOf } from './reference/pass.ts';
import { accuracyOf } from './reference/predict.ts';

/** Collects what the schedule of one replicate asks to record. Parameters and unguarded cost are asked for only where they are kept. */
export function createLog({ network, schedule, train: points, test }: Job) {
  const {
    costEvery,
    crossings = [],
    stopOnceCrossed = false,
    accuracyAt = [],
    snapshotsAt = [],
    unguarded = false,
  } = schedule.record;
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

  // With minibatches a step may be here for its accuracy or snapshot only: what else is recorded moves no crossing.
  const movesCrossings = (step: number) =>
    schedule.batch === 'full' || step % costEvery === 0 || step === schedule.steps;
  const allCrossed = (cost: number) =>
    crossings.length > 0 && crossings.every((threshold, i) => firstAt[i] !== null || cost <= threshold);

  return {
    /** Whether training ends with this cost. */
    ends: (step: number, cost: number): boolean =>
      !Number.isFinite(cost) ||
      step === schedule.steps ||
      (stopOnceCrossed && movesCrossings(step) && allCrossed(cost)),
    due: (step: number) =>
      step % costEvery === 0 ||
      step === schedule.steps ||
      accuracyAt.includes(step) ||
      snapshotsAt.includes(step),
    note(
      step: number,
      cost: number,
      ending: boolean,
      unguardedCost: () => number,
      parameters: () => Parameters,
    ) {
      const costDue = step % costEvery === 0 || ending;
      if (movesCrossings(step) || ending)
        crossings.forEach((threshold, i) => {
          if (firstAt[i] === null && cost <= threshold) firstAt[i] = step;
        });
      if (costDue) {
        steps.push(step);
        costs.push(cost);
        if (unguarded) unguardedCosts.push(unguardedCost());
      }
      if (accuracyAt.includes(step) && !ending) score(step, parameters());
      if (snapshotsAt.includes(step)) snapshots.push({ step, parameters: copyOf(parameters()) });
    },
    end(final: Parameters, step: number, cost: number): Trajectory {
      score(step, final);
      const reached = crossings.map((cost, i) => ({ cost, step: firstAt[i]! }));
      const divergedAt = Number.isFinite(cost) ? null : step;
      return { steps, costs, unguardedCosts, crossings: reached, accuracies, snapshots, final, divergedAt };
    },
  };
}
