import { describe, expect, test } from 'vitest';
import { usually } from '../claims/claim.ts';
import { describeClaim } from '../claims/describe-claim.ts';
import { within } from '../claims/score.ts';
import { notes } from '../claims/sources.ts';
import { tiny } from '../claims/world-fixture.ts';
import { costAt } from '../measurements/specs.ts';
import { described } from './described.ts';
import { defaults } from './provided.ts';
import { below, oneOf } from './run.ts';

const claim = describeClaim(
  usually('test/tiny', {
    statement: 'A statement',
    source: notes('nowhere'),
    setting: tiny,
    arms: { he: 'he' },
    score: within('he', costAt(0), 0, Number.POSITIVE_INFINITY),
    means: 'anything',
    mean: { above: 0.5 },
    faults: [],
  }),
);

describe('the command that repeats a claim', () => {
  const standard = { ...defaults, seed: 1 };

  test('says what was not by default', () => {
    expect(described(claim, standard).replay).toBe('npx initproof replay test/tiny --seed 1');
    expect(described(claim, { seed: 7, size: 'quick', engine: 'other' }).replay).toBe(
      'npx initproof replay test/tiny --seed 7 --size quick --engine other',
    );
  });

  test('names the case that broke', () => {
    expect(described(claim, standard, { seed: -5, path: '3:1' }).replay).toBe(
      'npx initproof replay test/tiny --seed 1 --case -5:3:1',
    );
  });
});

test('what a setting holds can be written as JSON, infinite numbers too', () => {
  const { data } = described(claim, defaults).setting;
  expect(data).toMatchObject({ score: { range: [0, 'Infinity'] } });
});

test('claims are selected by their whole ids', () => {
  const two = oneOf(['he/fast', 'zero/cost']);
  for (const name of ['zero/cost', 'a group he/fast']) expect(two.test(name), name).toBe(true);
  for (const id of ['he/faster', 'the/fast', 'x/he/fast'])
    expect(oneOf(['he/fast']).test(id), id).toBe(false);
  expect(oneOf(['h.']).test('he')).toBe(false);
  expect(oneOf(['(|']).test('')).toBe(false);
});

test('our own code is known by its path, as Vite writes it', () => {
  const ours = below('C:\\a (b)\\dist\\');
  expect(ours.test('C:/a (b)/dist/index.js')).toBe(true);
  expect(ours.test('C:/a (b)/dist-of-another/index.js')).toBe(false);
});
