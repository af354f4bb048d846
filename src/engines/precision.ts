import type { Engine, Job } from './engine.ts';
import type { Precision } from './schedule.ts';

/** What a claim or a job asks of an engine. */
interface Asked {
  readonly network: Pick<Job['network'], 'residual'>;
  readonly schedule: Pick<Job['schedule'], 'precision'>;
}

/** What an engine does not have: "invalid precision: float64 (the tensorflow engine has float32 only)". */
interface Lack {
  readonly of: 'precision' | 'network';
  readonly asked: string;
  readonly why: string;
}

type Abilities = Pick<Engine, 'id' | 'precisions' | 'branches'>;

/** What keeps an engine from training as it is asked to; undefined where nothing does. */
export function lacking(
  { id, precisions, branches }: Abilities,
  { network, schedule }: Asked,
): Lack | undefined {
  const { precision } = schedule;
  if (precision !== undefined && !precisions.includes(precision))
    return {
      of: 'precision',
      asked: precision,
      why: `the ${id} engine has ${precisions.join(' and ')} only`,
    };
  if (network.residual && !branches)
    return {
      of: 'network',
      asked: 'residual branches',
      why: `the ${id} engine has plain networks only, the reference engine has both`,
    };
  return undefined;
}

/**
 * The precision a job is trained in: what its schedule asks for, else the engine's own.
 *
 * @throws RangeError where the engine does not have it, or not the network
 */
export function precisionOf(engine: Abilities, job: Asked): Precision {
  const lack = lacking(engine, job);
  if (lack) throw new RangeError(`invalid ${lack.of}: ${lack.asked} (${lack.why})`);
  return job.schedule.precision ?? engine.precisions[0];
}

/**
 * The job, for an engine of one precision.
 *
 * @throws RangeError where the engine cannot train it
 */
export function accepted(engine: Abilities, job: Job): Job {
  precisionOf(engine, job);
  return job;
}
