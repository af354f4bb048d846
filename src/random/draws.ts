import ln from '@stdlib/math-base-special-ln';

/**
 * A stream of random numbers. It is stateful: every call moves it on.
 * Two kinds exist: our own, made by `key.draws()`, and NumPy's legacy stream (`numpyLegacy(seed)`).
 */
export interface Draws {
  /** Uniform on [0, 1), a multiple of 2^-53. */
  uniform(): number;
  /** Standard normal. */
  normal(): number;
  /** The integers 0 … count − 1 in random order. */
  permutation(count: number): Int32Array;
}

/** A 53-bit uniform from two 32-bit words, as MT19937's authors and NumPy make it. */
export function uniform53(nextUint32: () => number): number {
  const high = nextUint32() >>> 5;
  const low = nextUint32() >>> 6;
  return (high * 67108864 + low) / 9007199254740992;
}

/**
 * Standard normals by Marsaglia's polar method, in NumPy's order: of each accepted pair the second value
 * comes first and the first is kept for the next call.
 * The logarithm is a pure JavaScript one, so that every machine draws the same bits.
 *
 * Source: G. Marsaglia and T. A. Bray, A convenient method for generating normal variables, SIAM Review 6 (1964).
 */
export function polarNormal(uniform: () => number): () => number {
  let kept: number | undefined;
  return () => {
    if (kept !== undefined) {
      const value = kept;
      kept = undefined;
      return value;
    }
    for (;;) {
      const x = 2 * uniform() - 1;
      const y = 2 * uniform() - 1;
      const r2 = x * x + y * y;
      if (r2 >= 1 || r2 === 0) continue;
      const factor = Math.sqrt((-2 * ln(r2)) / r2);
      kept = factor * x;
      return factor * y;
    }
  };
}
