import type { DenseShape } from '../initializers/fans.ts';
import type { Law } from '../initializers/initializer.ts';
import { initializerFrom } from '../initializers/spec.ts';
import { rootKey } from '../random/key.ts';
import { answering } from './in-thread.ts';
import { initializerSpec } from './initializer-option.ts';
import { WrongUse } from './wrong-use.ts';

interface Asked {
  readonly init: string;
  readonly shape: DenseShape;
  readonly seed: number;
  /** The file they are for; without one the weights stay where they were drawn. */
  readonly out?: string | undefined;
}

export type Drawn = ReturnType<typeof drawn>;

/** Draws the weights that the options of `sample` describe, with what is said of them. */
export const drawOnce = answering(drawn);

function drawn({ init, shape, seed, out }: Asked) {
  const { label, formula, source, draw, law } = initializerFrom(initializerSpec(init));
  const weights = draw(rootKey(seed).draws(), shape);
  const found = moments(weights);
  // Of weights whose squares are beyond all numbers neither moments nor law tell anything.
  if (!Number.isFinite(found.variance))
    throw new WrongUse(
      `invalid initializer: ${init} draws weights too large for numbers (expected a variance that is finite; take smaller parameters)`,
    );
  const about = { initializer: label, formula, source, law: promised(law(shape)), drawn: found };
  return { ...about, weights: out === undefined ? null : weights };
}

const promised = ({ family, mean, variance, support }: Law) => ({
  family,
  mean,
  variance,
  low: support[0],
  high: support[1],
});

function moments(weights: Float64Array) {
  const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
  return {
    count: weights.length,
    mean,
    variance: weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / weights.length,
    low: weights.reduce((least, w) => Math.min(least, w), Number.POSITIVE_INFINITY),
    high: weights.reduce((most, w) => Math.max(most, w), Number.NEGATIVE_INFINITY),
  };
}
