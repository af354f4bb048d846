import { expect, test } from 'vitest';
import { checkNetwork, depth, type Network } from './network.ts';

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
