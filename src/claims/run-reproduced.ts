import type { Points } from '../datasets/dataset.ts';
import { datasetFrom } from '../datasets/spec.ts';
import { predict } from '../engines/reference/predict.ts';
import type { Schedule } from '../engines/schedule.ts';
import { unitSimilarity } from '../measurements/unit-similarity.ts';
import type { Network, Parameters } from '../network/network.ts';
import { numpyLegacy } from '../random/numpy-legacy.ts';
import { armFrom, armLabel, startingParameters } from '../training/arm.ts';
import { sharedDraws } from '../training/job.ts';
import { trainAll } from '../training/train-all.ts';
import type { Reproduced } from './claim.ts';
import { describeDifference } from './describe-setting.ts';
import type { Control, Figure, LabelledPoint, Outcome, RunsEvidence } from './evidence.ts';
import { faults } from './faults.ts';
import { formatDeviation } from './format.ts';
import type { World } from './world.ts';

const grid = { low: -1.5, high: 1.5, size: 41 };

/** Does published runs again from their own seeds and compares figure by figure. */
export async function runReproduced(claim: Reproduced, world: World): Promise<Outcome> {
  const evidence = await reproduce(claim, world, (start) => start);
  const controls: Control[] = [];
  for (const id of claim.faults) {
    const fault = faults[id];
    if (fault.on !== 'start')
      throw new RangeError(`invalid fault of ${claim.id}: ${id} (expected one of the start)`);
    const draws = numpyLegacy(claim.numpySeed);
    const faulty = await reproduce(claim, world, (start, network) => fault.apply(start, network, draws));
    const verdict = verdictOf(claim, faulty);
    controls.push({
      fault: id,
      description: fault.description,
      caught: verdict === 'refuted',
      verdict,
      looks: claim.runs.length,
      finding: finding(claim, faulty),
    });
  }
  return { verdict: verdictOf(claim, evidence), finding: finding(claim, evidence), evidence, controls };
}

async function reproduce(
  claim: Reproduced,
  world: World,
  change: (start: Parameters, network: Network) => Parameters,
): Promise<RunsEvidence> {
  const { setting, numpySeed } = claim;
  checkRecordings(claim);
  const { dataset, seeds, train, test } = setting.data;
  if (seeds === 'per-key')
    throw new RangeError(`invalid data of ${claim.id}: published runs have seeds of their own`);
  const points = datasetFrom(dataset).split(
    { train: numpyLegacy(seeds.train), test: numpyLegacy(seeds.test) },
    { train, test },
  );
  const jobs = claim.runs.map((run) => {
    const arm = armFrom(run.arm);
    const start = startingParameters(setting.network, arm, sharedDraws(numpyLegacy(numpySeed)));
    return {
      network: setting.network,
      schedule: { ...setting.schedule, ...arm.schedule },
      ...points,
      start: change(start, setting.network),
    };
  });
  const trajectories = await trainAll(world.engine, jobs, world.cache);
  const runs = claim.runs.map(({ name, arm: spec, published }, i): RunsEvidence['runs'][number] => {
    const { steps, costs, unguardedCosts, accuracies, final } = trajectories[i]!;
    const arm = armFrom(spec);
    const publishedAt = new Map(published.costs);
    const figure = (measured: number, figurePublished: number | undefined): Figure => ({
      measured,
      published: figurePublished ?? null,
    });
    // Published, but the run ended before: it diverged.
    const unreached = published.costs.filter(([step]) => step > steps.at(-1)!);
    const accuracy = accuracies.at(-1)!;
    return {
      arm: { name, label: armLabel(arm), init: arm.init, differs: describeDifference(arm) },
      costs: [
        ...steps.map((step, k) => ({ step, cost: figure(unguardedCosts[k]!, publishedAt.get(step)) })),
        ...unreached.map(([step, cost]) => ({ step, cost: figure(Number.NaN, cost) })),
      ],
      stableCosts: costs,
      finalCost: costs.at(-1)!,
      trainAccuracy: figure(accuracy.train, published.trainAccuracy),
      testAccuracy: figure(accuracy.test, published.testAccuracy),
      grid: { ...grid, rows: gridRows(setting.network, final) },
      similarity: { layer: 1, rows: unitSimilarity(setting.network, final, 1) },
    };
  });
  return {
    kind: 'runs',
    train: labelled(points.train),
    test: labelled(points.test),
    runs,
    largestCostDifference: Math.max(
      0,
      ...runs.flatMap((run) => run.costs.map(({ cost }) => difference(cost))),
    ),
    costTolerance: claim.costTolerance,
  };
}

