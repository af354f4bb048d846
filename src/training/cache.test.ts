import { spawnSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { fileCache, memoryCache } from './cache.ts';
import { trajectory } from './trajectory-fixture.ts';

const fingerprint = '0123456789abcdef';
const hash = 'reference-00';

let directory: string;
let notices: string[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'initproof-cache-'));
  notices = [];
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

const open = (at = directory) => fileCache(at, fingerprint, (message) => notices.push(message));
const file = (name: string) => join(directory, fingerprint, name);

describe.each([
  { kind: 'file', create: () => open() },
  { kind: 'memory', create: memoryCache },
])('a $kind cache', ({ create }) => {
  test('gives back what was written, to the bit', () => {
    const cache = create();
    expect(cache.read(hash)).toBeUndefined();
    cache.write(hash, trajectory);
    const got = cache.read(hash)!;
    expect(got).toStrictEqual(trajectory);
    expect(Object.is(got.unguardedCosts[0], -0)).toBe(true);
    expect(got.final.weights[0]).toBeInstanceOf(Float64Array);
    expect(cache.read('reference-01')).toBeUndefined();
    expect(notices).toEqual([]);
  });

  test('keeps the last of two under one hash', () => {
    const cache = create();
    cache.write(hash, trajectory);
    cache.write(hash, { ...trajectory, divergedAt: null });
    expect(cache.read(hash)!.divergedAt).toBe(null);
  });
});

test('what one cache wrote another reads; an entry is one file and nothing else is left', () => {
  open().write(hash, trajectory);
  expect(open().read(hash)).toStrictEqual(trajectory);
  expect(readdirSync(join(directory, fingerprint))).toEqual([hash]);
});

test('an entry of another fingerprint is none', () => {
  open().write(hash, trajectory);
  expect(fileCache(directory, 'fedcba9876543210', () => {}).read(hash)).toBeUndefined();
});

describe('a damaged entry', () => {
  const intact = () => {
    open().write(hash, trajectory);
    return readFileSync(file(hash));
  };
  const notice = () => `damaged cache entry: ${file(hash)} (it is made again)`;

  const expectNoticed = (bytes: Uint8Array) => {
    writeFileSync(file(hash), bytes);
    notices = [];
    const cache = open();
    expect(cache.read(hash)).toBeUndefined();
    expect(cache.read(hash)).toBeUndefined();
    expect(notices).toEqual([notice()]); // once
  };

  test('is noticed: empty, cut off anywhere, a byte flipped anywhere, longer', () => {
    const bytes = intact();
    expectNoticed(new Uint8Array());
    fc.assert(
      fc.property(fc.nat({ max: bytes.length - 1 }), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        expectNoticed(bytes.subarray(0, at));
        const flipped = Uint8Array.from(bytes);
        flipped[at]! ^= flip;
        expectNoticed(flipped);
      }),
      { seed: 1, numRuns: 100 },
    );
    expectNoticed(Buffer.concat([bytes, Buffer.of(0)]));
  });

  test('is replaced by the next one written', () => {
    intact();
    writeFileSync(file(hash), 'no trajectory');
    const cache = open();
    cache.write(hash, trajectory);
    expect(cache.read(hash)).toStrictEqual(trajectory);
    expect(notices).toEqual([]);
  });
});

describe('where nothing can be written the work goes on, and it is told once', () => {
  const expectUseless = (cache: ReturnType<typeof open>) => {
    for (const name of [hash, 'reference-01']) {
      expect(cache.read(name)).toBeUndefined();
      expect(cache.claim(name)).toBe(true);
      expect(() => cache.write(name, trajectory)).not.toThrow();
      expect(() => cache.release(name)).not.toThrow();
    }
    expect(notices.length).toBe(1);
    expect(notices[0]).toMatch(/^cannot write to the cache: E[A-Z]+: .* \(the run goes on without it\)$/);
  };

  test('the folder’s place is taken by a file', () => {
    writeFileSync(join(directory, 'taken'), '');
    expectUseless(open(join(directory, 'taken')));
  });

  test('the folder cannot be made', () => {
    writeFileSync(join(directory, 'taken'), '');
    expectUseless(open(join(directory, 'taken', 'cache')));
  });

  test('the folder was removed meanwhile', () => {
    const cache = open();
    rmSync(directory, { recursive: true });
    expectUseless(cache);
  });

  test('one entry’s place is taken by a folder: nothing half-written is left', () => {
    const cache = open();
    mkdirSync(file(hash));
    cache.write(hash, trajectory);
    expect(notices.length).toBe(1);
    expect(cache.read(hash)).toBeUndefined();
    expect(readdirSync(join(directory, fingerprint))).toEqual([hash]);
  });
});

test('the three fingerprints last used before are kept, older ones and nothing else forgotten', () => {
  const name = (digit: number) => String(digit).repeat(16);
  const names = [5, 2, 4, 1, 3].map(name); // made in another order than their ages
  for (const at of names) {
    mkdirSync(join(directory, at));
    writeFileSync(join(directory, at, hash), 'an entry');
    const age = Number(at[0]);
    utimesSync(join(directory, at), 1e9 - age, 1e9 - age); // 1 is the youngest
  }
  mkdirSync(join(directory, 'of-somebody-else'));
  writeFileSync(join(directory, 'README.md'), '');
  utimesSync(join(directory, 'of-somebody-else'), 1, 1);
  open();
  expect(readdirSync(directory).sort()).toEqual(
    [fingerprint, name(1), name(2), name(3), 'README.md', 'of-somebody-else'].sort(),
  );
  open(); // the current one counts for none of the three
  expect(existsSync(join(directory, name(3), hash))).toBe(true);
});

describe('a job is claimed', () => {
  const lock = () => file(`${hash}.lock`);

  test('once while its owner lives, and again after its release', () => {
    const cache = open();
    writeFileSync(lock(), String(process.ppid)); // the test runner’s main process
    expect(cache.claim(hash)).toBe(false);
    expect(cache.claim('reference-01')).toBe(true);
    rmSync(lock());
    expect(cache.claim(hash)).toBe(true);
    expect(readFileSync(lock(), 'utf8')).toBe(String(process.pid));
    cache.release(hash);
    expect(existsSync(lock())).toBe(false);
    expect(() => cache.release(hash)).not.toThrow();
  });

  test.each([
    ['of a process that is gone', () => String(spawnSync(process.execPath, ['--version']).pid)],
    ['of an earlier process of the same number', () => String(process.pid)],
    ['that is empty', () => ''],
    ['of no process', () => '-1'],
    ['of rubbish', () => 'rubbish'],
  ])('over a lock %s', (_owner, content) => {
    const cache = open();
    writeFileSync(lock(), content());
    expect(cache.claim(hash)).toBe(true);
    expect(readFileSync(lock(), 'utf8')).toBe(String(process.pid));
    expect(readdirSync(join(directory, fingerprint))).toEqual([`${hash}.lock`]);
  });
});
