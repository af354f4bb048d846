import { createHash } from 'node:crypto';
import { xoroshiro128plusFromState } from 'pure-rand/generator/xoroshiro128plus';
import { type Draws, polarNormal, uniform53 } from './draws.ts';

/** A value that holds all randomness. Equal keys give equal numbers on every machine. */
export interface Key {
  /** The seed and the names that led here, e.g. `3/course/replicate-0/layer-2`. */
  readonly path: string;
  /** The key for a named part of the work. Different names give independent streams. */
  child(name: string): Key;
  /** A new stream from the start of this key's numbers; calling it twice gives the same numbers twice. */
  draws(): Draws;
}

/**
 * The key for a seed.
 *
 * @param seed an integer from 0 to 2^53 − 1; 0 is a seed like any other
 * @throws RangeError for any other number
 */
export function rootKey(seed: number): Key {
  if (!Number.isSafeInteger(seed) || seed < 0)
    throw new RangeError(`invalid seed: ${seed} (expected an integer from 0 to ${Number.MAX_SAFE_INTEGER})`);
  return keyAt(String(seed));
}

function keyAt(path: string): Key {
  return {
    path,
    child: (name) => keyAt(`${path}/${encodeURIComponent(name)}`),
    draws: () => drawsFrom(createHash('sha256').update(`initproof/1/${path}`).digest()),
  };
}

function drawsFrom(digest: Buffer): Draws {
  // 128 of the hash's bits are the generator's state; all zeros (probability 2^-128) is the one it cannot start from.
  const generator = xoroshiro128plusFromState([0, 4, 8, 12].map((at) => digest.readInt32LE(at)));
  const next = () => generator.next();
  const uniform = () => uniform53(next);
  return {
    uniform,
    normal: polarNormal(uniform),
    permutation(count) {
      const order = Int32Array.from({ length: count }, (_, i) => i);
      for (let i = count - 1; i > 0; i--) {
        const j = Math.floor(uniform() * (i + 1));
        [order[i], order[j]] = [order[j]!, order[i]!];
      }
      return order;
    },
  };
}
