import { expect, test } from 'vitest';
import {
  branchCount,
  checkNetwork,
  depth,
  isActivated,
  type Network,
  placeOf,
  startsBranch,
} from './network.ts';

const network = (widths: readonly number[], loss: Network['loss'] = 'binary-cross-entropy'): Network => ({
  widths,
  activation: 'relu',
  loss,
});

test('depth counts the weight layers', () => {
  expect(depth(network([2, 10, 5, 1]))).toBe(3);
  expect(depth(network([2, 1]))).toBe(1);
});

test.each([
  network([2, 10, 5, 1]),
  network([1, 1]),
  network([4, 3], 'softmax-cross-entropy'),
  network([2, 2], 'squared-error'),
  { ...network([2, 4, 7, 4, 3, 4, 1]), residual: { branchLayers: 2 } },
  { ...network([2, 4, 4, 1]), residual: { branchLayers: 1, multipliers: true } },
])('$widths with $loss is accepted', (accepted) => {
  expect(() => checkNetwork(accepted)).not.toThrow();
});

test.each([
  [network([]), 'invalid layers:  (expected at least inputs and outputs, e.g. 2,10,5,1)'],
  [network([3]), 'invalid layers: 3 (expected at least inputs and outputs, e.g. 2,10,5,1)'],
  [network([2, 0, 1]), 'invalid layer width: 0 (expected a whole number of units, 1 or more)'],
  [network([2, 2.5, 1]), 'invalid layer width: 2.5 (expected a whole number of units, 1 or more)'],
  [network([2, -4, 1]), 'invalid layer width: -4 (expected a whole number of units, 1 or more)'],
  [network([Number.NaN, 1]), 'invalid layer width: NaN (expected a whole number of units, 1 or more)'],
  [network([2, 3]), 'invalid output width: 3 (binary cross-entropy has 1 output)'],
])('$widths is refused', (refused, message) => {
  expect(() => checkNetwork(refused)).toThrow(new RangeError(message));
});

const residual = (widths: readonly number[], branchLayers: number): Network => ({
  ...network(widths),
  residual: { branchLayers },
});

test.each([
  [
    residual([2, 4, 4, 1], 0),
    'invalid branch layers: 0 (expected a whole number of layers a branch, 1 or more)',
  ],
  [
    residual([2, 4, 4, 4, 4, 1], 2),
    'invalid layers: 2,4,4,4,4,1 (3 between the first and the last, expected a multiple of the 2 of a branch)',
  ],
  [
    residual([2, 4, 1], 1),
    'invalid layers: 2,4,1 (0 between the first and the last, expected a multiple of the 1 of a branch)',
  ],
  [
    residual([2, 4, 7, 4, 4, 5, 1], 2),
    'invalid layer width: 5 (a branch is added to what it starts from, 4 units)',
  ],
])('$widths with branches is refused', (refused, message) => {
  expect(() => checkNetwork(refused)).toThrow(new RangeError(message));
});

test('the place of each layer', () => {
  const told = (of: Network) =>
    of.widths.slice(1).map((_, l) => [placeOf(of, l), isActivated(of, l), startsBranch(of, l)]);
  expect(told(network([2, 3, 3, 1]))).toEqual([
    ['first', true, false],
    ['hidden', true, false],
    ['last', false, false],
  ]);
  expect(told(residual([2, 4, 7, 4, 3, 4, 1], 2))).toEqual([
    ['first', false, false],
    ['branch', true, true],
    ['branch-end', false, false],
    ['branch', true, true],
    ['branch-end', false, false],
    ['last', false, false],
  ]);
  expect(told(residual([2, 4, 4, 1], 1))).toEqual([
    ['first', false, false],
    ['branch-end', false, true],
    ['last', false, false],
  ]);
  expect([branchCount(network([2, 3, 1])), branchCount(residual([2, 4, 7, 4, 3, 4, 1], 2))]).toEqual([0, 2]);
});
