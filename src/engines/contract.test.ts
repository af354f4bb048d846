import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ActivationId, activations } from '../network/activations.ts';
import {
  goldenGradients,
  goldenTraining,
  gradients,
  inPrecision,
  type Law,
  profiling,
  training,
  tried,
} from './contract-laws-fixture.ts';
import { parties } from './contract-parties-fixture.ts';
import { type Case, jobOf, plain } from './drawn-jobs.ts';
import type { Job } from './engine.ts';
import { goldenNetworks, goldenRuns } from './reference/golden-fixture.ts';
import { reference } from './reference/reference.ts';

const laws: readonly (readonly [name: string, law: Law])[] = [
  ['has the gradients of the reference, whatever network and loss', gradients],
  ['trains as the reference does, whatever network, loss, optimizer and batch', training],
  ['profiles as the reference does', profiling],
];

describe.each(parties)('$name', (party) => {
  const { engine } = party;
  const given = (changes: Partial<Case>) => inPrecision(party, jobOf({ ...plain, ...changes }));

  test.each(laws)('%s', (_, law) => {
    const details = tried(law, party);
    expect(details.failed, fc.defaultReportMessage(details)).toBe(false);
    expect(details.numRuns).toBe(party.cases);
  });

  test.each(goldenNetworks)('has the golden cost and gradients of $name', (golden) => {
    goldenGradients(party, golden);
  });

  test.each(goldenRuns)('trains to the golden parameters by $name', (golden) => {
    goldenTraining(party, golden);
  });

  test.each([
    ['deep', { widths: [2, ...Array<number>(30).fill(16), 1], loss: 'binary-cross-entropy' as const }],
    ['wide', { widths: [70, 257, 130, 3], count: 130 }],
  ])('a %s network has the gradients and the training of the reference', (_, changes) => {
    const job = jobOf({ ...plain, activation: 'tanh', ...changes });
    for (const law of [gradients, training]) law(party, job);
  });

  test.each(Object.keys(activations) as ActivationId[])(
    '%s has its left slope at exactly 0',
    (activation) => {
      const job = jobOf({ ...plain, activation });
      const zero = (tensors: readonly Float64Array[]) =>
        tensors.map((p, l) => (l === 0 ? p.map(() => 0) : p));
      gradients(party, {
        ...job,
        start: { weights: zero(job.start.weights), biases: zero(job.start.biases) },
      });
    },
  );

  test.runIf(party.equalUnits)('equal units stay equal to the bit, whatever their place in the layer', () => {
    for (const units of [2, 3, 5, 8, 13]) {
      const job = withEqualUnits(given({ widths: [3, units, units + 1, 2] }));
      const { final } = engine.train(job);
      expect(Math.abs(final.weights[1]![0]! - job.start.weights[1]![0]!)).toBeGreaterThan(1e-5);
      const rows = Array.from({ length: units }, (_, i) => final.weights[0]!.slice(3 * i, 3 * i + 3).join());
      expect(new Set(rows).size).toBe(1);
      expect(new Set(final.biases[0]).size).toBe(1);
      expect(new Set(final.weights[1]).size).toBe(1);
    }
  });

  test.each(['full', 8] as const)('stops once all crossings are reached, batch %s', (batch) => {
    const job = given({ widths: [3, 7, 1], activation: 'tanh', loss: 'binary-cross-entropy', batch });
    const unstopped = { ...job.schedule, learningRate: 1, steps: 60, record: { costEvery: 4 } };
    const order = Int32Array.from({ length: 20 * 21 }, (_, i) => i % 21);
    const long = { ...job, order, schedule: unstopped };
    const { steps, costs } = reference.train({
      ...long,
      schedule: { ...long.schedule, precision: 'float64' },
    });
    // Halfway between two costs, rounding moves no crossing.
    const between = (k: number) => (costs[k]! + costs[k + 1]!) / 2;
    const crossings = [between(8), between(3), 1e9];
    const record = {
      costEvery: 4,
      crossings,
      snapshotsAt: [6, 58],
      accuracyAt: [6, 58],
      stopOnceCrossed: true,
    };
    const found = engine.train({ ...long, schedule: { ...long.schedule, record } });
    const at = found.crossings.map(({ step }) => step);
    expect(at[0]).toBeGreaterThan(steps[8]!);
    expect(at[0]).toBeLessThanOrEqual(steps[9]!);
    expect(found.steps.at(-1)).toBe(at[0]);
    expect(found.costs.at(-1)).toBeLessThanOrEqual(crossings[0]!);
    expect(found.accuracies.map(({ step }) => step)).toEqual([6, at[0]]);
    expect(found.snapshots.map(({ step }) => step)).toEqual([6]);
    expect(found.divergedAt).toBeNull();
    const never = { ...record, crossings: [1e9, -1] };
    expect(engine.train({ ...long, schedule: { ...long.schedule, record: never } }).steps.at(-1)).toBe(60);
  });

  test('a run that diverges in minibatches ends where something is read', () => {
    const job = given({ widths: [2, 5, 1], activation: 'linear', loss: 'squared-error', count: 9, batch: 1 });
    const record = { costEvery: 100, accuracyAt: [40], snapshotsAt: [60] };
    const order = Int32Array.from({ length: 120 * 9 }, (_, i) => i % 9);
    const wild = { ...job, order, schedule: { ...job.schedule, learningRate: 1e30, steps: 120, record } };
    const { steps, divergedAt, accuracies, snapshots } = engine.train(wild);
    expect({ steps, divergedAt, snapshots }).toEqual({ steps: [0, 40], divergedAt: 40, snapshots: [] });
    expect(accuracies.map(({ step }) => step)).toEqual([40]);
  });

  test.each(['squared-error', 'binary-cross-entropy'] as const)(
    'a run that diverges stops, and keeps the cost it stopped at: %s',
    (loss) => {
      const job = given({ widths: [2, 5, 1], activation: 'linear', loss, count: 9 });
      const schedule = { ...job.schedule, learningRate: 1e30, steps: 50, record: { costEvery: 7 } };
      const found = engine.train({ ...job, schedule });
      expect(found.divergedAt).not.toBeNull();
      expect(found.divergedAt! % 7).not.toBe(0);
      expect(found.steps.at(-1)).toBe(found.divergedAt);
      expect(found.costs.map(Number.isFinite)).toEqual(found.steps.map((step) => step < found.divergedAt!));
      if (party.precision === 'float64')
        expect(found.divergedAt).toBe(reference.train({ ...job, schedule }).divergedAt);
    },
  );
});

