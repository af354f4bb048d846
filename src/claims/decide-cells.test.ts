import { describe, expect, test } from 'vitest';
import { alpha } from './budget.ts';
import { decide } from './decide.ts';
import { cellRisk, decideCells } from './decide-cells.ts';

const none = Number.POSITIVE_INFINITY;

const grid = (width: number, height = 1) => ({
  x: { label: 'x', values: Array.from({ length: width }, (_, i) => i) },
  y: { label: 'y', values: Array.from({ length: height }, (_, i) => i) },
  mean: { above: 0.5 },
});

/** Scores that go round in a circle, a circle for each cell; and how many keys each cell was asked for. */
function source(circles: readonly (readonly number[])[]) {
  const asked = circles.map(() => 0);
  const scoresOf = async (cell: number, keys: number) => {
    asked[cell] = Math.max(asked[cell]!, keys);
    const circle = circles[cell]!;
    return Array.from({ length: keys }, (_, i) => circle[i % circle.length]!);
  };
  return { scoresOf, asked };
}

const verdicts = (decisions: readonly { readonly verdict: string }[]) =>
  decisions.map(({ verdict }) => verdict);

describe('the cells of a map', () => {
  test('are decided each by itself, and those that the keys do not tell stay open', async () => {
    const { scoresOf } = source([[1], [0], [1, 0]]);
    const decisions = await decideCells(grid(3), scoresOf, { cap: 64, inAll: none });
    expect(verdicts(decisions)).toEqual(['holds', 'refuted', 'undecided']);
    expect(decisions[2]!.keys).toBe(64);
  });

  test('share the α of one decision, so that each takes more keys than a claim of its own', async () => {
    const { scoresOf } = source(Array(25).fill([1]));
    const decisions = await decideCells(grid(5, 5), scoresOf, { cap: 64, inAll: none });
    expect(25 * cellRisk(25)).toBeCloseTo(alpha, 20);
    const single = decide(grid(1), await scoresOf(0, 64));
    expect(decisions[0]!.keys).toBeGreaterThan(single.keys);
    // Bounds are those of the cell's own, smaller error.
    expect(decisions[0]!.bounds).not.toEqual(decide(grid(1), await scoresOf(0, decisions[0]!.keys)).bounds);
  });

  test('take no more keys once they are decided', async () => {
    const { scoresOf, asked } = source([[1], [1, 0]]);
    await decideCells(grid(2), scoresOf, { cap: 160, inAll: none });
    expect(asked).toEqual([32, 160]);
  });
});

describe('keys that do not suffice for all', () => {
  // Cells 0 and 1 lean to one side, 2 and 3 to the other: the verdict turns between 1 and 2.
  const leaning = [
    [1, 1, 1, 0],
    [1, 1, 1, 0],
    [1, 0, 0, 0],
    [1, 0, 0, 0],
  ];

  test('go where the verdict turns', async () => {
    const { scoresOf, asked } = source(leaning);
    await decideCells(grid(4), scoresOf, { cap: 256, inAll: 4 * 16 + 2 * 16 });
    expect(asked).toEqual([16, 32, 32, 16]);
  });

  test('are looked for above and below, too', async () => {
    const { scoresOf, asked } = source(leaning);
    await decideCells(grid(1, 4), scoresOf, { cap: 256, inAll: 4 * 16 + 2 * 16 });
    expect(asked).toEqual([16, 32, 32, 16]);
  });

  test('are never passed', async () => {
    const { scoresOf, asked } = source(leaning);
    await decideCells(grid(4), scoresOf, { cap: 256, inAll: 100 });
    expect(asked.reduce((sum, keys) => sum + keys, 0)).toBeLessThanOrEqual(100);
  });

  test('may leave a cell without any', async () => {
    const { scoresOf } = source(leaning);
    const decisions = await decideCells(grid(4), scoresOf, { cap: 256, inAll: 16 });
    expect(verdicts(decisions)).toEqual(Array(4).fill('undecided'));
    expect(decisions[3]).toMatchObject({ keys: 0, bounds: [0, 1] });
  });
});

test('it looks among some cells only, and stops when the verdicts suffice', async () => {
  const { scoresOf, asked } = source([[1], [1], [1], [1]]);
  const enough = (found: readonly string[]) => found[1] === 'holds';
  await decideCells(grid(4), scoresOf, { cap: 64, inAll: none, among: [1, 3], enough });
  expect(asked).toEqual([0, 32, 0, 16]);
});
