import type { Points } from '../../datasets/dataset.ts';
import type { Network, Parameters } from '../../network/network.ts';
import { backward, costOf, createPass, forward, toBatch, zerosLike } from './pass.ts';

/** The gradient of the cost over all points by each parameter, in the parameters' shapes. */
export function gradientsOf(network: Network, parameters: Parameters, points: Points): Parameters {
  const batch = toBatch(network, points);
  const pass = createPass(network, points.count);
  const gradients = zerosLike(parameters);
  forward(network, parameters, batch, pass);
  costOf(network, batch, pass, true);
  backward(network, parameters, batch, pass, gradients);
  return gradients;
}
