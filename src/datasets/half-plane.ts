import type { Points } from './dataset.ts';

/**
 * The largest share of points of two classes that any half-plane classifies rightly, found by trying the line through
 * every pair of points: a best line can be moved until it touches two of them, and a nudge puts each of the two on
 * either side.
 *
 * @param points in the plane, no three on a line (a third point on a line counts as right)
 */
export function bestHalfPlaneAccuracy({ count, features, inputs, labels }: Points): number {
  if (features !== 2)
    throw new RangeError(`invalid points: ${features} features (half-planes divide the plane)`);
  if (count < 3) return 1;
  let best = 0;
  for (let i = 0; i < count; i++) {
    for (let j = i + 1; j < count; j++) {
      const right = rightOfLine(i, j);
      best = Math.max(best, right.one + 2, right.other + 2);
    }
  }
  return best / count;

  /** How many of the other points are right if class 1 lies on the one side, or on the other. */
  function rightOfLine(i: number, j: number): { one: number; other: number } {
    const dx = inputs[2 * j]! - inputs[2 * i]!;
    const dy = inputs[2 * j + 1]! - inputs[2 * i + 1]!;
    const right = { one: 0, other: 0 };
    for (let s = 0; s < count; s++) {
      if (s === i || s === j) continue;
      const side = dx * (inputs[2 * s + 1]! - inputs[2 * i + 1]!) - dy * (inputs[2 * s]! - inputs[2 * i]!);
      if (side === 0 || side > 0 === (labels[s] === 1)) right.one++;
      if (side === 0 || side < 0 === (labels[s] === 1)) right.other++;
    }
    return right;
  }
}
