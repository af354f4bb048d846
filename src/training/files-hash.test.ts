import { expect, test } from 'vitest';
import { filesHash, type NamedContent } from './files-hash.ts';

test('is 16 hexadecimal digits, the same for the same files', () => {
  expect(filesHash([['a', 'bc']])).toMatch(/^[0-9a-f]{16}$/);
  expect(filesHash([['a', 'bc']])).toBe(filesHash([['a', Buffer.from('bc')]]));
});

test.each<[what: string, files: NamedContent[]]>([
  ['a part of the content in the name', [['ab', 'c']]],
  [
    'a part of the content in a file of its own',
    [
      ['a', 'b'],
      ['', 'c'],
    ],
  ],
  [
    'an empty file more',
    [
      ['a', 'bc'],
      ['', ''],
    ],
  ],
  ['another name', [['b', 'bc']]],
  ['another content', [['a', 'bd']]],
])('is another with %s', (_what, files) => {
  expect(filesHash(files)).not.toBe(filesHash([['a', 'bc']]));
});

test('is another in another order', () => {
  const files: NamedContent[] = [
    ['a', '1'],
    ['b', '2'],
  ];
  expect(filesHash(files)).not.toBe(filesHash(files.toReversed()));
});
