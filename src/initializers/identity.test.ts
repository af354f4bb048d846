import { expect, test } from 'vitest';
import { rootKey } from '../random/key.ts';
import { identity } from './identity.ts';

test('the diagonal is the gain, the rest 0', () => {
  const draw = (shape: readonly [number, number]) => [
    ...identity({ gain: 2 }).draw(rootKey(0).draws(), shape),
  ];
  expect(draw([2, 2])).toEqual([2, 0, 0, 2]);
  expect(draw([2, 3])).toEqual([2, 0, 0, 0, 2, 0]);
  expect(draw([3, 2])).toEqual([2, 0, 0, 2, 0, 0]);
});
