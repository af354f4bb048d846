import { expect, test } from 'vitest';
import type { ArmRecord } from '../../results/schema.ts';
import { armStyles, initializerFamily } from './initializer-style.ts';

test.each<[ArmRecord['init'], string]>([
  ['he', 'he'],
  ['he-uniform', 'he'],
  [['normal', { std: 10 }], 'large'],
  [['normal', { std: 1 }], 'unit'],
  ['normal', 'unit'],
  [['normal', { std: 0.01 }], 'small'],
  ['zeros', 'zeros'],
  [['constant', { value: 2 }], 'zeros'],
  ['glorot-uniform', 'glorot'],
  ['lecun', 'lecun'],
  ['pytorch-linear', 'lecun'],
  ['orthogonal', 'other'],
  [{ any: 'thing' }, 'other'],
  [null, 'other'],
])('%j looks like %s', (init, family) => {
  expect(initializerFamily(init)).toBe(family);
});

test('arms of one family share a colour, and neither dash nor mark', () => {
  const arm = (name: string): ArmRecord => ({ name, label: name, init: 'he', differs: null });
  const styles = armStyles([arm('a'), arm('b'), arm('c')]);
  expect(new Set(styles.map(({ color }) => color)).size).toBe(1);
  expect(new Set(styles.map(({ dash }) => String(dash))).size).toBe(3);
  expect(new Set(styles.map(({ mark }) => mark)).size).toBe(3);
});

test('the arm in which nothing differs keeps its family’s look, wherever it stands', () => {
  const arm = (name: string, init: ArmRecord['init'], differs: string | null): ArmRecord => ({
    ...{ name, label: name, init, differs },
  });
  const large: ArmRecord['init'] = ['normal', { std: 10 }];
  const [fastHe, he, fastLarge, plainLarge] = armStyles([
    arm('a', 'he', 'rate .1'),
    arm('b', 'he', null),
    arm('c', large, 'rate .1'),
    arm('d', large, null),
  ]);
  expect([he?.mark, he?.dash]).toEqual(['circle', []]);
  expect([plainLarge?.mark, plainLarge?.dash]).toEqual(['square', [10, 4]]);
  // One dash for what differs, and none that is another's own.
  expect([fastHe?.dash, fastLarge?.dash]).toEqual([
    [2, 3],
    [2, 3],
  ]);
});
