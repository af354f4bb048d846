import type fc from 'fast-check';
import type { Shape } from '../initializers/fans.ts';
import type { Initializer, Law } from '../initializers/initializer.ts';
import { type InitializerSpec, initializerFrom } from '../initializers/spec.ts';
import type { Draws } from '../random/draws.ts';
import { rootKey } from '../random/key.ts';

/** Lengths of a weight tensor's axes, one to four of them. */
export type Dimensions = readonly number[];

/** Which weights: equal seeds and layers name equal numbers. */
export interface Place {
  /** A whole number from 0. */
  readonly seed: number;
  /** From 1. */
  readonly layer: number;
}

export type DrawWeights = (place: Place, dimensions: Dimensions) => ArrayLike<number>;

/** Anything that draws weights and can be held against a law. */
export interface Subject {
  /** For people, e.g. `He`. */
  readonly label: string;
  /** Loads what draws. */
  readonly open: () => DrawWeights | Promise<DrawWeights>;
  /** Relative precision of one weight: 0 for float64, where the law is kept to the last bit. */
  readonly rounding: number;
  /** Whether its numbers follow the place's seed; else it always uses one of its own, and only repeating is asked. */
  readonly seeded: boolean;
}

/** What is promised of weights: their law, and weights that keep it, to plant in place of the subject's. */
export interface Promised {
  law(dimensions: Dimensions): Law;
  draw(draws: Draws, dimensions: Dimensions): ArrayLike<number>;
}

/** An initializer of the registry, held against its own law. */
export function registrySubject(spec: InitializerSpec): Subject & { readonly promised: Promised } {
  const { label, law, draw } = initializerFrom(spec);
  return {
    label,
    open: () => (place, dimensions) => draw(drawsAt(place), shapeOf(dimensions)),
    rounding: 0,
    seeded: true,
    promised: promisedBy({ law, draw }),
  };
}

const promisedBy = ({ law, draw }: Pick<Initializer, 'law' | 'draw'>): Promised => ({
  law: (dimensions) => law(shapeOf(dimensions)),
  draw: (draws, dimensions) => draw(draws, shapeOf(dimensions)),
});

/** Layers of one network take siblings below the key of its seed. */
export const drawsAt = ({ seed, layer }: Place): Draws => rootKey(seed).child(`layer-${layer}`).draws();

function shapeOf(dimensions: Dimensions): Shape {
  const [a, b, c, d, ...more] = dimensions as [number, number, number, number];
  if ((dimensions.length !== 2 && dimensions.length !== 4) || more.length > 0)
    throw new RangeError(`invalid shape: ${dimensions.join(' × ')} (expected two dimensions or four)`);
  return dimensions.length === 2 ? [a, b] : [a, b, c, d];
}

export const sizeOf = (dimensions: Dimensions): number =>
  dimensions.reduce((size, length) => size * length, 1);

export type Shapes = fc.Arbitrary<Dimensions>;
