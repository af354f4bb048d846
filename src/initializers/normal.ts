import { normalDistribution } from './distributions.ts';
import { independent } from './independent.ts';
import type { Initializer } from './initializer.ts';
import { finite, nonNegative, parameters } from './parameters.ts';
import { plus, shortNumber } from './short-number.ts';

/** `randn * std + mean` for every layer, whatever its fans: the random init of the notes. */
export function normal(given: { readonly mean?: number; readonly std?: number } = {}): Initializer {
  const { mean, std } = parameters('normal', given, { mean: finite(0), std: nonNegative(1) });
  // Also × 1 where nothing else is done to it: claims speak of it so, beside others that are scaled.
  const scaled = std === 1 && mean !== 0 ? 'randn' : `randn × ${shortNumber(std)}`;
  return independent({
    label: scaled + plus(mean),
    formula: `N(${shortNumber(mean)}, ${shortNumber(std)}²)`,
    source: 'Initialization notes, “random init”: np.random.randn(..,..) * scale',
    distribution: () => normalDistribution(mean, std),
  });
}
