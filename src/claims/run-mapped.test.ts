import { describe, expect, test } from 'vitest';
import { costAt, gradientNorm } from '../measurements/specs.ts';
import { alpha } from './budget.ts';
import { type Cell, type Mapped, mapped } from './claim.ts';
import type { MapEvidence, ScoresEvidence } from './evidence.ts';
import { runMapped } from './run-mapped.ts';
import { runUsually } from './run-usually.ts';
import { better, within } from './score.ts';
import { notes } from './sources.ts';
import { countingEngine, tiny, worldWith } from './world-fixture.ts';

/** Is the gradient's norm at most x? Of nothing for −1, of everything for 10⁹. */
const upTo = (x: number): Cell => ({
  setting: tiny,
  arms: { he: 'he' },
  score: within('he', gradientNorm(1), 0, x),
});

const about = (values: readonly number[], change: Partial<Mapped> = {}, cell = upTo) => ({
  ...mapped('test/map', {
    statement: 'A statement',
    source: notes('nowhere'),
    x: { label: 'bound', values },
    y: { label: 'nothing', values: [7, 8] },
    cell,
    means: 'the gradient stayed below the bound',
    mean: { above: 0.5 },
    keys: 40,
    faults: [],
  }),
  ...change,
});

const verdictOf = async (claim: Mapped) => (await runMapped(claim, worldWith())).verdict;

describe('a map without verdicts on record claims that it depends', () => {
  test('holds where some cells hold and others are refuted', async () => {
    const { verdict, finding, evidence } = await runMapped(about([-1, 1e9]), worldWith());
    expect(verdict).toBe('holds');
    expect(finding).toBe(
      'For more than half of all keys the gradient stayed below the bound: yes in 2 of 4 cells, no in 2; all are decided. The map claims that there are both answers; there are both.',
    );
    const { cells, ...map } = evidence as MapEvidence;
    expect(map).toMatchObject({ kind: 'map', cut: 0.5, side: 'above', cap: 40, alpha: alpha / 4 });
    expect(cells.map(({ x, y, verdict: cell }) => [x, y, cell])).toEqual([
      [-1, 7, 'refuted'],
      [1e9, 7, 'holds'],
      [-1, 8, 'refuted'],
      [1e9, 8, 'holds'],
    ]);
  });

  test('is refuted where all cells agree', async () => {
    const { verdict, finding } = await runMapped(about([1e8, 1e9]), worldWith());
    expect(verdict).toBe('refuted');
    expect(finding).toContain('yes in 4 of 4 cells, no in 0; all are decided.');
    expect(finding).toContain('both answers; there is one alone.');
    expect(await verdictOf(about([-2, -1]))).toBe('refuted');
  });

  test('stays undecided while a cell that could tell is open', async () => {
    const mean = { above: 0.4 };
    const { verdict, finding } = await runMapped(about([1e8, 1e9], { keys: 16, mean }), worldWith());
    expect(verdict).toBe('undecided');
    expect(finding).toMatch(/^With a mean score above \.4, the gradient .* only one is seen yet\.$/);
  });
});

describe('verdicts on record', () => {
  const expecting = (expected: (x: number) => 'holds' | 'refuted' | undefined) => (x: number) => {
    const verdict = expected(x);
    return { ...upTo(x), ...(verdict && { expected: verdict }) };
  };

  test('make the map hold where each cell comes out so, whatever the others do', async () => {
    const cell = expecting((x) => (x === 1e9 ? 'holds' : undefined));
    const { verdict, finding } = await runMapped(about([-1, 1e9], {}, cell), worldWith());
    expect(verdict).toBe('holds');
    expect(finding).toContain('The map claims 2 of these answers beforehand; 2 came out so.');
  });

  test('are broken by one cell', async () => {
    expect(
      await verdictOf(
        about(
          [-1, 1e9],
          {},
          expecting(() => 'holds'),
        ),
      ),
    ).toBe('refuted');
  });

  test('that are open leave the map open', async () => {
    expect(
      await verdictOf(
        about(
          [1e9],
          { keys: 16 },
          expecting(() => 'holds'),
        ),
      ),
    ).toBe('undecided');
  });
});

test('a cell is the statistical claim of its setting: the same keys, the same scores', async () => {
  const cell: Cell = {
    setting: tiny,
    arms: { normal: 'he', uniform: 'he-uniform' },
    score: better('normal', 'uniform', costAt(20)),
  };
  const { x, y, cells, keysInAll, ...rest } = about([1], {}, () => cell);
  const single = await runUsually(
    { ...rest, ...cell, kind: 'usually', pilot: null, show: [], layers: [] },
    worldWith(),
  );
  const { evidence } = await runMapped({ ...rest, x, y, cells, keysInAll }, worldWith());
  const [found] = (evidence as MapEvidence).cells;
  const { keys, mean } = single.evidence as ScoresEvidence;
  expect(mean).toBeGreaterThan(0.1);
  expect(mean).toBeLessThan(0.9);
  expect(found).toMatchObject({ keys, mean });
});

describe('faults', () => {
  const controlsOf = async (claim: Mapped) => (await runMapped(claim, worldWith())).controls;
  const first = (expected?: 'holds'): Cell => ({
    setting: tiny,
    arms: { he: 'he', large: ['normal', { std: 50 }] },
    score: better('he', 'large', costAt(20)),
    ...(expected && { expected }),
  });

  test('a coin is caught, with verdicts on record and without', async () => {
    const cell = (x: number): Cell => ({ ...upTo(x), expected: x > 0 ? 'holds' : 'refuted' });
    for (const claim of [about([-1, 1e9]), about([-1, 1e9], {}, cell), about([-1], {}, cell)])
      expect(await controlsOf({ ...claim, faults: ['biased-coin'] })).toMatchObject([
        { caught: true, verdict: 'refuted' },
      ]);
  });

  test('swapped arms and a changed start are caught by verdicts on record', async () => {
    const claim = about([1], {}, () => first('holds'));
    expect(await controlsOf({ ...claim, faults: ['swapped-arms'] })).toMatchObject([{ caught: true }]);
    const kept = about([1], {}, () => ({
      ...upTo(1e9),
      score: within('he', gradientNorm(1), 1e-9, 1e9),
      expected: 'holds',
    }));
    expect(await controlsOf({ ...kept, faults: ['scale-to-zero'] })).toMatchObject([{ caught: true }]);
  });

  test('a fault that nothing notices is not caught', async () => {
    const claim = about([-1, 1e9], { faults: ['scale-0.88'] });
    expect(await controlsOf(claim)).toMatchObject([{ caught: false, verdict: 'holds' }]);
  });
});

test('an interrupted map goes on from the cache: a second time nothing is trained', async () => {
  const { engine, trained } = countingEngine();
  const world = worldWith({ engine });
  const cell = (x: number): Cell => ({ ...upTo(x), score: within('he', costAt(20), 0, x) });
  const claim = about([-1, 1e9], {}, cell);
  const once = await runMapped({ ...claim, keysInAll: 40 }, world);
  const half = trained();
  expect(once.verdict).toBe('undecided');
  await runMapped(claim, world);
  const whole = trained();
  expect(whole).toBeGreaterThan(half);
  expect((await runMapped(claim, world)).verdict).toBe('holds');
  expect(trained()).toBe(whole);
});
