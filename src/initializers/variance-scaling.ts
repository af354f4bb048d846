import { normalDistribution, truncatedNormalDistribution, uniformDistribution } from './distributions.ts';
import type { Fans } from './fans.ts';
import { independent } from './independent.ts';
import type { Initializer } from './initializer.ts';
import { nonNegative, oneOf, parameters } from './parameters.ts';
import { shortNumber } from './short-number.ts';

const modes = {
  'fan-in': ({ fanIn }: Fans) => fanIn,
  'fan-out': ({ fanOut }: Fans) => fanOut,
  'fan-avg': ({ fanIn, fanOut }: Fans) => (fanIn + fanOut) / 2,
  'fan-geo-avg': ({ fanIn, fanOut }: Fans) => Math.sqrt(fanIn * fanOut),
};

const distributions = {
  normal: {
    of: (scale: number, fan: number) => normalDistribution(0, Math.sqrt(scale / fan)),
    formula: (scale: number, fan: string) => `N(0, ${shortNumber(scale)} / ${fan})`,
  },
  'truncated-normal': {
    of: (scale: number, fan: number) => truncatedNormalDistribution(0, Math.sqrt(scale / fan)),
    formula: (scale: number, fan: string) => `N(0, ${shortNumber(scale)} / ${fan}), cut at both ends`,
  },
  uniform: {
    of: (scale: number, fan: number) => uniformDistribution(Math.sqrt((3 * scale) / fan)),
    formula: (scale: number, fan: string) => `U(±√(${shortNumber(3 * scale)} / ${fan}))`,
  },
};

export interface VarianceScaling {
  readonly scale: number;
  readonly mode: keyof typeof modes;
  readonly distribution: keyof typeof distributions;
}

/**
 * The one formula of the named initializers: variance = scale / fan, for any fan and distribution.
 * Left out, the parameters are Keras's: 1, fan-in, truncated-normal. The variance after the cut is the stated one.
 */
export function varianceScaling(given: Partial<VarianceScaling> = {}): Initializer {
  const { scale, mode, distribution } = parameters('variance-scaling', given, {
    scale: nonNegative(1),
    mode: oneOf(keys(modes), 'fan-in'),
    distribution: oneOf(keys(distributions), 'truncated-normal'),
  });
  const { of, formula } = distributions[distribution];
  return independent({
    label: `${distribution.replace('-', ' ')}, variance ${shortNumber(scale)} / ${mode}`,
    formula: mode === 'fan-avg' ? formula(2 * scale, '(fan-in + fan-out)') : formula(scale, mode),
    source: 'Keras, VarianceScaling; JAX, jax.nn.initializers.variance_scaling (fan-geo-avg)',
    distribution: (fans) => of(scale, modes[mode](fans)),
  });
}

/** A named case of the formula: it takes no parameters. */
export function named(
  id: string,
  law: VarianceScaling,
  described: { readonly label: string; readonly source: string },
): (given?: object) => Initializer {
  return (given = {}) => {
    parameters(id, given, {});
    return { ...varianceScaling(law), ...described };
  };
}

const keys = <T extends string>(table: Record<T, unknown>): T[] => Object.keys(table) as T[];
