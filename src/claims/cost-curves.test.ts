import { expect, test } from 'vitest';
import type { Trajectory } from '../engines/engine.ts';
import { trajectory } from '../training/trajectory-fixture.ts';
import { costCurves } from './cost-curves.ts';
import { tiny as setting } from './world-fixture.ts';

const run = (steps: number[], costs: number[], divergedAt: number | null = null): Trajectory => ({
  ...trajectory,
  steps,
  costs,
  divergedAt,
});

const curveOf = (runs: readonly Trajectory[], record: object = {}) => {
  const { schedule } = setting;
  const claim = {
    arms: { he: 'he' },
    setting: { ...setting, schedule: { ...schedule, record: { ...schedule.record, ...record } } },
  } as const;
  const observed = runs.map((seen) => new Map([['he', { trajectory: seen, read: () => null }]]));
  return costCurves(claim, observed)[0]!;
};

test('the cost of runs by step', () => {
  const runs = [3, 1, 2].map((cost) => run([0, 10, 20], [cost, cost / 2, cost / 4]));
  expect(curveOf(runs)).toMatchObject({ arm: 'he', stopsAt: null, steps: [0, 10, 20], median: [2, 1, 0.5] });
});

test('a run that was stopped counts with the cost it stopped at, at no step before it', () => {
  const going = [0, 1, 2].map(() => run([0, 10, 20, 30], [4, 3, 2, 1]));
  const early = [0, 1, 2, 3].map(() => run([0, 10, 14], [4, 1, 0.14]));
  const stops = { crossings: [0.3, 0.15], stopOnceCrossed: true };
  expect(curveOf([...going, ...early], stops)).toMatchObject({
    stopsAt: 0.15,
    steps: [0, 10, 20, 30],
    median: [4, 1, 0.14, 0.14],
  });
});

test('a run that diverged counts as infinite from then on', () => {
  const runs = [run([0, 10, 12], [1, 2, Number.NaN], 12), run([0, 10, 20], [1, 2, 3])];
  expect(curveOf([...runs, runs[0]!])).toMatchObject({
    stopsAt: null,
    median: [1, 2, Number.POSITIVE_INFINITY],
  });
});
