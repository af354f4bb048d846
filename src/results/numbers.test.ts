import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeNumber, encodeNumber, encodeNumbers } from './numbers.ts';

test('a number comes back through JSON as it was', () => {
  const extremes = fc.constantFrom(Number.NaN, Infinity, -Infinity, 0, Number.MIN_VALUE, Number.MAX_VALUE);
  // JSON writes −0 as 0.
  const numbers = fc.oneof(extremes, fc.double()).filter((value) => !Object.is(value, -0));
  fc.assert(
    fc.property(numbers, (value) => {
      expect(decodeNumber(JSON.parse(JSON.stringify(encodeNumber(value))))).toBe(value);
    }),
    { seed: 1, numRuns: 500 },
  );
});

test('what JSON cannot carry becomes a word, at any depth; all else stays', () => {
  const value = {
    number: 1.5,
    nan: Number.NaN,
    text: 'NaN',
    none: null,
    yes: true,
    list: [1, [Infinity, { deep: -Infinity }], []],
  };
  expect(encodeNumbers(value)).toEqual({
    number: 1.5,
    nan: 'NaN',
    text: 'NaN',
    none: null,
    yes: true,
    list: [1, ['Infinity', { deep: '-Infinity' }], []],
  });
  expect(value.list[0]).toBe(1);
  expect(encodeNumbers(Number.NaN)).toBe('NaN');
});

test('any value without special numbers stays what it is', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 4 }), (value) => {
      expect(JSON.stringify(encodeNumbers(value))).toBe(JSON.stringify(value));
    }),
    { seed: 1, numRuns: 200 },
  );
});
