import type { Measurement } from '../measurements/measurement.ts';
import { measurementFrom } from '../measurements/registry.ts';
import { rootKey } from '../random/key.ts';
import { armFrom, armLabel } from '../training/arm.ts';
import type { Usually } from './claim.ts';
import { costCurves } from './cost-curves.ts';
import { type Decision, decide, level } from './decide.ts';
import { describeDifference } from './describe-setting.ts';
import type { Outcome, ScoreRow, ScoresEvidence } from './evidence.ts';
import { formatShare } from './format.ts';
import { measureName, type Observed, observe, readings, scoreKey } from './observe.ts';
import { plantUsually } from './plant-usually.ts';
import { howMany, type World } from './world.ts';

/** Scores the claim on its keys, decides, and plants its faults. */
export async function runUsually(claim: Usually, world: World): Promise<Outcome> {
  const indices = Array.from({ length: howMany(claim.keys, world.size) }, (_, index) => index);
  const observed = await observe(claim, world, indices);
  const rows = observed.map((replicates, i) => scoreKey(claim, replicates, indices[i]!));
  const scores = rows.map((row) => row.score);
  const decision = decide(claim, scores, rootKey(world.seed).child('coins').child(claim.id));
  return {
    verdict: decision.verdict,
    finding: finding(claim, decision, rows.length),
    evidence: evidence(claim, decision, rows, observed),
    controls: await Promise.all(claim.faults.map((fault) => plantUsually(fault, claim, world, observed))),
  };
}

function finding(claim: Usually, { verdict, cut, side, mean, interval }: Decision, keys: number): string {
  const [low, high] = interval.map(formatShare);
  const count = Math.round(mean * keys * 2) / 2;
  const share =
    Math.abs(mean * keys - count) < 1e-9
      ? `${formatShare(count)} of ${keys} keys`
      : `a share of ${formatShare(mean)} over ${keys} keys`;
  const where =
    verdict === 'undecided'
      ? 'on both sides of'
      : (verdict === 'holds') === (side === 'above')
        ? 'above'
        : 'below';
  return `${claim.means} for ${share}; over all keys the share lies between ${low} and ${high} (95 %), ${where} the cut at ${formatShare(cut)}.`;
}

function evidence(
  claim: Usually,
  { verdict: _, ...numbers }: Decision,
  rows: readonly ScoreRow[],
  observed: readonly Observed[],
): ScoresEvidence {
  const specs = new Map(readings(claim).map(({ measure }) => [measureName(measure), measure]));
  return {
    kind: 'scores',
    score: claim.means,
    ...numbers,
    keys: rows.length,
    level,
    arms: Object.entries(claim.arms).map(([name, spec]) => {
      const arm = armFrom(spec);
      return { name, label: armLabel(arm), init: arm.init, differs: describeDifference(arm) };
    }),
    measures: [...specs].map(([name, spec]) => describeMeasure(name, measurementFrom(spec), claim)),
    rows,
    curves: costCurves(Object.keys(claim.arms), observed),
  };
}

function describeMeasure(name: string, measurement: Measurement, { setting }: Usually) {
  const { label, unit, better, scale } = measurement;
  const limit = measurement.reads === 'run' && measurement.censored ? setting.schedule.steps : null;
  return { name, label, unit, better, scale, limit };
}
