import type { Draws } from '../random/draws.ts';
import { checkCounts } from './counts.ts';
import type { Dataset, Points } from './dataset.ts';

/** A point before chance moves it, and its class. */
export interface Place {
  readonly at: readonly [x: number, y: number];
  readonly label: number;
}

interface Generated {
  readonly description: string;
  readonly source: string;
  /** Where `count` points stand, balanced between the classes. */
  readonly places: (count: number) => readonly Place[];
  /** Standard deviation of the normal noise on each coordinate; 0 draws none. */
  readonly noise: number;
}

/**
 * A set of two classes in the plane: fixed places in random order, each coordinate moved by normal noise.
 * The order is drawn first, then the noise point by point, as scikit-learn does. Training and test points come
 * each from their own stream.
 */
export function generated({ description, source, places, noise }: Generated): Dataset {
  const points = (draws: Draws, count: number) => shuffledWithNoise(draws, places(count), noise);
  return {
    description,
    source,
    features: 2,
    classes: 2,
    split(draws, counts) {
      checkCounts(counts);
      return { train: points(draws.train, counts.train), test: points(draws.test, counts.test) };
    },
  };
}

function shuffledWithNoise(draws: Draws, places: readonly Place[], noise: number): Points {
  const order = draws.permutation(places.length);
  const inputs = new Float64Array(places.length * 2); // [count, 2]
  order.forEach((from, to) => {
    inputs.set(places[from]!.at, to * 2);
  });
  if (noise > 0) for (let i = 0; i < inputs.length; i++) inputs[i] = inputs[i]! + noise * draws.normal();
  return {
    count: places.length,
    features: 2,
    inputs,
    labels: order.map((from) => places[from]!.label),
  };
}
