import { expect, test } from 'vitest';
import { formatBound } from './format.ts';

test.each([
  [0.602_04, 0.6, 'low', '.602'],
  [0.600_64, 0.6, 'low', '.6006'],
  [0.750_39, 0.75, 'low', '.7503'],
  [0.75, 0.75, 'low', '.75'],
  [0.999_64, 1, 'low', '.999'],
  [1, 0.6, 'high', '1'],
  [0.589_49, 0.6, 'high', '.59'],
  [0.399_36, 0.4, 'high', '.3994'],
  [0.475_21, 0.475_54, 'high', '.4753'],
  [0.999_64, 1, 'high', '.9997'],
  [0.012_98, 0.6, 'low', '.012'],
  [0, 0.6, 'low', '0'],
  [0.29, 0.3, 'high', '.29'],
] as const)('the bound %d beside a cut at %d, its %s end, is printed as %s', (bound, cut, end, text) => {
  expect(formatBound(bound, cut, end)).toBe(text);
});
