import { expect, test } from 'vitest';
import { rootKey } from '../random/key.ts';
import type { Points } from './dataset.ts';
import { bestHalfPlaneAccuracy } from './half-plane.ts';

const pointsFrom = (rows: readonly (readonly [x: number, y: number, label: number])[]): Points => ({
  count: rows.length,
  features: 2,
  inputs: Float64Array.from(rows.flatMap((row) => row.slice(0, 2))),
  labels: Int32Array.from(rows.map(([, , label]) => label)),
});

test('of XOR’s four points a half-plane gets three', () => {
  const xor = pointsFrom([
    [0, 0, 0],
    [1, 1, 0],
    [0, 1, 1],
    [1, 0, 1],
  ]);
  expect(bestHalfPlaneAccuracy(xor)).toBe(0.75);
});

test('what a line separates it gets all of', () => {
  const draws = rootKey(1).child('separable').draws();
  const rows = Array.from({ length: 40 }, () => {
    const [x, y] = [draws.normal(), draws.normal()] as const;
    return [x, y, Number(3 * x - y > 0.5)] as const;
  });
  expect(bestHalfPlaneAccuracy(pointsFrom(rows))).toBe(1);
  expect(bestHalfPlaneAccuracy(pointsFrom(rows.map(([x, y, label]) => [x, y, 1 - label])))).toBe(1);
});

test('one class alone is separable, and so are two points', () => {
  expect(
    bestHalfPlaneAccuracy(
      pointsFrom([
        [0, 0, 1],
        [1, 0, 1],
        [0.3, 1, 1],
        [2, 2.5, 1],
      ]),
    ),
  ).toBe(1);
  expect(
    bestHalfPlaneAccuracy(
      pointsFrom([
        [0, 0, 1],
        [1, 0, 0],
      ]),
    ),
  ).toBe(1);
});

/** The best threshold along a direction, class 1 above it or below it. */
function bestAlong(angle: number, { count, inputs, labels }: Points): number {
  const along = Array.from({ length: count }, (_, s) => ({
    at: Math.cos(angle) * inputs[2 * s]! + Math.sin(angle) * inputs[2 * s + 1]!,
    label: labels[s]!,
  })).sort((a, b) => a.at - b.at);
  let right = along.filter(({ label }) => label === 1).length;
  let best = Math.max(right, count - right);
  for (const { label } of along) {
    right += label === 0 ? 1 : -1;
    best = Math.max(best, right, count - right);
  }
  return best / count;
}

test.each([1, 2, 3, 4, 5, 6])(
  'no direction of 2,000 does better on random points, and some does as well (%i)',
  (seed) => {
    const draws = rootKey(seed).child('half-planes').draws();
    const rows = Array.from(
      { length: 5 + 3 * seed },
      (_, s) => [draws.normal(), draws.normal(), s % 2] as const,
    );
    const points = pointsFrom(rows);
    const angles = Array.from({ length: 2000 }, (_, k) => (Math.PI * k) / 2000);
    const found = Math.max(...angles.map((angle) => bestAlong(angle, points)));
    expect(bestHalfPlaneAccuracy(points)).toBe(found);
  },
);

test('only points in the plane have half-planes', () => {
  const line: Points = { count: 3, features: 1, inputs: new Float64Array(3), labels: new Int32Array(3) };
  expect(() => bestHalfPlaneAccuracy(line)).toThrow('invalid points: 1 features');
});
