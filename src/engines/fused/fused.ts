import type { Engine } from '../engine.ts';
import { precisionOf } from '../precision.ts';
import { profile } from './profile.ts';
import { train } from './train.ts';

/** All loops of all steps in one call of a WebAssembly kernel: fast, and the same bits on every machine. */
export const fused: Engine = {
  id: 'fused',
  precisions: ['float32', 'float64'],
  about: 'WebAssembly with strict SIMD; float32 unless a claim asks for float64',
  train: (job) => train(job, precisionOf(fused, job)),
  profile: (job) => profile(job, precisionOf(fused, job)),
};
