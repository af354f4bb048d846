import cos from '@stdlib/math-base-special-cos';
import sin from '@stdlib/math-base-special-sin';
import { nonNegative, parameters } from '../initializers/parameters.ts';
import type { Dataset } from './dataset.ts';
import { generated, type Place } from './generated.ts';

/**
 * Two half circles that reach into each other, the upper one class 0, the lower one class 1, with normal noise:
 * scikit-learn's `make_moons`, draw for draw when the draws are NumPy's. `noise: 0` is its `noise=None`.
 */
export function moons(given: { readonly noise?: number } = {}): Dataset {
  const { noise } = parameters('moons', given, { noise: nonNegative(0.1) });
  return generated({
    description: `Two moons, noise ${noise}`,
    source: 'scikit-learn, sklearn.datasets.make_moons',
    noise,
    places: (count) => {
      const upper = Math.floor(count / 2);
      return [
        ...halfCircle(upper, 0, (x, y) => [x, y]),
        ...halfCircle(count - upper, 1, (x, y) => [1 - x, 1 - y - 0.5]),
      ];
    },
  });
}

/** `count` points at equal angles from 0 to π, both ends included. */
function halfCircle(count: number, label: number, moved: (x: number, y: number) => Place['at']): Place[] {
  return Array.from({ length: count }, (_, i) => {
    // NumPy's linspace ends at π itself.
    const angle = i > 0 && i === count - 1 ? Math.PI : i * (Math.PI / Math.max(1, count - 1));
    return { at: moved(cos(angle), sin(angle)), label };
  });
}
