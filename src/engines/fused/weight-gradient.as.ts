// The product that sums over points, by tiles of sums that grow side by side. Rows as in products.as.ts.

import { count, Four, One, Three, Two, Zero } from './count.as';

/** dW = δ aᵀ and db = the sum of δ over points; δ is 0 where there is no point. */
export function weightGradient<T extends number>(delta: usize, a: usize, dW: usize, db: usize, fanOut: usize, fanIn: usize, row: usize): void {
  const size = sizeof<T>();
  let i: usize = 0;
  for (; i + 2 <= fanOut; i += 2) gradientRows<T, Two>(delta + i * row, a, dW + i * fanIn * size, db + i * size, fanIn, row);
  if (i < fanOut) gradientRows<T, One>(delta + i * row, a, dW + i * fanIn * size, db + i * size, fanIn, row);
}

/** One or two rows of dW, four columns at a time; the columns left over, if any, bring the biases’ gradient with them. */
function gradientRows<T extends number, Rows>(d: usize, a: usize, out: usize, db: usize, fanIn: usize, row: usize): void {
  const outRow = fanIn * sizeof<T>();
  const rest = fanIn & 3;
  for (const end = out + (fanIn - rest) * sizeof<T>(); out != end; out += 4 * sizeof<T>()) {
    tile<T, Rows, Four>(d, a, out, outRow, db, row);
    a += 4 * row;
  }
  if (rest == 0) tile<T, Rows, Zero>(d, a, out, outRow, db, row);
  else if (rest == 1) tile<T, Rows, One>(d, a, out, outRow, db, row);
  else if (rest == 2) tile<T, Rows, Two>(d, a, out, outRow, db, row);
  else tile<T, Rows, Three>(d, a, out, outRow, db, row);
}

/**
 * Rows of δ with rows of a. Two by four are eight sums, six vectors and a product: all the registers that V8 gives, so
 * that the biases have to come with less.
 */
function tile<T extends number, Rows, Columns>(d: usize, x: usize, out: usize, outRow: usize, db: usize, row: usize): void {
  const size = sizeof<T>();
  const two = count<Rows>() == 2;
  const many = count<Columns>();
  const bias = many < 4;
  let p0 = v128.splat<T>(<T>0);
  let p1 = p0;
  let p2 = p0;
  let p3 = p0;
  let pb = p0;
  let q0 = p0;
  let q1 = p0;
  let q2 = p0;
  let q3 = p0;
  let qb = p0;
  const end = d + row;
  for (; d != end; d += 32) {
    const e = d + row;
    const x1 = x + row;
    const x2 = x1 + row;
    const x3 = x2 + row;
    let u = v128.load(d);
    let v = two ? v128.load(e) : u;
    if (bias) {
      pb = v128.add<T>(pb, u);
      if (two) qb = v128.add<T>(qb, v);
    }
    if (many > 0) {
      const a = v128.load(x);
      p0 = v128.add<T>(p0, v128.mul<T>(u, a));
      if (two) q0 = v128.add<T>(q0, v128.mul<T>(v, a));
    }
    if (many > 1) {
      const a = v128.load(x1);
      p1 = v128.add<T>(p1, v128.mul<T>(u, a));
      if (two) q1 = v128.add<T>(q1, v128.mul<T>(v, a));
    }
    if (many > 2) {
      const a = v128.load(x2);
      p2 = v128.add<T>(p2, v128.mul<T>(u, a));
      if (two) q2 = v128.add<T>(q2, v128.mul<T>(v, a));
    }
    if (many > 3) {
      const a = v128.load(x3);
      p3 = v128.add<T>(p3, v128.mul<T>(u, a));
      if (two) q3 = v128.add<T>(q3, v128.mul<T>(v, a));
    }
    // Never so, but unless it is asked V8 loads the vectors of both halves first and runs out of registers.
    if (d + 16 == end) break;
    u = v128.load(d, 16);
    v = two ? v128.load(e, 16) : u;
    if (bias) {
      pb = v128.add<T>(pb, u);
      if (two) qb = v128.add<T>(qb, v);
    }
    if (many > 0) {
      const a = v128.load(x, 16);
      p0 = v128.add<T>(p0, v128.mul<T>(u, a));
      if (two) q0 = v128.add<T>(q0, v128.mul<T>(v, a));
    }
    if (many > 1) {
      const a = v128.load(x1, 16);
      p1 = v128.add<T>(p1, v128.mul<T>(u, a));
      if (two) q1 = v128.add<T>(q1, v128.mul<T>(v, a));
    }
    if (many > 2) {
      const a = v128.load(x2, 16);
      p2 = v128.add<T>(p2, v128.mul<T>(u, a));
      if (two) q2 = v128.add<T>(q2, v128.mul<T>(v, a));
    }
    if (many > 3) {
      const a = v128.load(x3, 16);
      p3 = v128.add<T>(p3, v128.mul<T>(u, a));
      if (two) q3 = v128.add<T>(q3, v128.mul<T>(v, a));
    }
    x += 32;
  }
  if (many > 0) store<T>(out, laneSum<T>(p0));
  if (many > 1) store<T>(out + size, laneSum<T>(p1));
  if (many > 2) store<T>(out + 2 * size, laneSum<T>(p2));
  if (many > 3) store<T>(out + 3 * size, laneSum<T>(p3));
  if (bias) store<T>(db, laneSum<T>(pb));
  if (two) {
    if (many > 0) store<T>(out + outRow, laneSum<T>(q0));
    if (many > 1) store<T>(out + outRow + size, laneSum<T>(q1));
    if (many > 2) store<T>(out + outRow + 2 * size, laneSum<T>(q2));
    if (many > 3) store<T>(out + outRow + 3 * size, laneSum<T>(q3));
    if (bias) store<T>(db + size, laneSum<T>(qb));
  }
}

/** The lanes of a vector, added pair by pair. */
// @ts-ignore: decorator
@inline
export function laneSum<T extends number>(v: v128): T {
  if (sizeof<T>() == 4)
    return <T>((f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3)));
  return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
}