/** A published figure that is not recorded would agree with anything. */
function checkRecordings({ id, setting, runs }: Reproduced): void {
  for (const { name, arm, published } of runs) {
    const { steps, record }: Schedule = { ...setting.schedule, ...armFrom(arm).schedule };
    if (!record.unguarded)
      throw new RangeError(
        `missing recording in ${id}: the schedule of ${name} does not record the unguarded cost`,
      );
    const isRecorded = (step: number) => step === steps || (step < steps && step % record.costEvery === 0);
    const lost = published.costs.find(([step]) => !isRecorded(step));
    if (lost)
      throw new RangeError(
        `missing recording in ${id}: the schedule of ${name} does not record the cost after ${lost[0]} steps`,
      );
  }
}

/** |measured − published|; 0 where both are infinite or nothing was published. */
function difference({ measured, published }: Figure): number {
  return published === null || published === measured ? 0 : Math.abs(measured - published);
}

function verdictOf(
  { accuracyTolerance }: Reproduced,
  { runs, largestCostDifference, costTolerance }: RunsEvidence,
) {
  const accuracies = runs.flatMap((run) => [run.trainAccuracy, run.testAccuracy]);
  const asPublished =
    largestCostDifference <= costTolerance &&
    accuracies.every((figure) => difference(figure) <= accuracyTolerance);
  return asPublished ? 'holds' : 'refuted';
}

function finding(
  { accuracyTolerance }: Reproduced,
  { runs, largestCostDifference, costTolerance }: RunsEvidence,
): string {
  const accuracies = runs.flatMap((run) => [run.trainAccuracy, run.testAccuracy]);
  const equal = accuracies.filter((figure) => difference(figure) <= accuracyTolerance).length;
  const largest = formatDeviation(Math.max(...accuracies.map(difference)));
  const others = equal < accuracies.length ? `, the others differ by up to ${largest}` : '';
  return `${equal} of ${accuracies.length} published accuracies come out to their last printed digit${others}; ${comparedCosts(runs)}, off by at most ${formatDeviation(largestCostDifference)}, where ${formatDeviation(costTolerance)} is allowed.`;
}

/** "of 45 costs 31 are compared with the published ones": at steps that were published, figures that are chaotic are left out. */
function comparedCosts(runs: RunsEvidence['runs']): string {
  const costs = runs.flatMap((run) => run.costs);
  const compared = costs.filter(({ cost }) => cost.published !== null);
  const steps = new Set(compared.map(({ step }) => step));
  const printed = costs.filter(({ step }) => steps.has(step)).length;
  const [are, count] = [compared.length === 1 ? 'is' : 'are', compared.length];
  const said = `${are} compared with the published ${count === 1 ? 'one' : 'ones'}`;
  return count === printed
    ? `${count} ${count === 1 ? 'cost' : 'costs'} ${said}`
    : `of ${printed} costs ${count} ${said}`;
}

function gridRows(network: Network, parameters: Parameters): string[] {
  const { low, high, size } = grid;
  const at = (index: number) => low + (index * (high - low)) / (size - 1);
  const inputs = Float64Array.from({ length: 2 * size * size }, (_, k) => {
    const cell = k >> 1;
    return at(k % 2 === 0 ? cell % size : Math.floor(cell / size));
  });
  const classes = predict(network, parameters, {
    count: size * size,
    features: 2,
    inputs,
    labels: new Int32Array(size * size),
  });
  return Array.from({ length: size }, (_, r) => classes.subarray(r * size, (r + 1) * size).join(''));
}

const labelled = ({ count, inputs, labels }: Points): LabelledPoint[] =>
  Array.from({ length: count }, (_, s) => [inputs[2 * s]!, inputs[2 * s + 1]!, labels[s]!] as const);
