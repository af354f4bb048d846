import fc from 'fast-check';
import type { Parameters } from '../network/network.ts';
import { type Case, cases, jobOf, nearKink } from './drawn-jobs.ts';
import type { Engine, Job, Trajectory } from './engine.ts';
import { gradientByTraining, layerErrors } from './gradient-by-training.ts';
import type { GoldenNetwork, GoldenRun } from './reference/golden-fixture.ts';
import { gradientsOf } from './reference/gradients.ts';
import { reference } from './reference/reference.ts';
import type { Precision } from './schedule.ts';

// What every engine keeps to, whatever is trained and however: the reference's numbers, and the golden ones.

/** An engine in one precision, and how near it has to come. */
export interface Party {
  readonly name: string;
  readonly engine: Engine;
  readonly precision: Precision;
  /** Largest error of a gradient, or of trained parameters, as a share of its layer's norm; of a cost, of itself. */
  readonly tolerance: number;
  /** Whether equal units stay equal to the bit: no sum's order depends on a unit's place. */
  readonly equalUnits: boolean;
  /** How many drawn cases each law is tried on. */
  readonly cases: number;
}

/** A law that is broken: the engine's number is too far from the one it should be. */
export class Deviation extends Error {}

/** Throws a deviation where the party breaks it. */
export type Law = (party: Party, job: Job) => void;

/** Tries a law on drawn cases. Those that come too near to a kink are discarded. */
export function tried(
  law: Law,
  party: Party,
  options: { endOnFailure?: boolean } = {},
): fc.RunDetails<[Case]> {
  const property = fc.property(cases, (given) => {
    const job = jobOf(given);
    fc.pre(!nearKink(job));
    law(party, job);
  });
  return fc.check(property, { seed: 1, numRuns: party.cases, ...options });
}

export const gradients: Law = (party, job) => {
  const wanted = gradientsOf(job.network, job.start, job.train);
  parametersNear('gradient', gradientByTraining(party.engine, party.precision, job), wanted, party.tolerance);
};

export const training: Law = (party, job) => {
  const { tolerance } = party;
  const { optimizer } = job.schedule;
  // Where a gradient is next to nothing, Adam makes a whole step of its rounding unless ε outweighs that.
  fc.pre(party.precision === 'float64' || optimizer.name !== 'adam' || optimizer.epsilon > 1e-3);
  const wanted = reference.train(job);
  // Where training blows up, so does rounding.
  fc.pre(wanted.costs.every((cost) => cost < 100));
  const found = party.engine.train(inPrecision(party, job));
  parametersNear('final', found.final, wanted.final, tolerance);
  same('steps', found.steps, wanted.steps);
  numbersNear('cost', found.costs, wanted.costs, tolerance);
  same(
    'snapshots',
    found.snapshots.map(({ step }) => step),
    wanted.snapshots.map(({ step }) => step),
  );
  found.snapshots.forEach(({ step, parameters }, i) => {
    parametersNear(`snapshot at ${step}`, parameters, wanted.snapshots[i]!.parameters, tolerance);
  });
  unguardedNear(job, found, wanted, tolerance);
  if (party.precision === 'float32') return;
  // In float32 a cost near its threshold, or a point near its class's edge, may come to lie on the other side.
  same('crossings', found.crossings, wanted.crossings);
  same('accuracies', found.accuracies, wanted.accuracies);
};

