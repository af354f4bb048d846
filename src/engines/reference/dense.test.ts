import fc from 'fast-check';
import { expect, test } from 'vitest';
import { affine, inputGradient, weightGradient } from './dense.ts';

/** Widths 1 … 9: whole sweeps of four terms, remainders, and both together. */
const width = fc.integer({ min: 1, max: 9 });
/** Of like size, so that the order of a sum shows in its last bits. */
const numbers = (length: number) =>
  fc
    .array(fc.integer({ min: -1e5, max: 1e5 }), { minLength: length, maxLength: length })
    .map((values) => Float64Array.from(values, (n) => n / 1e4));

const layer = fc
  .record({ fanIn: width, fanOut: width, count: fc.integer({ min: 1, max: 5 }) })
  .chain(({ fanIn, fanOut, count }) =>
    fc.record({
      fanIn: fc.constant(fanIn),
      fanOut: fc.constant(fanOut),
      count: fc.constant(count),
      W: numbers(fanOut * fanIn),
      b: numbers(fanOut),
      a: numbers(fanIn * count),
      delta: numbers(fanOut * count),
    }),
  );

const sum = (start: number, terms: number, term: (t: number) => number) => {
  let total = start;
  for (let t = 0; t < terms; t++) total += term(t);
  return total;
};

const matrix = (rows: number, columns: number, entry: (row: number, column: number) => number) =>
  Float64Array.from({ length: rows * columns }, (_, at) => entry(Math.floor(at / columns), at % columns));

const agreesWith = (predicate: (drawn: typeof layer extends fc.Arbitrary<infer T> ? T : never) => void) =>
  fc.assert(fc.property(layer, predicate), { seed: 1, numRuns: 1000 });

// No tolerance: a sweep of four terms adds them in the order in which the sum is written.

test('affine is W a + b, to the bit', () => {
  agreesWith(({ fanIn, fanOut, count, W, b, a }) => {
    const z = new Float64Array(fanOut * count).fill(Number.NaN);
    affine(W, b, a, z, count);
    const term = (i: number, s: number) => sum(b[i]!, fanIn, (k) => W[i * fanIn + k]! * a[k * count + s]!);
    expect(z).toEqual(matrix(fanOut, count, term));
  });
});

test('inputGradient is Wᵀ δ, to the bit', () => {
  agreesWith(({ fanIn, fanOut, count, W, delta }) => {
    const out = new Float64Array(fanIn * count).fill(Number.NaN);
    inputGradient(W, delta, out, fanOut, count);
    const term = (k: number, s: number) => sum(0, fanOut, (i) => W[i * fanIn + k]! * delta[i * count + s]!);
    expect(out).toEqual(matrix(fanIn, count, term));
  });
});

test('weightGradient is δ aᵀ and the sum of δ over points, to the bit', () => {
  agreesWith(({ fanIn, fanOut, count, a, delta }) => {
    const dW = new Float64Array(fanOut * fanIn).fill(Number.NaN);
    const db = new Float64Array(fanOut).fill(Number.NaN);
    weightGradient(delta, a, dW, db, count);
    const term = (i: number, k: number) => sum(0, count, (s) => delta[i * count + s]! * a[k * count + s]!);
    expect(dW).toEqual(matrix(fanOut, fanIn, term));
    expect(db).toEqual(matrix(fanOut, 1, (i) => sum(0, count, (s) => delta[i * count + s]!)));
  });
});
