import { expect, test } from 'vitest';
import { formatNumber, layerLabel, stepLabel } from './labels.ts';

test.each([
  [15_000, '15,000'],
  [0.15, '.15'],
  [-0.25, '-.25'],
  [0, '0'],
  [10.05, '10.05'],
  [100, '100'],
  [0.1 + 0.2, '.3'],
  [1e-9, '.000000001'],
  [1_234_567, '1,234,567'],
  [1234.5678, '1,234.57'],
  [Number.POSITIVE_INFINITY, '∞'],
])('%d is written %s', (value, text) => {
  expect(formatNumber(value)).toBe(text);
});

test('steps and layers in words', () => {
  expect([0, 1, 15_000].map(stepLabel)).toEqual(['before training', 'after 1 step', 'after 15,000 steps']);
  expect(layerLabel(3)).toBe('layer 3');
});