export const profiling: Law = (party, job) => {
  const { tolerance } = party;
  const found = party.engine.profile(inPrecision(party, job));
  const wanted = reference.profile(job);
  near('inputs', found.inputMeanSquare, wanted.inputMeanSquare, tolerance * wanted.inputMeanSquare);
  numbersNear('cost', [found.cost], [wanted.cost], tolerance);
  same('saturated share', found.saturatedShare, wanted.saturatedShare);
  same('layers', found.layers.length, wanted.layers.length);
  wanted.layers.forEach((layer, l) => {
    const seen = found.layers[l]!;
    for (const values of ['preActivation', 'activation', 'gradient'] as const) {
      const { mean, meanSquare } = layer[values];
      near(`mean ${values} of layer ${l + 1}`, seen[values].mean, mean, tolerance * Math.sqrt(meanSquare));
      near(`mean square ${values}`, seen[values].meanSquare, meanSquare, 2 * tolerance * meanSquare);
    }
    const size = Math.hypot(layer.weightGradientNorm, layer.biasGradientNorm);
    for (const norm of ['weightGradientNorm', 'biasGradientNorm'] as const)
      near(`${norm} of layer ${l + 1}`, seen[norm], layer[norm], tolerance * size);
    same('dead share', seen.deadShare, layer.deadShare);
    same('saturated units', seen.saturatedShare, layer.saturatedShare);
  });
};

/**
 * A point's cost L is −ln of 1 − a or of a, which is e^−L and carries the rounding of 1: an error of e^L · tolerance.
 * No L is above count times the mean, so up to a product of 9 it is 8,000 tolerances.
 */
function unguardedNear({ train }: Job, found: Trajectory, wanted: Trajectory, tolerance: number): void {
  same('unguarded costs', found.unguardedCosts.length, wanted.unguardedCosts.length);
  wanted.unguardedCosts.forEach((cost, i) => {
    if (cost * train.count < 9)
      numbersNear('unguarded cost', [found.unguardedCosts[i]!], [cost], 8000 * tolerance);
  });
}

/** What automatic differentiation says of a network's cost and gradients. */
export function goldenGradients(party: Party, golden: GoldenNetwork): void {
  const { tolerance } = party;
  const { costs } = party.engine.train(inPrecision(party, golden.job));
  numbersNear('cost', costs, [golden.cost], tolerance);
  parametersNear(
    'gradient',
    gradientByTraining(party.engine, party.precision, golden.job),
    golden.gradients,
    tolerance,
  );
}

/** What PyTorch's optimizers make of a network. */
export function goldenTraining(party: Party, golden: GoldenRun): void {
  const { tolerance } = party;
  const { costs, snapshots, final } = party.engine.train(inPrecision(party, golden.job));
  numbersNear('cost', costs, golden.costs, tolerance);
  same('snapshots', snapshots.length, golden.after.length);
  golden.after.forEach(({ step, parameters }, i) => {
    parametersNear(`after ${step} steps`, snapshots[i]!.parameters, parameters, tolerance);
  });
  same('final', final, snapshots.at(-1)!.parameters);
}

export const inPrecision = ({ precision }: Party, job: Job): Job => ({
  ...job,
  schedule: { ...job.schedule, precision },
});

/** ‖found − wanted‖ ≤ tolerance · ‖wanted‖ for every layer: zeros are to be found as zeros. */
function parametersNear(what: string, found: Parameters, wanted: Parameters, tolerance: number): void {
  layerErrors(found, wanted).forEach(({ off, size }, l) => {
    if (!(off <= tolerance * size))
      throw new Deviation(
        `${what} of layer ${l + 1}: off by ${off}, its norm is ${size} (tolerance ${tolerance})`,
      );
  });
}

/** |found − wanted| ≤ tolerance · max(1, |wanted|) for every number. */
function numbersNear(
  what: string,
  found: readonly number[],
  wanted: readonly number[],
  tolerance: number,
): void {
  same(what, found.length, wanted.length);
  wanted.forEach((number, i) => {
    near(`${what} ${i}`, found[i]!, number, tolerance * Math.max(1, Math.abs(number)));
  });
}

function near(what: string, found: number, wanted: number, tolerance: number): void {
  if (!(Math.abs(found - wanted) <= tolerance))
    throw new Deviation(`${what} is ${found} instead of ${wanted} (tolerance ${tolerance})`);
}

function same(what: string, found: unknown, wanted: unknown): void {
  const [a, b] = [JSON.stringify(found), JSON.stringify(wanted)];
  if (a !== b) throw new Deviation(`${what}: ${a} instead of ${b}`);
}
