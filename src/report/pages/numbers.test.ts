import { expect, test } from 'vitest';
import {
  asPrinted,
  asSentence,
  counted,
  formatCount,
  formatDay,
  formatDuration,
  formatFixed,
  formatMinute,
  formatNumber,
  formatPercent,
  formatRange,
  formatShare,
  listed,
} from './numbers.ts';

const plain = (text: string): string => text.replaceAll('\u00a0', ' ');

test.each([
  [0, '0'],
  [0.82, '.82'],
  [0.8213907, '.821'],
  [-0.5, '−.5'],
  [12.34, '12.3'],
  [15000, '15,000'],
  [1234.5, '1,235'],
  [999.6, '1,000'],
  [999.4, '999'],
  [5e-13, '5 × 10⁻¹³'],
  [1e-10, '10⁻¹⁰'],
  [2.1e47, '2.1 × 10⁴⁷'],
  ['Infinity', '∞'],
  ['-Infinity', '−∞'],
  ['NaN', 'not a number'],
] as const)('the number %s is printed as %s', (value, text) => {
  expect(plain(formatNumber(value))).toBe(text);
});

test.each([
  [0, '0'],
  [1, '1'],
  [0.6, '.6'],
  [0.8213, '.82'],
  [0.003, '.003'],
  [0.0004, '<.001'],
  [0.9996, '>.999'],
  [0.9949, '.995'],
])('the share %s is printed as %s', (value, text) => {
  expect(formatShare(value)).toBe(text);
});

test.each([
  [12, '<.1 s'],
  [412, '.4 s'],
  [9949, '9.9 s'],
  [74_000, '74 s'],
  [134_000, '2 min 14 s'],
])('%s ms are printed as %s', (ms, text) => {
  expect(plain(formatDuration(ms))).toBe(text);
});

test('an author’s words become a sentence, and stay one', () => {
  expect([asSentence('the growth kept to the law'), asSentence('Done.'), asSentence('')]).toEqual([
    'The growth kept to the law.',
    'Done.',
    '',
  ]);
});

test('counts, percentages, columns of figures, days and lists', () => {
  expect(formatCount(1234567)).toBe('1,234,567');
  expect(plain(formatPercent(298 / 300))).toBe('99.3 %');
  expect([formatFixed(0.8830537463419761), formatFixed('Infinity')]).toEqual(['.883054', '∞']);
  expect(formatDay('2026-11-03T10:20:30.000Z')).toBe('3 Nov 2026');
  expect(formatDay('<soon>')).toBe('<soon>');
  expect(formatMinute('2026-11-03T10:20:30.000Z')).toBe('3 Nov 2026, 10:20 UTC');
  expect(formatMinute('<soon>')).toBe('<soon>');
  expect([counted(1, 'key'), counted(1204, 'case')]).toEqual(['1 key', '1,204 cases']);
  expect([listed([]), listed(['a']), listed(['a', 'b', 'c'])]).toEqual(['', 'a', 'a, b and c']);
});

test('bounds are rounded outward, and stay on their side of the cut', () => {
  expect(formatRange([0.60199, 0.9931], 0.6)).toBe('.601 to .994');
  expect(formatRange([0.0023, 0.59996], 0.6)).toBe('.002 to .59996');
});

test('powers of ten in a sentence are written as such, words that look like them are not', () => {
  expect(asSentence('at most 1.44e-15, where 1e-9 is allowed; key 3e5f')).toBe(
    'At most 1.44\u00a0×\u00a010⁻¹⁵, where 10⁻⁹ is allowed; key 3e5f.',
  );
});

test('numbers in an author’s text are printed as everywhere; names and versions are left as they are', () => {
  expect(asPrinted('radius 0.8, rate −0.05, 0.98161875529 and 1.5; version 0.1.0, scale-0.88')).toBe(
    'radius .8, rate −.05, .9816 and 1.5; version 0.1.0, scale-0.88',
  );
});
