import { expect, test } from 'vitest';
import { pairedRatios, spreadOf } from './spread.ts';

test('a spread is the middle value between the least and the largest', () => {
  expect(spreadOf([9, 2, 4])).toEqual({ median: 4, low: 2, high: 9 });
  expect(spreadOf([4, 2])).toEqual({ median: 3, low: 2, high: 4 });
  expect(() => spreadOf([])).toThrow('missing values');
});

test('what slows both of a pair down leaves their ratio as it is', () => {
  const alone = [10, 11, 10];
  const load = [1, 3, 1.5];
  const busy = alone.map((value, i) => value * load[i]!);
  const others = alone.map((value, i) => 2 * value * load[i]!);
  expect(spreadOf(pairedRatios(others, busy))).toEqual({ median: 2, low: 2, high: 2 });
  expect(spreadOf(others).high / spreadOf(busy).median).toBeGreaterThan(2);
});

test('values without a partner are refused', () => {
  expect(() => pairedRatios([1, 2], [1])).toThrow('2 and 1 values');
});
