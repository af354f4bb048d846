import type { Points } from '../datasets/dataset.ts';
import { createPass, forward, forwardLayer, toBatch } from '../engines/reference/pass.ts';
import type { Network, Parameters } from '../network/network.ts';
import { variance } from '../statistics/variance.ts';

/**
 * Layer-sequential unit variance: from the first layer to the last, weights are divided by the standard deviation of
 * the layer's pre-activations over the points until their variance is within `tolerance` of 1. A layer that answers
 * one number to all is left as it is. Mishkin & Matas 2016, algorithm 1.
 */
export function lsuv(
  network: Network,
  start: Parameters,
  points: Points,
  { tolerance = 0.1, iterations = 10 } = {},
): Parameters {
  const weights = start.weights.map((w) => w.slice());
  const scaled = { ...start, weights };
  const batch = toBatch(network, points);
  const pass = createPass(network, points.count);
  for (const [l, w] of weights.entries())
    for (let iteration = 0; ; iteration++) {
      forwardLayer(network, scaled, batch, pass, l);
      const found = variance(pass.z[l]!);
      if (iteration === iterations || !(found > 0) || Math.abs(found - 1) < tolerance) break;
      const deviation = Math.sqrt(found);
      for (let i = 0; i < w.length; i++) w[i]! /= deviation;
    }
  return scaled;
}

/** The variance of each layer's pre-activations over its units and the points. */
export function layerVariances(network: Network, parameters: Parameters, points: Points): number[] {
  const pass = createPass(network, points.count);
  forward(network, parameters, toBatch(network, points), pass);
  return pass.z.map(variance);
}
