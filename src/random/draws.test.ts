import { expect, test } from 'vitest';
import { polarNormal, uniform53 } from './draws.ts';

const giving = (values: readonly number[]) => {
  let at = 0;
  return () => values[at++]!;
};

test('uniform53 spans 0 to 1 − 2^-53', () => {
  expect(uniform53(giving([0, 0]))).toBe(0);
  expect(uniform53(giving([0, 1 << 6]))).toBe(2 ** -53);
  expect(uniform53(giving([0xffffffff, 0xffffffff]))).toBe(1 - 2 ** -53);
  expect(uniform53(giving([-1, -1]))).toBe(1 - 2 ** -53); // signed words count as their bits
});

test('polarNormal gives the second coordinate first, keeps the first, and passes over the centre and the corners', () => {
  // uniforms .9, .9 → (.8, .8) outside; .5, .5 → the centre; .75, .8 → (.5, .6) inside, r² = .61
  const normal = polarNormal(giving([0.9, 0.9, 0.5, 0.5, 0.75, 0.8]));
  const factor = Math.sqrt((-2 * Math.log(0.61)) / 0.61);
  expect(normal()).toBeCloseTo(0.6 * factor, 14);
  expect(normal()).toBeCloseTo(0.5 * factor, 14);
});
