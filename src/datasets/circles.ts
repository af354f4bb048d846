import cos from '@stdlib/math-base-special-cos';
import sin from '@stdlib/math-base-special-sin';
import { belowOne, nonNegative, parameters } from '../initializers/parameters.ts';
import type { Dataset } from './dataset.ts';
import { generated, type Place } from './generated.ts';

/**
 * Two circles about the origin, the outer of radius 1 (class 0), the inner of radius `factor` (class 1), with normal
 * noise: scikit-learn's `make_circles`, draw for draw when the draws are NumPy's. `noise: 0` is its `noise=None`.
 */
export function circles(given: { readonly noise?: number; readonly factor?: number } = {}): Dataset {
  const { noise, factor } = parameters('circles', given, { noise: nonNegative(0.05), factor: belowOne(0.8) });
  return generated({
    description: `Two circles, radius 1 and ${factor}, noise ${noise}`,
    source: 'scikit-learn, sklearn.datasets.make_circles',
    noise,
    places: (count) => {
      const outer = Math.floor(count / 2);
      return [...circle(outer, 1, 0), ...circle(count - outer, factor, 1)];
    },
  });
}

/** `count` points at equal angles, from angle 0 on. */
function circle(count: number, radius: number, label: number): Place[] {
  return Array.from({ length: count }, (_, i) => {
    const angle = i * ((2 * Math.PI) / count);
    return { at: [cos(angle) * radius, sin(angle) * radius], label };
  });
}
