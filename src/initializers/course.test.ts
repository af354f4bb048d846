import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { numpyLegacy } from '../random/numpy-legacy.ts';
import { type InitializerSpec, initializerFrom } from './spec.ts';

interface Run {
  readonly kind: 'zeros' | 'random' | 'he';
  readonly layers: readonly number[];
  readonly initSeed: number;
  readonly initial: { readonly W: readonly (readonly number[])[][] };
}

const { runs } = JSON.parse(
  readFileSync(new URL('./golden/course-initial-weights.json', import.meta.url), 'utf8'),
) as { runs: Run[] };

const specs: Record<Run['kind'], InitializerSpec> = {
  zeros: 'zeros',
  random: ['normal', { std: 10 }],
  he: 'he',
};

test('the golden file has the course’s three runs', () => {
  expect(runs.map(({ kind }) => kind)).toEqual(['zeros', 'random', 'he']);
});

test.each(runs)(
  '$kind draws the course’s weights from NumPy’s stream',
  ({ kind, layers, initSeed, initial }) => {
    const draws = numpyLegacy(initSeed); // one stream that all layers share in turn
    initial.W.forEach((rows, layer) => {
      const weights = initializerFrom(specs[kind]).draw(draws, [layers[layer + 1]!, layers[layer]!]);
      const wanted = rows.flat();
      expect(weights.length).toBe(wanted.length);
      // The logarithm differs from the C library's in the last bits: 4e-15, relative above 1.
      weights.forEach((weight, i) => {
        expect(Math.abs(weight - wanted[i]!)).toBeLessThanOrEqual(4e-15 * Math.max(1, Math.abs(wanted[i]!)));
      });
    });
  },
);