/** Three inputs, and hidden units that all start alike; the two outputs pull them in different directions. */
function withEqualUnits(job: Job): Job {
  const [first, second, third] = job.start.weights;
  const weights = [
    first!.map((_, i) => 0.1 + 0.01 * (i % 3)),
    second!.map(() => 0.1),
    third!.map((_, i) => (i < third!.length / 2 ? 0.3 : -0.2)),
  ];
  return {
    ...job,
    schedule: { ...job.schedule, learningRate: 1 },
    start: { weights, biases: job.start.biases.map((b) => b.map(() => 0.1)) },
  };
}

test.each(parties.filter(({ engine }) => !engine.branches))(
  '$name refuses networks with residual branches, and says which engine has them',
  ({ engine }) => {
    const job = jobOf({ ...plain, widths: [3, 4, 5, 4, 2] });
    const residual = { ...job, network: { ...job.network, residual: { branchLayers: 2 } } };
    for (const refused of [() => engine.train(residual), () => engine.profile(residual)])
      expect(refused).toThrow(
        new RangeError(
          `invalid network: residual branches (the ${engine.id} engine has plain networks only, the reference engine has both)`,
        ),
      );
  },
);

test('the reference engine refuses a precision it does not have', () => {
  const job = jobOf(plain);
  expect(() => reference.train({ ...job, schedule: { ...job.schedule, precision: 'float32' } })).toThrow(
    /^invalid precision: float32 \(the reference engine has float64 only\)$/,
  );
});
