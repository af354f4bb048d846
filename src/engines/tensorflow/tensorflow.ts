import type { Engine, Job } from '../engine.ts';
import { loadBackend } from './backend.ts';
import { profile } from './profile.ts';
import { train, trainMany } from './train.ts';

/**
 * TensorFlow.js with its own automatic differentiation, in float32: the second opinion.
 *
 * @param backend the one to run on; absent, the environment says, or the first that works is taken
 *
 * @throws RangeError where the environment asks for a backend that there is not
 */
export async function tensorflow(backend?: string): Promise<Engine> {
  const { about, version } = await loadBackend(backend);
  return {
    id: 'tensorflow',
    about,
    variant: version,
    train: (job) => train(inSingle(job)),
    trainMany: (jobs) => trainMany(jobs.map(inSingle)),
    profile: (job) => profile(inSingle(job)),
  };
}

function inSingle(job: Job): Job {
  if (job.schedule.precision === 'float64')
    throw new RangeError(
      'invalid precision: float64 (TensorFlow.js has float32 only; the reference and fused engines have float64)',
    );
  return job;
}
