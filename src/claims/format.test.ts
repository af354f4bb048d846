import { expect, test } from 'vitest';
import { formatBound } from './format.ts';

test.each([
  [0.602, 0.6, '.602'],
  [0.7504, 0.75, '.7504'],
  [0.75, 0.75, '.75'],
  [0.9996, 1, '.9996'],
  [1, 0.6, '1'],
  [0.749_999_6, 0.75, '.75'],
])('the bound %d beside a cut at %d is printed as %s', (bound, cut, text) => {
  expect(formatBound(bound, cut)).toBe(text);
});
