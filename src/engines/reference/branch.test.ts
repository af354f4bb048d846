import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Points } from '../../datasets/dataset.ts';
import { type ActivationId, activations } from '../../network/activations.ts';
import { branchCount, isActivated, type Network, type Parameters } from '../../network/network.ts';
import { rootKey } from '../../random/key.ts';
import type { Job } from '../engine.ts';
import { gradientsOf } from './gradients.ts';
import { createPass, forward, toBatch } from './pass.ts';
import { costOn, logitsOf } from './predict.ts';
import { profile } from './profile.ts';
import { train } from './train.ts';

// Networks with residual branches: no other engine runs them, so the truth is held to calculus and to paper.

interface Case {
  readonly branches: number;
  readonly branchLayers: number;
  readonly units: number;
  readonly inside: number;
  readonly multipliers: boolean;
  readonly activation: ActivationId;
  readonly loss: Network['loss'];
  readonly seed: number;
}

const cases: fc.Arbitrary<Case> = fc.record({
  branches: fc.integer({ min: 1, max: 3 }),
  branchLayers: fc.integer({ min: 1, max: 3 }),
  units: fc.integer({ min: 1, max: 4 }),
  inside: fc.integer({ min: 1, max: 5 }),
  multipliers: fc.boolean(),
  activation: fc.constantFrom(...(Object.keys(activations) as ActivationId[])),
  loss: fc.constantFrom<Network['loss']>('binary-cross-entropy', 'softmax-cross-entropy', 'squared-error'),
  seed: fc.nat(),
});

function made({ branches, branchLayers, units, inside, multipliers, activation, loss, seed }: Case) {
  const branch = [...Array<number>(branchLayers - 1).fill(inside), units];
  const outputs = loss === 'binary-cross-entropy' ? 1 : 2;
  const network: Network = {
    widths: [2, units, ...Array.from({ length: branches }, () => branch).flat(), outputs],
    activation,
    loss,
    residual: { branchLayers, multipliers },
  };
  const draws = rootKey(seed).child('branches').draws();
  const normals = (length: number, scale: number) =>
    Float64Array.from({ length }, () => draws.normal() * scale);
  const fanIns = network.widths.slice(0, -1);
  const start: Parameters = {
    weights: fanIns.map((fanIn, l) => normals(fanIn * network.widths[l + 1]!, 0.5 / Math.sqrt(fanIn))),
    biases: fanIns.map((_, l) => normals(network.widths[l + 1]!, 0.2)),
    ...(multipliers && { multipliers: Array.from({ length: branches }, () => normals(1, 1)) }),
  };
  const points: Points = {
    count: 5,
    features: 2,
    inputs: normals(10, 1),
    labels: Int32Array.of(0, 1, 1, 0, 1),
  };
  return { network, start, points };
}

/** As a pre-activation near a kink: a difference would reach over it. */
function nearKink({ network, start, points }: ReturnType<typeof made>): boolean {
  const pass = createPass(network, points.count);
  forward(network, start, toBatch(network, points), pass);
  return pass.z.some((z, l) => isActivated(network, l) && z.some((value) => Math.abs(value) < 0.01));
}

/**
 * A central difference over 2h is off by h²/6 |C‴| and by the rounding of two costs over 2h. With h = 2^-13 the first
 * is 2.5e-9 |C‴|, and |C‴| stays below 100 for weights and inputs of size 1; the second is 1e-12.
 */
const h = 2 ** -13;
const slopeTolerance = 1e-6;

test('every gradient is the slope of the cost, whatever branches there are', () => {
  fc.assert(
    fc.property(cases, (given) => {
      const { network, start, points } = made(given);
      fc.pre(!nearKink({ network, start, points }));
      const gradients = gradientsOf(network, start, points);
      for (const kind of ['weights', 'biases', 'multipliers'] as const) {
        expect(gradients[kind]?.length).toBe(start[kind]?.length);
        start[kind]?.forEach((values, l) => {
          values.forEach((value, j) => {
            const costWith = (by: number) => {
              const moved = start[kind]!.with(l, values.with(j, value + by));
              return costOn(network, { ...start, [kind]: moved }, points);
            };
            const slope = (costWith(h) - costWith(-h)) / (2 * h);
            const gradient = gradients[kind]![l]![j]!;
            expect(Math.abs(gradient - slope)).toBeLessThanOrEqual(
              slopeTolerance * Math.max(1, Math.abs(slope)),
            );
          });
        });
      }
    }),
    { seed: 1, numRuns: 60 },
  );
});

