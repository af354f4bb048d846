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
  let u: v128, v: v128, a0: v128, a1: v128, a2: v128, a3: v128;
  for (; d != end; d += 64) {
    const e = d + row;
    const x1 = x + row;
    const x2 = x1 + row;
    const x3 = x2 + row;
    u = v128.load(d);
    v = two ? v128.load(e) : u;
    a0 = many > 0 ? v128.load(x) : u;
    a1 = many > 1 ? v128.load(x1) : u;
    a2 = many > 2 ? v128.load(x2) : u;
    a3 = many > 3 ? v128.load(x3) : u;
    pb = v128.add<T>(pb, u);
    p0 = plus<T>(p0, u, a0);
    p1 = plus<T>(p1, u, a1);
    p2 = plus<T>(p2, u, a2);
    p3 = plus<T>(p3, u, a3);
    qb = v128.add<T>(qb, v);
    q0 = plus<T>(q0, v, a0);
    q1 = plus<T>(q1, v, a1);
    q2 = plus<T>(q2, v, a2);
    q3 = plus<T>(q3, v, a3);
    // A row never ends here, but unless it is asked V8 loads all vectors first and runs out of registers.
    if (d + 16 == end) break;
    u = v128.load(d, 16);
    v = two ? v128.load(e, 16) : u;
    a0 = many > 0 ? v128.load(x, 16) : u;
    a1 = many > 1 ? v128.load(x1, 16) : u;
    a2 = many > 2 ? v128.load(x2, 16) : u;
    a3 = many > 3 ? v128.load(x3, 16) : u;
    pb = v128.add<T>(pb, u);
    p0 = plus<T>(p0, u, a0);
    p1 = plus<T>(p1, u, a1);
    p2 = plus<T>(p2, u, a2);
    p3 = plus<T>(p3, u, a3);
    qb = v128.add<T>(qb, v);
    q0 = plus<T>(q0, v, a0);
    q1 = plus<T>(q1, v, a1);
    q2 = plus<T>(q2, v, a2);
    q3 = plus<T>(q3, v, a3);
    if (d + 32 == end) break;
    u = v128.load(d, 32);
    v = two ? v128.load(e, 32) : u;
    a0 = many > 0 ? v128.load(x, 32) : u;
    a1 = many > 1 ? v128.load(x1, 32) : u;
    a2 = many > 2 ? v128.load(x2, 32) : u;
    a3 = many > 3 ? v128.load(x3, 32) : u;
    pb = v128.add<T>(pb, u);
    p0 = plus<T>(p0, u, a0);
    p1 = plus<T>(p1, u, a1);
    p2 = plus<T>(p2, u, a2);
    p3 = plus<T>(p3, u, a3);
    qb = v128.add<T>(qb, v);
    q0 = plus<T>(q0, v, a0);
    q1 = plus<T>(q1, v, a1);
    q2 = plus<T>(q2, v, a2);
    q3 = plus<T>(q3, v, a3);
    if (d + 48 == end) break;
    u = v128.load(d, 48);
    v = two ? v128.load(e, 48) : u;
    a0 = many > 0 ? v128.load(x, 48) : u;
    a1 = many > 1 ? v128.load(x1, 48) : u;
    a2 = many > 2 ? v128.load(x2, 48) : u;
    a3 = many > 3 ? v128.load(x3, 48) : u;
    pb = v128.add<T>(pb, u);
    p0 = plus<T>(p0, u, a0);
    p1 = plus<T>(p1, u, a1);
    p2 = plus<T>(p2, u, a2);
    p3 = plus<T>(p3, u, a3);
    qb = v128.add<T>(qb, v);
    q0 = plus<T>(q0, v, a0);
    q1 = plus<T>(q1, v, a1);
    q2 = plus<T>(q2, v, a2);
    q3 = plus<T>(q3, v, a3);
    x += 64;
  }
  if (many > 3) {
    storeSums<T>(out, p0, p1, p2, p3);
    if (two) storeSums<T>(out + outRow, q0, q1, q2, q3);
    return;
  }
  if (many > 0) store<T>(out, laneSum<T>(p0));
  if (many > 1) store<T>(out + size, laneSum<T>(p1));
  if (many > 2) store<T>(out + 2 * size, laneSum<T>(p2));
  store<T>(db, laneSum<T>(pb));
  if (two) {
    if (many > 0) store<T>(out + outRow, laneSum<T>(q0));
    if (many > 1) store<T>(out + outRow + size, laneSum<T>(q1));
    if (many > 2) store<T>(out + outRow + 2 * size, laneSum<T>(q2));
    store<T>(db + size, laneSum<T>(qb));
  }
}

// @ts-ignore: decorator
@inline
function plus<T extends number>(sum: v128, u: v128, a: v128): v128 {
  return v128.add<T>(sum, v128.mul<T>(u, a));
}

/** The lanes of a vector, added pair by pair. */
// @ts-ignore: decorator
@inline
export function laneSum<T extends number>(v: v128): T {
  if (sizeof<T>() == 4)
    return <T>((f32x4.extract_lane(v, 0) + f32x4.extract_lane(v, 1)) + (f32x4.extract_lane(v, 2) + f32x4.extract_lane(v, 3)));
  return <T>(f64x2.extract_lane(v, 0) + f64x2.extract_lane(v, 1));
}

/** The lane sums of four vectors, side by side. */
// @ts-ignore: decorator
@inline
function storeSums<T extends number>(out: usize, p0: v128, p1: v128, p2: v128, p3: v128): void {
  const front = pairSums<T>(p0, p1);
  const back = pairSums<T>(p2, p3);
  if (sizeof<T>() == 4) {
    v128.store(out, pairSums<T>(front, back));
  } else {
    v128.store(out, front);
    v128.store(out, back, 16);
  }
}

/** Each two lanes’ sum, of one vector and then of another. */
// @ts-ignore: decorator
@inline
function pairSums<T extends number>(a: v128, b: v128): v128 {
  if (sizeof<T>() == 4) return f32x4.add(f32x4.shuffle(a, b, 0, 2, 4, 6), f32x4.shuffle(a, b, 1, 3, 5, 7));
  return f64x2.add(f64x2.shuffle(a, b, 0, 2), f64x2.shuffle(a, b, 1, 3));
}
