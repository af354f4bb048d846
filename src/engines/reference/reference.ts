import type { Engine, Job } from '../engine.ts';
import { precisionOf } from '../precision.ts';
import { profile } from './profile.ts';
import { train } from './train.ts';

/** Plain float64 and the equations of a textbook: the truth that other engines are held to. */
export const reference: Engine = {
  id: 'reference',
  precisions: ['float64'],
  train: (job) => train(checked(job)),
  profile: (job) => profile(checked(job)),
};

function checked(job: Job): Job {
  precisionOf(reference, job);
  return job;
}
