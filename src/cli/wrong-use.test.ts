import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { isWrongUse, messageOf } from './wrong-use.ts';

function thrownBy(action: () => unknown): Error {
  try {
    action();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}

const deeper = (): number => 1 + deeper();

test.each<[what: string, action: () => unknown]>([
  ['a full stack', deeper],
  ['a time that is none', () => new Date(Number.NaN).toISOString()],
  ['a count that is none', () => ' '.repeat(-1)],
])('%s is an error of the program', (_what, action) => {
  const error = thrownBy(action);
  expect(error).toBeInstanceOf(RangeError);
  expect(isWrongUse(error)).toBe(false);
});

test.each<[what: string, action: () => unknown]>([
  ['an array', () => new Array(2 ** 32)],
  ['a typed array', () => new Float64Array(2 ** 53 - 1)],
])('%s that no memory holds is the caller’s to mend', (_what, action) => {
  const error = thrownBy(action);
  expect(isWrongUse(error)).toBe(true);
  expect(messageOf(error)).toMatch(/^this does not fit into memory \(/);
});

test('every refusal of our code is known by its first word', () => {
  const src = fileURLToPath(new URL('..', import.meta.url));
  const messages = (readdirSync(src, { recursive: true }) as string[])
    .filter((path) => /(?<!\.(?:test|as|d))\.ts$/.test(path))
    .flatMap((path) => [
      ...readFileSync(join(src, path), 'utf8').matchAll(/new RangeError\(\s*[`']([^`']+)/g),
    ])
    .map(([, message]) => message!);
  expect(messages.length).toBeGreaterThan(50);
  expect(messages.filter((message) => !isWrongUse(new RangeError(message)))).toEqual([]);
});
