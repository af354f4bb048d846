import type { Points } from '../../datasets/dataset.ts';
import type { Network, Parameters } from '../../network/network.ts';
import { costOf, createPass, forward, toBatch } from './pass.ts';

/** The network's last layer for each point, [outputs, count]. */
export const logitsOf = (network: Network, parameters: Parameters, points: Points): Float64Array =>
  preActivationsOf(network, parameters, points).at(-1)!;

/** The pre-activations of each layer for each point, [units, count]. */
export function preActivationsOf(
  network: Network,
  parameters: Parameters,
  points: Points,
): readonly Float64Array[] {
  const pass = createPass(network, points.count);
  forward(network, parameters, toBatch(network, points), pass);
  return pass.z;
}

/** The mean loss over the points. */
export function costOn(network: Network, parameters: Parameters, points: Points): number {
  const batch = toBatch(network, points);
  const pass = createPass(network, points.count);
  forward(network, parameters, batch, pass);
  return costOf(network, batch, pass, false);
}

/** The class of each point, [count]: for one output 1 where the output exceeds .5, else the largest output's. */
export function predict(network: Network, parameters: Parameters, points: Points): Int32Array {
  return classesOf(network, logitsOf(network, parameters, points), points.count);
}

function classesOf(network: Network, logits: Float64Array, count: number): Int32Array {
  const outputs = network.widths.at(-1)!;
  const classOf = (s: number) => {
    if (outputs === 1) {
      const z = logits[s]!;
      // As the course predicts: not the same as z > 0, because a rounds to ½ for |z| up to 2.2e-16.
      return Number((network.loss === 'binary-cross-entropy' ? 1 / (1 + Math.exp(-z)) : z) > 0.5);
    }
    let best = 0;
    for (let i = 1; i < outputs; i++) if (logits[i * count + s]! > logits[best * count + s]!) best = i;
    return best;
  };
  return Int32Array.from({ length: count }, (_, s) => classOf(s));
}

export function accuracyOf(network: Network, parameters: Parameters, points: Points): number {
  const classes = predict(network, parameters, points);
  let right = 0;
  for (let s = 0; s < points.count; s++) if (classes[s] === points.labels[s]) right++;
  return right / points.count;
}
