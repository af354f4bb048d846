import type { MeasurementSpec } from '../measurements/registry.ts';
import { rootKey } from '../random/key.ts';
import type { Usually } from './claim.ts';
import { decide } from './decide.ts';
import type { Control } from './evidence.ts';
import { type Fault, type FaultId, faults } from './faults.ts';
import { formatShare } from './format.ts';
import { type Change, type Observed, observe, scoreKey } from './observe.ts';
import type { Score } from './score.ts';
import type { World } from './world.ts';

/** Throws of the biased coin cost nothing, so there are always as many as a verdict needs. */
const coinThrows = 64;

/** Plants a fault in a `usually` claim. It is caught when the procedure then decides against the claim's record. */
export async function plantUsually(
  id: FaultId,
  claim: Usually,
  world: World,
  observed: readonly Observed[],
): Promise<Control> {
  const fault: Fault = faults[id];
  const scores = await faultyScores(fault, claim, world, observed);
  const { verdict, mean, interval } = decide(
    claim,
    scores,
    rootKey(world.seed).child('fault').child(claim.id),
  );
  return {
    fault: id,
    description: fault.description,
    caught: verdict === (claim.record === 'refuted' ? 'holds' : 'refuted'),
    verdict,
    finding: `Mean score ${formatShare(mean)} of ${scores.length} ${fault.on === 'coin' ? 'throws' : 'keys'}, interval ${interval.map(formatShare).join('–')}.`,
  };
}

async function faultyScores(
  fault: Fault,
  claim: Usually,
  world: World,
  observed: readonly Observed[],
): Promise<number[]> {
  const rescored = (score: Score, runs = observed) =>
    runs.map((run, i) => scoreKey(claim, run, i, score).score);
  switch (fault.on) {
    case 'coin':
      return coinScores(claim, world);
    case 'score':
      return rescored(fault.apply(claim.score));
    case 'measure':
      return rescored(mapMeasures(claim.score, fault.apply));
    default: {
      const indices = observed.map((_, i) => i);
      return rescored(claim.score, await observe(claim, world, indices, changeFirstArm(fault, claim)));
    }
  }
}

/** The coin's chance lies at the quarter of the wrong side that is farthest from the cut. */
function coinScores(claim: Usually, world: World): number[] {
  const [side, cut] =
    'above' in claim.mean ? (['above', claim.mean.above] as const) : (['below', claim.mean.below] as const);
  const wrongIsLow = (side === 'above') === (claim.record !== 'refuted');
  const chance = wrongIsLow ? cut / 4 : 1 - (1 - cut) / 4;
  const draws = rootKey(world.seed).child('biased-coin').child(claim.id).draws();
  return Array.from({ length: coinThrows }, () => Number(draws.uniform() < chance));
}

/** Faults of the start are planted in the arm that the claim is about, which it names first. */
function changeFirstArm(fault: Extract<Fault, { on: 'start' | 'network' }>, claim: Usually): Change {
  const first = Object.keys(claim.arms)[0];
  return (job, arm, key) => {
    if (arm !== first) return job;
    return fault.on === 'network'
      ? { ...job, network: fault.apply(job.network) }
      : { ...job, start: fault.apply(job.start, job.network, key.child('fault').draws()) };
  };
}

function mapMeasures(score: Score, change: (spec: MeasurementSpec) => MeasurementSpec): Score {
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
