import type { Engine } from '../engine.ts';
import { accepted } from '../precision.ts';
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
  const engine: Engine = {
    id: 'tensorflow',
    precisions: ['float32'],
    about,
    variant: version,
    train: (job) => train(accepted(engine, job)),
    trainMany: (jobs) => trainMany(jobs.map((job) => accepted(engine, job))),
    profile: (job) => profile(accepted(engine, job)),
  };
  return engine;
}
