import type { Engine, Job } from './engine.ts';
import type { Precision } from './schedule.ts';

/** What keeps an engine from training a job as its schedule asks; undefined where nothing does. */
export function lacking(
  { id, precisions }: Pick<Engine, 'id' | 'precisions'>,
  { precision }: Pick<Job['schedule'], 'precision'>,
): string | undefined {
  if (precision === undefined || precisions.includes(precision)) return undefined;
  return `the ${id} engine has ${precisions.join(' and ')} only`;
}

/**
 * The precision a job is trained in: what its schedule asks for, else the engine's own.
 *
 * @throws RangeError where the engine does not have it
 */
export function precisionOf(
  engine: Pick<Engine, 'id' | 'precisions'>,
  { schedule }: Pick<Job, 'schedule'>,
): Precision {
  const lack = lacking(engine, schedule);
  if (lack) throw new RangeError(`invalid precision: ${schedule.precision} (${lack})`);
  return schedule.precision ?? engine.precisions[0];
}

/**
 * The job, for an engine of one precision.
 *
 * @throws RangeError where the job asks for another
 */
export function accepted(engine: Pick<Engine, 'id' | 'precisions'>, job: Job): Job {
  precisionOf(engine, job);
  return job;
}
