import { InvalidArgumentError } from 'commander';
import { describe, expect, test } from 'vitest';
import { initializerSpec } from './initializer-option.ts';
import {
  finiteNumber,
  momentumFactor,
  positiveNumber,
  seedOrFresh,
  wholeNumber,
  wholeNumbers,
} from './options.ts';

const readers = {
  'a whole number': wholeNumber(1, 9),
  'a number above 0': positiveNumber,
  'a number': finiteNumber,
  'a momentum': momentumFactor,
  widths: wholeNumbers,
  'a seed': seedOrFresh,
};
type Reader = keyof typeof readers;

describe('options are read', () => {
  test.each<[Reader, string, unknown]>([
    ['a whole number', '1', 1],
    ['a whole number', '9', 9],
    ['a number above 0', '1e-3', 0.001],
    ['a number', '-2.5', -2.5],
    ['a number', '0', 0],
    ['a momentum', '0', 0],
    ['a momentum', '0.999', 0.999],
    ['widths', '2,10,5,1', [2, 10, 5, 1]],
    ['a seed', '0', 0],
    ['a seed', '9007199254740991', Number.MAX_SAFE_INTEGER],
    ['a seed', 'fresh', 'fresh'],
  ])('as %s: %j', (reader, text, value) => {
    expect(readers[reader](text)).toEqual(value);
  });
});

describe('options are refused', () => {
  test.each<[Reader, refused: string[], expected: string]>([
    [
      'a whole number',
      ['0', '10', '-1', '1.5', '1e0', '0x1', ' 1', '', 'x', 'NaN'],
      'Expected a whole number from 1 to 9.',
    ],
    ['a number above 0', ['0', '-1', 'Infinity', 'NaN', '', ' ', 'x', '1,5'], 'Expected a number above 0.'],
    ['a number', ['Infinity', '-Infinity', 'NaN', '', ' ', 'x'], 'Expected a number.'],
    ['a momentum', ['1', '2', '-0.1', 'NaN', '', 'x'], 'Expected a number from 0 to below 1.'],
    [
      'widths',
      ['2,x', '2,,1', '2,0,1', '2,-3,1', '2,1.5,1', '', '2;1'],
      'Expected whole numbers of 1 or more, separated by commas, e.g. 2,10,5,1.',
    ],
    [
      'a seed',
      ['-1', '1.5', '9007199254740992', 'Fresh', '', '1e3'],
      'Expected a whole number from 0 to 9007199254740991, or the word fresh.',
    ],
  ])('as %s: %j', (reader, refused, expected) => {
    for (const text of refused) {
      const read = () => readers[reader](text);
      expect(read, text).toThrow(expected);
      expect(read, text).toThrow(InvalidArgumentError);
    }
  });
});

describe('an initializer', () => {
  test.each<[string, unknown]>([
    ['he', 'he'],
    ['normal:std=10', ['normal', { std: 10 }]],
    ['normal:mean=-1,std=1e-3', ['normal', { mean: -1, std: 0.001 }]],
    ['variance-scaling:scale=2,mode=fan-in', ['variance-scaling', { scale: 2, mode: 'fan-in' }]],
  ])('%s', (text, spec) => {
    expect(initializerSpec(text)).toEqual(spec);
  });

  test.each([
    'normal:',
    'normal:std',
    'normal:std=',
    'normal:std= ',
    'normal:=1',
    'normal:std=1=2',
    'normal:std=1:mean=1',
    'normal:std=1,std=2',
    'normal:std=1,',
  ])('%s is refused whole', (text) => {
    expect(() => initializerSpec(text)).toThrow(
      `invalid initializer: ${text} (expected a name, or name:parameter=value`,
    );
  });
});
