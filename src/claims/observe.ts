import type { Job, Trajectory } from '../engines/engine.ts';
import { type Replicate, readAll } from '../measurements/measurement.ts';
import { type MeasurementSpec, measurementFrom } from '../measurements/registry.ts';
import type { Key } from '../random/key.ts';
import { armFrom, armLabel, settingOf } from '../training/arm.ts';
import { jobFor, replicateKey } from '../training/job.ts';
import { trainAll } from '../training/train-all.ts';
import type { Usually } from './claim.ts';
import type { ScoreRow } from './evidence.ts';
import { layerMeasures } from './layer-profiles.ts';
import { readingsOf, type Score, scoreOf } from './score.ts';
import type { World } from './world.ts';

/** What was read off one replicate. Its weights are not kept: many keys of a deep network would fill the memory. */
export interface Seen {
  /** Absent where no measurement of the claim needs training. */
  readonly trajectory?: Trajectory;
  read(measure: MeasurementSpec): number | null;
}

/** What was seen of each arm under one key, by the arm's name. */
export type Observed = ReadonlyMap<string, Seen>;

/** A change to the jobs of a claim: how faults that touch a run are planted. */
export type Change = (job: Job, arm: string, key: Key) => Job;

/** Looks at each key's replicates. An arm is trained only where a measurement reads its run. */
export async function observe(
  claim: Usually,
  world: World,
  indices: readonly number[],
  change: Change = (job) => job,
): Promise<Observed[]> {
  checkRecordings(claim);
  checkLabels(claim);
  const plan = indices.map((index) => {
    const key = replicateKey(world.seed, claim.setting, index);
    return Object.entries(claim.arms).map(([name, spec]) => {
      const jobOf = () => change(jobFor(claim.setting, armFrom(spec), key), name, key);
      return { name, jobOf, trained: readsRun(claim, name) ? jobOf() : undefined };
    });
  });
  const jobs = plan.flat().flatMap(({ trained }) => trained ?? []);
  const trajectories = await trainAll(world.engine, jobs, world.cache);
  const trajectoryOf = new Map(jobs.map((job, i) => [job, trajectories[i]!]));
  return plan.map(
    (arms) =>
      new Map(
        arms.map(({ name, jobOf, trained }) => {
          const trajectory = trained && trajectoryOf.get(trained);
          const replicate = (job: Job): Replicate => ({
            job,
            engine: world.engine,
            ...(trajectory && { trajectory }),
          });
          const measures = [
            ...readings(claim).flatMap(({ arm, measure }) => (arm === name ? [measure] : [])),
            ...claim.layers.flatMap((of) => layerMeasures(claim.setting.network, of)),
          ];
          const read = (specs: readonly MeasurementSpec[], job?: Job) =>
            specs.length === 0 ? [] : readAll(specs.map(measurementFrom), replicate(job ?? jobOf()));
          return [name, see(trajectory, measures, read(measures, trained), (spec) => read([spec])[0]!)];
        }),
      ),
  );
}

/** What the claim reads, read at once; whatever else is asked for later is taken by drawing the weights again. */
function see(
  trajectory: Trajectory | undefined,
  measures: readonly MeasurementSpec[],
  read: readonly (number | null)[],
  readAgain: (spec: MeasurementSpec) => number | null,
): Seen {
  const values = new Map(measures.map((spec, i) => [measureName(spec), read[i] ?? null]));
  return {
    ...(trajectory && { trajectory }),
    read(spec) {
      const name = measureName(spec);
      if (!values.has(name)) values.set(name, readAgain(spec));
      return values.get(name)!;
    },
  };
}

/** The arms and measurements that a claim reads: those of its score, and what it shows beside. */
export function readings(claim: Usually) {
  const shown = Object.keys(claim.arms).flatMap((arm) => claim.show.map((measure) => ({ arm, measure })));
  return distinct([...readingsOf(claim.score), ...shown]);
}

const distinct = <Item>(items: readonly Item[]): Item[] => [
  ...new Map(items.map((item) => [JSON.stringify(item), item])).values(),
];

/** Whether an arm has to be trained, or only looked at before its first step. */
export const readsRun = (claim: Usually, name: string): boolean =>
  readings(claim).some(({ arm, measure }) => arm === name && measurementFrom(measure).reads === 'run');

/** Charts tell arms by their labels. */
function checkLabels({ id, arms }: Usually): void {
  const labels = Object.values(arms).map((spec) => armLabel(armFrom(spec)));
  const twice = labels.find((label, i) => labels.indexOf(label) !== i);
  if (twice !== undefined)
    throw new RangeError(`two arms of ${id} are called ${twice} (give one of them a label of its own)`);
}

function checkRecordings(claim: Usually): void {
  const { id, arms, setting } = claim;
  for (const { arm: name, measure } of readings(claim)) {
    const spec = arms[name];
    if (!spec)
      throw new RangeError(`unknown arm of ${id}: ${name} (expected one of ${Object.keys(arms).join(', ')})`);
    const { schedule } = settingOf(setting, armFrom(spec));
    const measurement = measurementFrom(measure);
    const missing = measurement.reads === 'run' ? measurement.missing(schedule) : undefined;
    if (missing)
      throw new RangeError(
        `missing recording in ${id}: the schedule of arm ${name} does not record ${missing}`,
      );
  }
}

/** A measurement's name in rows. */
export const measureName = (measure: MeasurementSpec): string => JSON.stringify(measure);

/** What the claim reads off one key, and the score; a planted fault may bring a score of its own. */
export function scoreKey(
  claim: Usually,
  observed: Observed,
  key: number,
  score: Score = claim.score,
): ScoreRow {
  const values = distinct([...readings(claim), ...readingsOf(score)]).map(({ arm, measure }) => ({
    arm,
    measure: measureName(measure),
    value: observed.get(arm)!.read(measure),
  }));
  const read = (arm: string, measure: MeasurementSpec) => ({
    value: values.find((entry) => entry.arm === arm && entry.measure === measureName(measure))!.value,
    better: measurementFrom(measure).better,
  });
  return { key, score: scoreOf(score, read), values };
}
