import normalCdf from '@stdlib/stats-base-dists-normal-cdf';
import { describe, expect, test } from 'vitest';
import { dkwBand } from '../statistics/dkwm.ts';
import { kolmogorovDistance } from '../statistics/kolmogorov.ts';
import type { Draws } from './draws.ts';
import { type Key, rootKey } from './key.ts';

const list = <T>(count: number, next: () => T): T[] => Array.from({ length: count }, next);
const uniforms = (key: Key, count: number) => list(count, key.draws().uniform);
const standardNormalCdf = (x: number) => normalCdf(x, 0, 1);
const uniformCdf = (x: number) => Math.min(1, Math.max(0, x));

/** Every statistical test here passes on correct code but for a probability of at most this. */
const falseAlarm = 1e-9;

// Written by a second program, in Python (hashlib, integers of any length), from the description of the stream.
test('these numbers are the stream: a change of them changes every result there is', () => {
  const draws = rootKey(3).child('layer-2').draws();
  expect(list(3, draws.uniform)).toEqual([0.688215706648421, 0.21892470512201534, 0.31621961482625127]);
  expect(list(3, draws.normal)).toEqual([-0.18515840433580102, 0.11723647397558841, -1.0723633526095695]);
  expect([...draws.permutation(8)]).toEqual([2, 4, 0, 3, 6, 7, 5, 1]);
  expect(rootKey(Number.MAX_SAFE_INTEGER).draws().uniform()).toBe(0.5480195597808601);
});

describe('a key', () => {
  test('gives the same numbers each time it is asked', () => {
    const key = rootKey(5).child('course');
    expect(uniforms(key, 10)).toEqual(uniforms(key, 10));
    expect(uniforms(rootKey(5).child('course'), 10)).toEqual(uniforms(key, 10));
  });

  test('has children that do not depend on order, on siblings, or on what was drawn', () => {
    const first = rootKey(5);
    const a = uniforms(first.child('a'), 5);
    const second = rootKey(5);
    second.child('b').draws().uniform();
    second.draws().normal();
    expect(uniforms(second.child('a'), 5)).toEqual(a);
  });

  test('differs by seed, by name and by level', () => {
    const keys = [
      rootKey(0),
      rootKey(1),
      rootKey(10),
      rootKey(1).child('0'),
      rootKey(0).child(''),
      rootKey(0).child('a'),
      rootKey(0).child('A'),
      rootKey(0).child('a').child('b'),
      rootKey(0).child('b').child('a'),
      rootKey(0).child('a/b'),
      rootKey(0).child('a%2Fb'),
    ];
    expect(new Set(keys.map((key) => key.path)).size).toBe(keys.length);
    expect(new Set(keys.map((key) => key.draws().uniform())).size).toBe(keys.length);
  });

  test('takes 0 as a seed like any other, and says its path', () => {
    expect(rootKey(0).child('layer 2').path).toBe('0/layer%202');
    expect(uniforms(rootKey(0), 3)).not.toEqual(uniforms(rootKey(1), 3));
  });

  test.each([-1, 0.5, 2 ** 53, Number.NaN, Number.POSITIVE_INFINITY])('refuses seed %s', (seed) => {
    expect(() => rootKey(seed)).toThrow(
      new RangeError(`invalid seed: ${seed} (expected an integer from 0 to 9007199254740991)`),
    );
  });
});

describe('draws', () => {
  const n = 50_000; // dkwBand(n, 1e-9) = √(ln 2e9 / 100,000) = .0146
  const width = dkwBand(n, falseAlarm);
  const drawn = (name: string, draw: (draws: Draws) => () => number) =>
    list(n, draw(rootKey(0).child(name).draws()));

  test('uniform lies in [0, 1), in multiples of 2^-53', () => {
    const legal = (u: number) => u >= 0 && u < 1 && Number.isInteger(u * 2 ** 53);
    expect(drawn('range', (draws) => draws.uniform).filter((u) => !legal(u))).toEqual([]);
  });

  test.each([
    ['uniform', uniformCdf],
    ['normal', standardNormalCdf],
  ] as const)('%s has its law, and so its moments', (kind, cdf) => {
    const values = drawn(kind, (draws) => draws[kind]);
    expect(kolmogorovDistance(values, cdf)).toBeLessThan(width);
    // U = cdf(value) is uniform; E[U] = ∫(1 − F), E[U²] = ∫2x(1 − F) over [0, 1], so both lie within `width` when F does.
    const u = values.map(cdf);
    const mean = (moment: number) => u.reduce((sum, value) => sum + value ** moment, 0) / n;
    expect(Math.abs(mean(1) - 1 / 2)).toBeLessThan(width);
    expect(Math.abs(mean(2) - 1 / 3)).toBeLessThan(width);
  });

  test('the band would catch normals 12 % too narrow', () => {
    // Largest distance of N(0, .88²) from N(0, 1): .031, more than twice the band's .0146.
    const narrow = drawn('normal', (draws) => draws.normal).map((z) => 0.88 * z);
    expect(kolmogorovDistance(narrow, standardNormalCdf)).toBeGreaterThan(width);
  });

  test('siblings, parent and child, and successive numbers are independent', () => {
    // Of two independent uniforms the difference modulo 1 is uniform; a shared or shifted stream would put it elsewhere.
    const key = rootKey(0);
    const pairs = [
      [key.child('a'), key.child('b')],
      [key, key.child('a')],
      [key.child('replicate-0'), key.child('replicate-1')],
      [key, rootKey(1)],
    ] as const;
    for (const [one, other] of pairs)
      expect(kolmogorovDistance(differences(uniforms(one, n), uniforms(other, n)), uniformCdf)).toBeLessThan(
        width,
      );
    const successive = uniforms(key, 2 * n);
    const even = successive.filter((_, i) => i % 2 === 0);
    const odd = successive.filter((_, i) => i % 2 === 1);
    expect(kolmogorovDistance(differences(even, odd), uniformCdf)).toBeLessThan(width);
  });

  test('permutation holds each number once', () => {
    for (const count of [0, 1, 2, 7, 1000]) {
      const order = rootKey(2).draws().permutation(count);
      expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    }
  });

  test('all six orders of three are equally frequent', () => {
    const draws = rootKey(4).draws();
    const seen = new Map<string, number>();
    const count = 60_000;
    for (let i = 0; i < count; i++) {
      const order = draws.permutation(3).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    // Hoeffding with a union over six orders: 6 · 2 exp(−2 n ε²) = 1e-9 gives ε = √(ln 1.2e10 / 120,000) = .0139.
    // A shuffle that swaps with any of the three gives 4/27 and 5/27: .0185 from 1/6.
    const epsilon = Math.sqrt(Math.log(12 / falseAlarm) / (2 * count));
    expect([...seen.keys()].sort()).toEqual(['012', '021', '102', '120', '201', '210']);
    for (const frequency of seen.values()) expect(Math.abs(frequency / count - 1 / 6)).toBeLessThan(epsilon);
  });
});

const differences = (a: readonly number[], b: readonly number[]): number[] =>
  a.map((value, i) => (value - b[i]! + 1) % 1);
