// The product that sums over points, by tiles of sums that grow side by side. Rows as in products.as.ts.

/** dW = δ aᵀ and db = the sum of δ over points; δ is 0 where there is no point. */
export function weightGradient<T extends number>(delta: usize, a: usize, dW: usize, db: usize, fanOut: usize, fanIn: usize, row: usize): void {
  const size = sizeof<T>();
  let i: usize = 0;
  for (; i + 2 <= fanOut; i += 2) gradientRows<T>(delta + i * row, a, dW + i * fanIn * size, db + i * size, fanIn, row, true);
  if (i < fanOut) gradientRows<T>(delta + i * row, a, dW + i * fanIn * size, db + i * size, fanIn, row, false);
}

/** One or two rows of dW, four columns at a time; the first columns bring the biases' gradient with them. */
// @ts-ignore: decorator
@inline
function gradientRows<T extends number>(d: usize, a: usize, out: usize, db: usize, fanIn: usize, row: usize, two: bool): void {
  const size = sizeof<T>();
  const outRow = fanIn * size;
  if (fanIn < 4) {
    if (fanIn == 1) dots<T>(d, a, out, outRow, db, row, two, 1, true);
    else if (fanIn == 2) dots<T>(d, a, out, outRow, db, row, two, 2, true);
    else dots<T>(d, a, out, outRow, db, row, two, 3, true);
    return;
  }
  dots<T>(d, a, out, outRow, db, row, two, 4, true);
  let k: usize = 4;
  for (; k + 4 <= fanIn; k += 4) dots<T>(d, a + k * row, out + k * size, outRow, db, row, two, 4, false);
  const rest = fanIn - k;
  if (rest == 1) dots<T>(d, a + k * row, out + k * size, outRow, db, row, two, 1, false);
  else if (rest == 2) dots<T>(d, a + k * row, out + k * size, outRow, db, row, two, 2, false);
  else if (rest == 3) dots<T>(d, a + k * row, out + k * size, outRow, db, row, two, 3, false);
}

/** One or two rows of δ with one to four rows of a. The last three arguments are constants wherever it is called. */
// @ts-ignore: decorator
@inline
function dots<T extends number>(d: usize, x: usize, out: usize, outRow: usize, db: usize, row: usize, two: bool, many: i32, bias: bool): void {
  const size = sizeof<T>();
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
  const e = d + row;
  const x1 = x + row;
  const x2 = x1 + row;
  const x3 = x2 + row;
  for (let s: usize = 0; s < row; s += 16) {
    const u = v128.load(d + s);
    const v = two ? v128.load(e + s) : u;
    if (bias) {
      pb = v128.add<T>(pb, u);
      if (two) qb = v128.add<T>(qb, v);
    }
    const a0 = v128.load(x + s);
    p0 = v128.add<T>(p0, v128.mul<T>(u, a0));
    if (two) q0 = v128.add<T>(q0, v128.mul<T>(v, a0));
    if (many > 1) {
      const a1 = v128.load(x1 + s);
      p1 = v128.add<T>(p1, v128.mul<T>(u, a1));
      if (two) q1 = v128.add<T>(q1, v128.mul<T>(v, a1));
    }
    if (many > 2) {
      const a2 = v128.load(x2 + s);
      p2 = v128.add<T>(p2, v128.mul<T>(u, a2));
      if (two) q2 = v128.add<T>(q2, v128.mul<T>(v, a2));
    }
    if (many > 3) {
      const a3 = v128.load(x3 + s);
      p3 = v128.add<T>(p3, v128.mul<T>(u, a3));
      if (two) q3 = v128.add<T>(q3, v128.mul<T>(v, a3));
    }
  }
  store<T>(out, laneSum<T>(p0));
  if (many > 1) store<T>(out + size, laneSum<T>(p1));
  if (many > 2) store<T>(out + 2 * size, laneSum<T>(p2));
  if (many > 3) store<T>(out + 3 * size, laneSum<T>(p3));
  if (bias) store<T>(db, laneSum<T>(pb));
  if (two) {
    store<T>(out + outRow, laneSum<T>(q0));
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
