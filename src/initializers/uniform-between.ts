import { independent } from './independent.ts';
import type { Initializer } from './initializer.ts';
import { shortNumber } from './short-number.ts';

/** Uniform from `low` to `high`, ends in any order: what other libraries promise, none of the registry's. */
export function uniformBetween(low: number, high: number): Initializer {
  const [least, width] = [Math.min(low, high), Math.abs(high - low)];
  return independent({
    label: `uniform from ${shortNumber(low)} to ${shortNumber(high)}`,
    formula: `U(${shortNumber(low)}, ${shortNumber(high)})`,
    source: 'Keras, RandomUniform(minval, maxval)',
    distribution: () => ({
      law: {
        family: 'uniform',
        mean: (low + high) / 2,
        variance: (width * width) / 12,
        support: [least, least + width],
        independent: true,
        cdf: (x) => Math.min(1, Math.max(0, (x - least) / width)),
      },
      next: (draws) => least + width * draws.uniform(),
    }),
  });
}

/** Any numbers from `low` to `high`; an end may be infinite. Nothing else is promised of them. */
export function weightsWithin(low: number, high: number): Initializer {
  const inside = [low, high, 0].find(Number.isFinite)!;
  return independent({
    label: `from ${shortNumber(low)} to ${shortNumber(high)}`,
    formula: `within ${shortNumber(low)} … ${shortNumber(high)}`,
    source: 'Keras, RandomUniform(minval, maxval)',
    distribution: () => ({
      law: { family: 'uniform', mean: inside, variance: 0, support: [low, high], independent: true },
      next: () => inside,
    }),
  });
}
