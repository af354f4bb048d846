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

export function readOff(measurement: Measurement, replicate: Replicate): number | null {
  const { job, trajectory } = replicate;
  if (measurement.reads === 'start') return measurement.read(profileOf(replicate), job);
  if (!trajectory) throw new Error(`missing trajectory: ${measurement.label} is read off a training run`);
  return measurement.read(trajectory, job);
}

/** However many measurements read it, a replicate is looked at once. */
const profiles = new WeakMap<Replicate, Profile>();

function profileOf(replicate: Replicate): Profile {
  const profile = profiles.get(replicate) ?? replicate.engine.profile(replicate.job);
  profiles.set(replicate, profile);
  return profile;
}