/** One unit everywhere: x₀ = u s, x₁ = x₀ + α w relu(v x₀), logit = c x₁, from one point s with target t. */
const unit = {
  network: {
    widths: [1, 1, 1, 1, 1],
    activation: 'relu',
    loss: 'squared-error',
    residual: { branchLayers: 2, multipliers: true },
  } satisfies Network,
  start: {
    weights: [2, 0.5, 3, -1].map((w) => Float64Array.of(w)),
    biases: [0, 0, 0, 0].map((b) => Float64Array.of(b)),
    multipliers: [Float64Array.of(0.5)],
  } satisfies Parameters,
  points: {
    count: 1,
    features: 1,
    inputs: Float64Array.of(1),
    labels: Int32Array.of(0),
    targets: Float64Array.of(0.5),
  } satisfies Points,
};

const unitJob = (steps: number): Job => ({
  network: unit.network,
  schedule: {
    optimizer: { name: 'sgd' },
    learningRate: 0.25,
    batch: 'full',
    steps,
    record: { costEvery: 1, snapshotsAt: [0, 1] },
  },
  start: unit.start,
  train: unit.points,
  test: unit.points,
});

describe('one unit everywhere, by hand', () => {
  // x₀ = 2, z = v x₀ = 1, w z = 3, x₁ = 2 + ½ · 3 = 3.5, logit −3.5; error −4, so δ = −8 and by x₁: 8.
  // By α: 8 · 3 = 24; by w z: 4; by w: 4; by z: 12; by v: 24; by x₀: 8 + 12 · ½ = 14; by u: 14; by c: −8 · 3.5 = −28.
  const wanted = { weights: [14, 24, 4, -28], biases: [14, 12, 4, -8], multipliers: [24] };

  test('the gradients', () => {
    const found = gradientsOf(unit.network, unit.start, unit.points);
    for (const kind of ['weights', 'biases', 'multipliers'] as const)
      expect(found[kind]!.map(([value]) => value)).toEqual(wanted[kind]);
  });

  test('one step of descent, and the start is left as it was', () => {
    const before = structuredClone(unit.start);
    const { snapshots, costs, final } = train(unitJob(1));
    expect(unit.start).toEqual(before);
    expect(costs[0]).toBe(16);
    expect(snapshots[0]!.parameters).toEqual(before);
    expect(final.multipliers!.map(([alpha]) => alpha)).toEqual([0.5 - 0.25 * 24]);
    expect(final.weights.map(([w]) => w)).toEqual([2 - 3.5, 0.5 - 6, 3 - 1, -1 + 7]);
  });

  test('a rate of 0 holds a multiplier where it is', () => {
    const job = unitJob(3);
    const ones = [1, 1, 1, 1];
    const layerRates = { weights: ones, biases: ones, multipliers: [0] };
    const { final } = train({ ...job, schedule: { ...job.schedule, layerRates } });
    expect(final.multipliers!.map(([alpha]) => alpha)).toEqual([0.5]);
  });

  test('the profile: first layer and ends of branches have no activation', () => {
    const { layers } = profile(unitJob(0));
    expect(layers.map(({ preActivation }) => preActivation.mean)).toEqual([2, 1, 3, -3.5]);
    expect(layers.map(({ activation }) => activation.mean)).toEqual([2, 1, 3.5, -3.5]);
    expect(layers.map(({ gradient }) => gradient.mean)).toEqual([14, 12, 4, -8]);
    const negative = { ...unitJob(0), train: { ...unit.points, inputs: Float64Array.of(-1) } };
    expect(profile(negative).layers.map(({ saturatedShare }) => saturatedShare)).toEqual([0, 1, 0, 0]);
    expect(profile(negative).layers.map(({ activation }) => activation.mean)).toEqual([-2, 0, -2, 2]);
  });
});

test('branches whose multiplier is 0 are not there', () => {
  const { network, start, points } = made({
    branches: 3,
    branchLayers: 2,
    units: 4,
    inside: 5,
    multipliers: true,
    activation: 'tanh',
    loss: 'softmax-cross-entropy',
    seed: 3,
  });
  const zero = { ...start, multipliers: start.multipliers!.map(() => Float64Array.of(0)) };
  const ends = (layers: readonly Float64Array[]) => [layers[0]!, layers.at(-1)!];
  const without: Network = { widths: [2, 4, 2], activation: 'linear', loss: network.loss };
  const rest = { weights: ends(start.weights), biases: ends(start.biases) };
  expect(branchCount(network)).toBe(3);
  expect(logitsOf(network, zero, points)).toEqual(logitsOf(without, rest, points));
  const [found, wanted] = [gradientsOf(network, zero, points), gradientsOf(without, rest, points)];
  expect(ends(found.weights)).toEqual(wanted.weights);
  expect(found.weights.slice(1, -1).every((w) => w.every((value) => value === 0))).toBe(true);
});
