import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** Uniforms on [0, 1) in steps of 2^−32, for simulations in tests: the same for the same seed. */
export function uniforms(seed: number): () => number {
  const generator = xoroshiro128plus(seed);
  return () => (generator.next() >>> 0) / 2 ** 32;
}
