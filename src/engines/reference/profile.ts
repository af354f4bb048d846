import type { Job, Profile } from '../engine.ts';
import { profileOf } from '../profile-of.ts';
import { backward, costOf, createPass, forward, toBatch, zerosLike } from './pass.ts';

/** What one forward and one backward pass show of the network before training. */
export function profile({ network, start, train }: Job): Profile {
  const batch = toBatch(network, train);
  const pass = createPass(network, batch.count);
  const gradients = zerosLike(start);
  forward(network, start, batch, pass);
  const cost = costOf(network, batch, pass, true);
  backward(network, start, batch, pass, gradients);
  return profileOf(network, { ...batch, z: pass.z, a: pass.a, delta: pass.delta, gradients, cost });
}
