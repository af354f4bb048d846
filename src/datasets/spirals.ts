import cos from '@stdlib/math-base-special-cos';
import sin from '@stdlib/math-base-special-sin';
import { nonNegative, parameters } from '../initializers/parameters.ts';
import type { Dataset } from './dataset.ts';
import { generated, type Place } from './generated.ts';

/** Each arm turns three times, while its radius falls from 1 to 1/13. */
const turns = 3;
const innermost = 8 / 104;

/**
 * Two spirals about the origin, each the other turned by half a circle: hard for a network because no class is in one
 * piece. 194 points without noise are the published set, with its radius 6.5 scaled to 1.
 */
export function spirals(given: { readonly noise?: number } = {}): Dataset {
  const { noise } = parameters('spirals', given, { noise: nonNegative(0) });
  return generated({
    description: `Two spirals of three turns, noise ${noise}`,
    source:
      'K. Lang, M. Witbrock, Learning to tell two spirals apart, Connectionist Models Summer School 1988',
    noise,
    places: (count) => {
      const first = Math.floor(count / 2);
      return [...arm(first, 1, 0), ...arm(count - first, -1, 1)];
    },
  });
}

function arm(count: number, sign: number, label: number): Place[] {
  return Array.from({ length: count }, (_, i) => {
    const along = i / Math.max(1, count - 1);
    const angle = along * turns * 2 * Math.PI;
    const radius = sign * (1 - along * (1 - innermost));
    return { at: [radius * sin(angle), radius * cos(angle)], label };
  });
}
