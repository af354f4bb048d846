import type { MeasurementSpec } from '../measurements/registry.ts';
import { rootKey } from '../random/key.ts';
import type { Usually } from './claim.ts';
import { decideInBatches } from './decide.ts';
import type { Control } from './evidence.ts';
import { type Fault, type FaultId, faults } from './faults.ts';
import { formatShare } from './format.ts';
import type { Change } from './observe.ts';
import { type Replicates, replicatesOf, rowsOf } from './replicates.ts';
import type { Score } from './score.ts';
import type { World } from './world.ts';

/** Plants a fault in a `usually` claim. It is caught when the procedure then decides against the claim's record. */
export async function plantUsually(
  id: FaultId,
  claim: Usually,
  world: World,
  replicates: Replicates,
  cap: number,
): Promise<Control> {
  const fault: Fault = faults[id];
  const scores = faultyScores(fault, claim, world, replicates, cap);
  const { verdict, keys, mean } = await decideInBatches(claim, scores, { cap, batch: replicates.batch });
  return {
    fault: id,
    description: fault.description,
    caught: verdict === (claim.record === 'refuted' ? 'holds' : 'refuted'),
    verdict,
    looks: keys,
    finding: `Mean score ${formatShare(mean)} of ${keys} ${fault.on === 'coin' ? 'throws' : 'keys'}.`,
  };
}

/** Gives the scores of the first so many keys with the fault planted. What needs no other run reuses those there are. */
function faultyScores(
  fault: Fault,
  claim: Usually,
  world: World,
  replicates: Replicates,
  cap: number,
): (keys: number) => Promise<number[]> {
  const rescored = (score: Score, runs = replicates) => {
    const rowsFor = rowsOf(claim, runs, score);
    return async (keys: number) => (await rowsFor(keys)).map((row) => row.score);
  };
  switch (fault.on) {
    case 'coin': {
      const throws = coinScores(claim, world, cap);
      return async (keys) => throws.slice(0, keys);
    }
    case 'score':
      return rescored(fault.apply(claim.score));
    case 'measure':
      return rescored(mapMeasures(claim.score, fault.apply));
    default:
      return rescored(claim.score, replicatesOf(claim, world, changeFirstArm(fault, claim)));
  }
}

/** The coin's chance lies at the quarter of the wrong side that is farthest from the cut. */
export function coinScores(claim: Usually, world: World, throws: number): number[] {
  const [side, cut] =
    'above' in claim.mean ? (['above', claim.mean.above] as const) : (['below', claim.mean.below] as const);
  const wrongIsLow = (side === 'above') === (claim.record !== 'refuted');
  const chance = wrongIsLow ? cut / 4 : 1 - (1 - cut) / 4;
  const draws = rootKey(world.seed).child('biased-coin').child(claim.id).draws();
  return Array.from({ length: throws }, () => Number(draws.uniform() < chance));
}

/** Faults of start, network and schedule are planted in the arm that the claim is about, which it names first. */
export function changeFirstArm(fault: Fault, claim: Usually): Change {
  if (fault.on !== 'start' && fault.on !== 'network' && fault.on !== 'schedule')
    throw new RangeError(
      `invalid fault of ${claim.id}: a fault of ${fault.on} (expected one that the claim’s own runs can have)`,
    );
  const first = Object.keys(claim.arms)[0];
  return (job, arm, key) => {
    if (arm !== first) return job;
    switch (fault.on) {
      case 'network':
        return { ...job, network: fault.apply(job.network) };
      case 'schedule':
        return { ...job, schedule: fault.apply(job.schedule) };
      case 'start':
        return { ...job, start: fault.apply(job.start, job.network, key.child('fault').draws()) };
    }
  };
}

export function mapMeasures(score: Score, change: (spec: MeasurementSpec) => MeasurementSpec): Score {
  switch (score.kind) {
    case 'falls':
      return { ...score, from: change(score.from), to: change(score.to) };
    case 'not':
      return { ...score, score: mapMeasures(score.score, change) };
    case 'all':
      return { ...score, scores: score.scores.map((part) => mapMeasures(part, change)) };
    default:
      return { ...score, measure: change(score.measure) };
  }
}
