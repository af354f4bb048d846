import type { Engine, Job, Profile, Trajectory } from '../engines/engine.ts';
import type { Schedule } from '../engines/schedule.ts';

interface Described {
  /** For people, with parameters: "steps to cost .15". */
  readonly label: string;
  /** Empty for shares and counts. */
  readonly unit: string;
  readonly better: 'lower' | 'higher';
  readonly scale: 'linear' | 'log';
}

/** Read off the network before training. */
export interface StartMeasurement extends Described {
  readonly reads: 'start';
  read(profile: Profile, job: Job): number;
}

/** Read off a training run. Null means "not within this run": a time that is censored at the run's end. */
export interface RunMeasurement extends Described {
  readonly reads: 'run';
  /** Whether the value is a time that ends, unreached, at the last step. */
  readonly censored: boolean;
  /** What a schedule must record; a sentence when it does not. */
  missing(schedule: Schedule): string | undefined;
  read(trajectory: Trajectory, job: Job): number | null;
}

/** A number read off a run, with its unit. */
export type Measurement = StartMeasurement | RunMeasurement;

/** A replicate of one arm; what is not asked for is not computed. */
export interface Replicate {
  readonly job: Job;
  readonly engine: Engine;
  /** Absent where no measurement of the claim needs training. */
  readonly trajectory?: Trajectory;
}

/** Each measurement of a replicate, in order; the network is looked at once for all of them. */
export function readAll(
  measurements: readonly Measurement[],
  { job, engine, trajectory }: Replicate,
): (number | null)[] {
  let profile: Profile | undefined;
  return measurements.map((measurement) => {
    if (measurement.reads === 'start') {
      profile ??= engine.profile(job);
      return measurement.read(profile, job);
    }
    if (!trajectory) throw new Error(`missing trajectory: ${measurement.label} is read off a training run`);
    return measurement.read(trajectory, job);
  });
}

export const readOff = (measurement: Measurement, replicate: Replicate): number | null =>
  readAll([measurement], replicate)[0]!;
