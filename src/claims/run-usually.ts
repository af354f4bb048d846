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
    finding: finding(claim, decision, rows),
    evidence: evidence(claim, decision, rows, observed),
    controls: await Promise.all(claim.faults.map((fault) => plantUsually(fault, claim, world, observed))),
  };
}

function finding(
  claim: Usually,
  { verdict, cut, side, interval }: Decision,
  rows: readonly ScoreRow[],
): string {
  const [low, high] = interval.map(formatShare);
  const where =
    verdict === 'undecided'
      ? 'on both sides of'
      : (verdict === 'holds') === (side === 'above')
        ? 'above'
        : 'below';
  const means = claim.means.charAt(0).toUpperCase() + claim.means.slice(1);
  return `${means} ${howOften(rows)}; over all keys the share lies between ${low} and ${high} (95 %), ${where} the cut at ${formatShare(cut)}.`;
}

/** "for 17 of 20 keys (1 tie)", or the mean where scores lie in between. */
function howOften(rows: readonly ScoreRow[]): string {
  const count = (score: number) => rows.filter((row) => row.score === score).length;
  const [wins, ties] = [count(1), count(0.5)];
  if (wins + ties + count(0) < rows.length)
    return `in a share of ${formatShare(rows.reduce((sum, row) => sum + row.score, 0) / rows.length)} over ${rows.length} keys`;
  return `for ${wins} of ${rows.length} keys${ties > 0 ? ` (${ties} ${ties === 1 ? 'tie' : 'ties'})` : ''}`;
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
