import { unguardedCrossEntropy } from '../../network/losses.ts';
import type { Job, Trajectory } from '../engine.ts';
import { accuracyOf } from '../reference/predict.ts';
import type { Precision } from '../schedule.ts';
import { kernel } from './kernel.ts';
import { layOut } from './layout.ts';

/** Trains one replicate in the kernel, which returns only where something is read that it does not keep itself. */
export function train(job: Job, precision: Precision): Trajectory {
  const { network, schedule } = job;
  const { memory, train32, train64 } = kernel();
  const run = precision === 'float32' ? train32 : train64;
  const layout = layOut(job, precision, memory);
  const { snapshotsAt = [], accuracyAt = [], unguarded = false, crossings = [] } = schedule.record;
  const accuracies: Trajectory['accuracies'][number][] = [];
  const snapshots: Trajectory['snapshots'][number][] = [];
  const unguardedCosts: number[] = [];
  const score = (step: number) => {
    const parameters = layout.parameters();
    accuracies.push({
      step,
      train: accuracyOf(network, parameters, job.train),
      test: accuracyOf(network, parameters, job.test),
    });
  };

  let reached = 0;
  for (const stop of stops(job)) {
    layout.set('end', stop);
    run(layout.table);
    layout.set('step', stop);
    layout.set('resumed', 1);
    const early = layout.get('ended') >= 0;
    reached = early ? layout.get('ended') : stop;
    const ending = early || reached === schedule.steps;
    if (unguarded && (ending || reached % schedule.record.costEvery === 0))
      unguardedCosts.push(unguardedCost());
    if (accuracyAt.includes(reached) && !ending) score(reached);
    if (snapshotsAt.includes(reached)) snapshots.push({ step: reached, parameters: layout.parameters() });
    if (early) break;
  }
  score(reached);
  const kept = layout.get('kept');
  const costs = [...layout.float64(layout.get('costs'), kept)];
  const firstAt = layout.int32(layout.get('crossings'), crossings.length);
  return {
    steps: [...layout.int32(layout.get('costSteps'), kept)],
    costs,
    unguardedCosts,
    crossings: crossings.map((cost, i) => ({ cost, step: firstAt[i]! < 0 ? null : firstAt[i]! })),
    accuracies,
    snapshots,
    final: layout.parameters(),
    divergedAt: Number.isFinite(costs.at(-1)) ? null : reached,
  };

  function unguardedCost(): number {
    const last = network.widths.length - 2;
    if (network.loss !== 'binary-cross-entropy')
      return layout.float64(layout.get('costs'), layout.get('kept')).at(-1)!;
    return unguardedCrossEntropy(layout.values('z', last), layout.batch.targets, layout.batch.count);
  }
}

/** The steps at which something is read that the kernel does not keep, in order, the last step last. */
function stops({ schedule: { steps, record } }: Job): number[] {
  const { costEvery, snapshotsAt = [], accuracyAt = [], unguarded = false } = record;
  const costSteps = unguarded
    ? Array.from({ length: Math.floor(steps / costEvery) + 1 }, (_, k) => k * costEvery)
    : [];
  const all = new Set([...costSteps, ...snapshotsAt, ...accuracyAt, steps]);
  return [...all].filter((step) => step <= steps).sort((a, b) => a - b);
}
