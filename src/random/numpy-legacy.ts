import { mersenne } from 'pure-rand/generator/mersenne';
import { type Draws, polarNormal, uniform53 } from './draws.ts';

/** NumPy's `RandomState(seed)`: the stream behind `np.random.seed(seed)` and `np.random.randn`. */
export interface NumpyLegacy extends Draws {
  /** One 32-bit output of the generator. */
  uint32(): number;
}

const largestSeed = 2 ** 32 - 1;

/**
 * Numbers as NumPy's `RandomState(seed)` draws them: `uniform` is `random_sample`, `normal` is `randn`
 * (times a scale plus a mean: `normal`), `permutation` is `arange` and then `shuffle`.
 * Integers and uniforms are NumPy's to the last bit, normals to 4e-15 (its logarithm is the C library's).
 *
 * Source: M. Matsumoto, T. Nishimura, Mersenne Twister, ACM TOMACS 8 (1998); NumPy's `_legacy_seeding`, `legacy-distributions.c`.
 *
 * @param seed an integer from 0 to 2^32 − 1
 * @throws RangeError for any other number
 */
export function numpyLegacy(seed: number): NumpyLegacy {
  if (!Number.isInteger(seed) || seed < 0 || seed > largestSeed)
    throw new RangeError(
      `invalid seed: ${seed} (expected an integer from 0 to ${largestSeed}, as NumPy's RandomState takes)`,
    );
  const generator = mersenne(seed);
  const uint32 = () => generator.next() >>> 0;
  const uniform = () => uniform53(uint32);
  return {
    uint32,
    uniform,
    normal: polarNormal(uniform),
    permutation: (count) => shuffled(count, uint32),
  };
}

/** 0 … count − 1, shuffled from the end; each partner is a masked output, drawn again while it is too large. */
function shuffled(count: number, uint32: () => number): Int32Array {
  const order = Int32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const mask = 0xffffffff >>> Math.clz32(i); // the smallest 2^k − 1 that is ≥ i
    let j: number;
    do j = (uint32() & mask) >>> 0;
    while (j > i);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}
