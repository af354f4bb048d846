import type { Engine } from '../engine.ts';
import { accepted } from '../precision.ts';
import { profile } from './profile.ts';
import { train } from './train.ts';

/** Plain float64 and the equations of a textbook: the truth that other engines are held to. */
export const reference: Engine = {
  id: 'reference',
  precisions: ['float64'],
  branches: true,
  train: (job) => train(accepted(reference, job)),
  profile: (job) => profile(accepted(reference, job)),
};
