import type { Distribution } from './distributions.ts';
import { type Fans, fans, weightCount } from './fans.ts';
import type { Initializer } from './initializer.ts';

interface Independent extends Pick<Initializer, 'label' | 'formula' | 'source'> {
  readonly distribution: (fans: Fans) => Distribution;
}

/** Draws every weight from one distribution, independently, unit by unit. */
export function independent({ distribution, ...described }: Independent): Initializer {
  return {
    ...described,
    law: (shape) => distribution(fans(shape)).law,
    draw(draws, shape) {
      const { next } = distribution(fans(shape));
      const weights = new Float64Array(weightCount(shape));
      for (let i = 0; i < weights.length; i++) weights[i] = next(draws);
      return weights;
    },
  };
}
