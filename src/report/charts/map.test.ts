import { expect, test } from 'vitest';
import { mapEvidence } from '../../results/map-fixture.ts';
import type { Chart } from './chart.ts';
import { startDrawer } from './drawer.ts';
import { mapChart } from './map.ts';

type Cells = (typeof mapEvidence)['cells'];

const chartOf = (cells: Cells = mapEvidence.cells): Chart => mapChart({ ...mapEvidence, cells })!;
const drawn = async (chart: Chart) => (await startDrawer().draw([chart])).get(chart)!;

/** Layers of a kind of mark, as plain data. */
const layersOf = ({ specs: { wide } }: Chart, mark: Record<string, unknown>) =>
  (wide.layer as { mark: object; data: { values: Record<string, unknown>[] } }[]).filter((layer) =>
    Object.entries(mark).every(([name, value]) => (layer.mark as Record<string, unknown>)[name] === value),
  );
const rowsOf = (chart: Chart, mark: Record<string, unknown>) =>
  layersOf(chart, mark).flatMap(({ data }) => data.values);

test('the title counts cells by their verdict', () => {
  expect(chartOf().title).toBe('Yes in 3 of 12 cells, no in 6, open in 3');
  const decided = mapEvidence.cells.filter(({ verdict }) => verdict !== 'undecided');
  expect(chartOf(decided).title).toBe('Yes in 3 of 9 cells, no in 6');
});

test('what is not decided is hatched within its cell, and nothing else is', () => {
  const hatch = { type: 'rule', strokeWidth: 1 };
  const lines = rowsOf(chartOf(), hatch) as { left: number; right: number; top: number; bottom: number }[];
  const side = 88;
  const cellOf = ({ left, right, top, bottom }: (typeof lines)[number]) =>
    [Math.floor((left + right) / 2 / side), 2 - Math.floor((top + bottom) / 2 / 44)].join();
  // The diagonal of the example: column 0 of row 0, and so on.
  expect([...new Set(lines.map(cellOf))].sort()).toEqual(['0,0', '1,1', '2,2']);
  for (const { left, right, top, bottom } of lines) {
    const [column, row] = [Math.min(left, right), Math.min(top, bottom)].map(Math.floor) as [number, number];
    expect(Math.max(left, right)).toBeLessThanOrEqual((Math.floor(column / side) + 1) * side + 1e-9);
    expect(Math.max(top, bottom)).toBeLessThanOrEqual((Math.floor(row / 44) + 1) * 44 + 1e-9);
  }
  // No line runs through the number in the middle.
  const crossesNumber = ({ left, top, bottom }: (typeof lines)[number]) =>
    [0, 0.25, 0.5, 0.75, 1].some((share) => {
      const [x, y] = [left - share * (bottom - top), top + share * (bottom - top)];
      return Math.abs((x % side) - side / 2) < 10 && Math.abs((y % 44) - 22) < 8;
    });
  expect(lines.filter(crossesNumber)).toEqual([]);
  const open = mapEvidence.cells.filter(({ verdict }) => verdict !== 'undecided');
  expect(rowsOf(chartOf(open), hatch)).toEqual([]);
});

test('the line is heavy between decided cells, dashed beside open ones, and absent where the mean stays on its side', () => {
  const cell = (x: number, verdict: 'holds' | 'refuted' | 'undecided', mean: number) => ({
    ...mapEvidence.cells[0]!,
    ...{ x, y: 1, verdict, mean },
  });
  const chart = mapChart({
    ...mapEvidence,
    y: { label: 'y', values: [1] },
    cells: [
      cell(1, 'holds', 0.9),
      cell(2, 'refuted', 0.1),
      cell(4, 'undecided', 0.4),
      cell(8, 'undecided', 0.6),
    ],
  })!;
  const at = (mark: Record<string, unknown>) => rowsOf(chart, mark).map(({ left }) => left);
  expect(at({ stroke: 'var(--ink)', strokeWidth: 3 })).toEqual([88]);
  expect(at({ stroke: 'var(--ink)', strokeWidth: 1.5 })).toEqual([264]);
});

test('it is drawn for wide and narrow screens, and a pointer is told of each cell', async () => {
  const chart = chartOf();
  const { wide, narrow } = await drawn(chart);
  for (const svg of [wide, narrow!])
    for (const text of ['✓', '✕', '.97', '.45', 'hidden layers']) expect(svg).toContain(text);
  expect(narrow).toMatch(/^<svg[^>]* width="340"/);
  expect(chart.tips).toHaveLength(12);
  expect(chart.tips?.[3]?.[2]).toBe(
    'units in a hidden layer 8, hidden layers 1: no, mean .06 (0 to .3) over 38 keys',
  );
});

test('a map without cells is not drawn', () => {
  expect(mapChart({ ...mapEvidence, cells: [] })).toBeNull();
});
