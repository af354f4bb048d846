import { expect, test } from 'vitest';
import { finding } from './finding.ts';

test.each([
  [0.61, 0.9, 'better'],
  [0.6, 0.9, 'undecided'], // touches the margin
  [0.55, 0.9, 'undecided'], // above the cut, by how much is open
  [0.51, 0.6, 'negligible'],
  [0.4, 0.6, 'negligible'],
  [0.39, 0.6, 'undecided'],
  [0.4, 0.61, 'undecided'],
  [0.1, 0.39, 'worse'],
  [0.1, 0.4, 'undecided'],
  [0, 1, 'undecided'],
  [0.8, 0.2, 'undecided'], // no mean fits
  [0.9, 0.7, 'undecided'],
] as const)('%d … %d is %s, against .5 ± .1', (low, high, wanted) => {
  expect(finding(low, high, 0.5, 0.1)).toBe(wanted);
});

test('without a margin nothing but the cut itself is negligible', () => {
  expect(finding(0.5 + 1e-9, 0.6, 0.5, 0)).toBe('better');
  expect(finding(0.4, 0.5 - 1e-9, 0.5, 0)).toBe('worse');
  expect(finding(0.5, 0.5, 0.5, 0)).toBe('negligible');
});

test('a cut or margin that is no share is refused', () => {
  expect(() => finding(0, 1, 1.5, 0.1)).toThrow(
    new RangeError('invalid cut: 1.5 (expected a number from 0 to 1)'),
  );
  expect(() => finding(0, 1, 0.5, -0.1)).toThrow(
    new RangeError('invalid margin: -0.1 (expected a number from 0 to 1)'),
  );
});
