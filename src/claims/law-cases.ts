import fc from 'fast-check';
import type { Law } from '../initializers/initializer.ts';
import type { Draws } from '../random/draws.ts';
import type { Key } from '../random/key.ts';
import type { LawClaim } from './claim.ts';
import type { Fault } from './faults.ts';
import { type Dimensions, type DrawWeights, type Place, sizeOf } from './subject.ts';

/** One shape drawn, and the weights that the subject gave for it. */
export interface LawCase {
  readonly dimensions: Dimensions;
  readonly place: Place;
  readonly law: Law;
  /** Why there are no weights; null where there are. */
  readonly error: string | null;
  readonly weights: ArrayLike<number>;
  /** The same place asked again; null where it was not. */
  readonly again: ArrayLike<number> | null;
  /** The next layer under the same seed, and the same layer under the next seed; null where they were not asked for. */
  readonly others: { readonly layer: ArrayLike<number>; readonly seed: ArrayLike<number> } | null;
}

/** Exact checks look at so many shapes at least. */
const fewestCases = 40;

/** The share of weights that are compared with those of other places: what is equal shows soon. */
const comparedShare = 1 / 4;

/**
 * Draws shapes and seeds by fast-check until there are `count` independent weights: whole tensors where the law's
 * entries are independent, else one of each tensor.
 */
export function lawCases(claim: LawClaim, draw: DrawWeights, key: Key, count: number): LawCase[] {
  const cases: LawCase[] = [];
  const seeds = key.child('seeds').draws();
  for (let gathered = 0, batch = 0; cases.length < fewestCases || gathered < count; batch++) {
    const seed = Math.floor(key.child(`shapes-${batch}`).draws().uniform() * 2 ** 31);
    for (const dimensions of fc.sample(claim.shapes, { seed, numRuns: fewestCases })) {
      const place = { seed: Math.floor(seeds.uniform() * 2 ** 30), layer: 1 };
      const compared = cases.length < fewestCases || gathered < comparedShare * count;
      const drawn = lawCase(claim, draw, place, dimensions, compared);
      cases.push(drawn);
      gathered += drawn.law.independent ? sizeOf(dimensions) : 1;
    }
  }
  return cases;
}

function lawCase(
  { promised, subject }: LawClaim,
  draw: DrawWeights,
  place: Place,
  dimensions: Dimensions,
  compared: boolean,
): LawCase {
  const at = (other: Partial<Place>) => draw({ ...place, ...other }, dimensions);
  const given = { dimensions, place, law: promised.law(dimensions) };
  try {
    return {
      ...given,
      error: null,
      weights: at({}),
      again: compared ? at({}) : null,
      others:
        compared && subject.seeded ? { layer: at({ layer: 2 }), seed: at({ seed: place.seed + 1 }) } : null,
    };
  } catch (error) {
    return { ...given, error: (error as Error).message, weights: [], again: null, others: null };
  }
}

/** The cases with a fault in what is given when the same weights are asked for again. */
export const plantAgain = (
  { apply }: Extract<Fault, { on: 'again' }>,
  cases: readonly LawCase[],
): LawCase[] =>
  cases.map((given) => ({ ...given, again: given.again && apply(new Float64Array(given.again)) }));

/** The cases with a fault of the start planted in every tensor. */
export function plantInCases(fault: StartFault, cases: readonly LawCase[], draws: Draws): LawCase[] {
  return cases.map((given) => {
    const { weights, again, others, dimensions } = given;
    const plant = (...layers: ArrayLike<number>[]) => planted(fault, dimensions, layers, draws);
    const [first, layer] = plant(weights, others?.layer ?? weights) as [Float64Array, Float64Array];
    return {
      ...given,
      weights: first,
      again: again && (sameNumbers(weights, again) ? first : plant(again)[0]!),
      others: others && { layer, seed: plant(others.seed)[0]! },
    };
  });
}

type StartFault = Extract<Fault, { on: 'start' }>;

/** A fault of the start sees the tensors as layers of a network, the last dimension as a layer's inputs. */
function planted(
  fault: StartFault,
  dimensions: Dimensions,
  layers: readonly ArrayLike<number>[],
  draws: Draws,
): Float64Array[] {
  const fanIn = dimensions.at(-1)!;
  const widths = [fanIn, sizeOf(dimensions) / fanIn, fanIn];
  const start = { weights: layers.map((layer) => new Float64Array(layer)), biases: [] };
  return [...fault.apply(start, { widths, activation: 'linear', loss: 'squared-error' }, draws).weights];
}

export function sameNumbers(one: ArrayLike<number>, other: ArrayLike<number>): boolean {
  for (let i = 0; i < one.length; i++) if (one[i] !== other[i]) return false;
  return one.length === other.length;
}
