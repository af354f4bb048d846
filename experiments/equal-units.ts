import type fc from 'fast-check';
import {
  datasets,
  layerDraws,
  networks,
  numbersUpTo,
  optimizers,
  type Plant,
  pointsOf,
  rates,
  rootKey,
  type ShortRun,
  seeds,
  shortRun,
  startingParameters,
} from 'initproof';

/** Runs from zero weights, and in each layer one bias for all its units: what they are drawn over. */
export const equalUnits = {
  network: networks(),
  dataset: datasets(),
  rate: rates(),
  optimizer: optimizers(),
  bias: numbersUpTo(1),
  minibatches: seeds().map((seed) => (seed % 2 === 0 ? null : seed)),
};
type EqualUnits = {
  [Name in keyof typeof equalUnits]: (typeof equalUnits)[Name] extends fc.Arbitrary<infer T> ? T : never;
};

/** Such a run, of 20 steps. */
export function fromEqualUnits(
  { network, dataset, rate, optimizer, bias, minibatches }: EqualUnits,
  plant: Plant,
  where: Pick<ShortRun, 'engine' | 'precision'> = {},
) {
  const biases = ['constant', { value: bias }] as const;
  const equal = startingParameters(network, { init: 'zeros', biases }, layerDraws(rootKey(0)));
  const batch = minibatches === null ? {} : { batch: { size: 3, key: rootKey(minibatches) } };
  const [start, points] = [plant.start(equal, network), pointsOf(dataset, network)];
  return shortRun({ network, points, start, rate, steps: 20, optimizer, ...batch, ...where });
}
