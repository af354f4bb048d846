import type { Engine, Job } from '../engine.ts';
import { profile } from './profile.ts';
import { train } from './train.ts';

/** Plain float64 and the equations of a textbook: the truth that other engines are held to. */
export const reference: Engine = {
  id: 'reference',
  train: (job) => train(inDouble(job)),
  profile: (job) => profile(inDouble(job)),
};

function inDouble(job: Job): Job {
  if (job.schedule.precision === 'float32')
    throw new RangeError(
      'invalid precision: float32 (the reference engine has float64 only; the fused engine has both)',
    );
  return job;
}
