import { formatNumber } from '../measurements/labels.ts';
import type { Measurement } from '../measurements/measurement.ts';
import { type MeasurementSpec, measurementFrom } from '../measurements/registry.ts';
import { mean } from '../statistics/mean.ts';
import { armFrom, armLabel, settingOf } from '../training/arm.ts';
import { alpha } from './budget.ts';
import type { Usually } from './claim.ts';
import { costCurves } from './cost-curves.ts';
import { type Decision, decideInBatches, level } from './decide.ts';
import { describeDifference } from './describe-setting.ts';
import type { Control, Outcome, ScoreRow, ScoresEvidence } from './evidence.ts';
import { capitalized, formatBound, formatCut, formatDeviation, formatShare } from './format.ts';
import { layerProfiles } from './layer-profiles.ts';
import { measureName, type Observed, readings } from './observe.ts';
import { plantUsually } from './plant-usually.ts';
import { replicatesOf, rowsOf } from './replicates.ts';
import { twinOf } from './twin.ts';
import { howMany, type World } from './world.ts';

/** Scores the claim on its keys until they decide, plants its faults, and holds it against its twin. */
export async function runUsually(claim: Usually, world: World): Promise<Outcome> {
  const cap = howMany(claim.keys, world.size);
  const replicates = replicatesOf(claim, world);
  const rowsFor = rowsOf(claim, replicates);
  const scores = async (keys: number) => (await rowsFor(keys)).map(({ score }) => score);
  const decision = await decideInBatches(claim, scores, { cap, batch: replicates.batch });
  const observed = await replicates.first(decision.keys);
  const rows = await rowsFor(decision.keys);
  const controls: Control[] = [];
  for (const fault of claim.faults) controls.push(await plantUsually(fault, claim, world, replicates, cap));
  return {
    verdict: decision.verdict,
    finding: finding(claim, decision, rows),
    evidence: evidence(claim, decision, rows, observed, cap),
    controls,
  };
}

function finding(
  claim: Usually,
  { verdict, cut, side, bounds }: Decision,
  rows: readonly ScoreRow[],
): string {
  const means = capitalized(claim.means);
  const [low, high] = [formatBound(bounds[0], cut, 'low'), formatBound(bounds[1], cut, 'high')];
  const above = (verdict === 'holds') === (side === 'above');
  const where =
    verdict === 'undecided'
      ? `could lie anywhere between ${low} and ${high}, on both sides of the cut at ${formatCut(cut)}`
      : `is ${above ? 'above' : 'below'} ${formatCut(cut)} (at ${above ? `least ${low}` : `most ${high}`}, but for an error of ${formatDeviation(alpha)})`;
  const { seen, subject } = howOften(rows);
  return `${means} ${seen}; among all keys that could be drawn ${subject} ${where}.`;
}

/** "for 17 of 20 keys", with ties their mean score as well, and the share alone where scores lie in between. */
function howOften(rows: readonly ScoreRow[]): { seen: string; subject: string } {
  const count = (score: number) => rows.filter((row) => row.score === score).length;
  const [wins, ties] = [count(1), count(0.5)];
  const average = formatShare(mean(rows.map(({ score }) => score)));
  const keys = `${formatNumber(rows.length)} ${rows.length === 1 ? 'key' : 'keys'}`;
  if (wins + ties + count(0) < rows.length)
    return { seen: `in a share of ${average} over ${keys}`, subject: 'it' };
  const seen = `for ${formatNumber(wins)} of ${keys}`;
  if (ties === 0) return { seen, subject: 'the share' };
  const tied = `${formatNumber(ties)} ${ties === 1 ? 'tie' : 'ties'}`;
  return { seen: `${seen} (${tied}), a mean score of ${average}`, subject: 'it' };
}

function evidence(
  claim: Usually,
  { verdict: _, ...numbers }: Decision,
  rows: readonly ScoreRow[],
  observed: readonly Observed[],
  cap: number,
): ScoresEvidence {
  const specs = new Map(readings(claim).map(({ measure }) => [measureName(measure), measure]));
  return {
    kind: 'scores',
    score: claim.means,
    ...numbers,
    cap,
    pilot: claim.pilot,
    level,
    alpha,
    twin: twinOf(claim, rows),
    arms: Object.entries(claim.arms).map(([name, spec]) => {
      const arm = armFrom(spec);
      return { name, label: armLabel(arm), init: arm.init, differs: describeDifference(arm) };
    }),
    measures: [...specs].map(([name, spec]) => describeMeasure(name, measurementFrom(spec), claim)),
    readings: (rows[0]?.values ?? []).map(({ arm, measure }) => ({
      arm,
      measure,
      ...ownLimit(claim, arm, specs.get(measure)!),
    })),
    rows: rows.map(({ values, ...row }) => ({ ...row, values: values.map(({ value }) => value) })),
    curves: costCurves(claim, observed),
    layers: layerProfiles(
      claim,
      observed.map((arms) => (arm, measure) => arms.get(arm)!.read(measure)),
    ),
  };
}

/** The length of an arm's runs where values end with it, and where it is not the setting's. */
function ownLimit({ arms, setting }: Usually, arm: string, spec: MeasurementSpec): { limit?: number } {
  const { steps } = settingOf(setting, armFrom(arms[arm]!)).schedule;
  return endsWithRun(measurementFrom(spec)) && steps !== setting.schedule.steps ? { limit: steps } : {};
}

const endsWithRun = (measurement: Measurement): boolean =>
  measurement.reads === 'run' && measurement.censored;

function describeMeasure(name: string, measurement: Measurement, { setting }: Usually) {
  const { label, unit, better, scale } = measurement;
  const limit = endsWithRun(measurement) ? setting.schedule.steps : null;
  return { name, label, unit, better, scale, limit };
}
