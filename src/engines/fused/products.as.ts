// The products of a dense layer with its weights, forward and back, by tiles. Values are kept unit by unit,
// [units, padded points]; a row is a multiple of 64 bytes. A sum takes its terms in one order whatever the tile, so
// equal units stay equal to the bit.

import { Activation, leak, leakSlope, rectify, rectifySlope } from './elementwise.as';
import { fewTerms, RectifiedSums, SlopedSums, Sums } from './few-terms.as';

/**
 * f(W a + b), f a kinked activation, the linear one for W a + b itself. W [fanOut, fanIn], a [fanIn, row],
 * out [fanOut, row]; `row` in bytes.
 */
export function affine<T extends number>(W: usize, b: usize, a: usize, out: usize, fanOut: usize, fanIn: usize, row: usize, f: i32): void {
  const size = sizeof<T>();
  const unitStep = fanIn * size;
  if (f == Activation.linear && fewTerms<T, Sums>(W, unitStep, size, b, a, out, fanOut, fanIn, row)) return;
  if (f == Activation.relu && fewTerms<T, RectifiedSums>(W, unitStep, size, b, a, out, fanOut, fanIn, row)) return;
  product<T>(W, unitStep, size, b, a, out, fanOut, fanIn, row, f, true);
}

/** Wᵀ δ: [fanIn, row], times f′ of a kinked activation f, whose values are found in `out` itself. */
export function inputGradient<T extends number>(W: usize, delta: usize, out: usize, fanOut: usize, fanIn: usize, row: usize, f: i32): void {
  const size = sizeof<T>();
  const step = fanIn * size;
  if (f == Activation.relu && fewTerms<T, SlopedSums>(W, size, step, 0, delta, out, fanIn, fanOut, row)) return;
  product<T>(W, size, step, 0, delta, out, fanIn, fanOut, row, f, false);
}

/** For each unit the sum over terms of a weight times a row of x, from its bias on if `forward`, else from 0 on. */
// @ts-ignore: decorator
@inline
function product<T extends number>(W: usize, unitStep: usize, termStep: usize, b: usize, x: usize, out: usize, units: usize, terms: usize, row: usize, f: i32, forward: bool): void {
  const size = sizeof<T>();
  for (let s: usize = 0; s < row; s += 64) {
    let w = W;
    let o = out + s;
    let i: usize = 0;
    for (; i + 2 <= units; i += 2) {
      let p0 = forward ? v128.load_splat<T>(b + i * size) : v128.splat<T>(<T>0);
      let p1 = p0;
      let p2 = p0;
      let p3 = p0;
      let q0 = forward ? v128.load_splat<T>(b + (i + 1) * size) : p0;
      let q1 = q0;
      let q2 = q0;
      let q3 = q0;
      let y = x + s;
      for (const end = w + terms * termStep; w != end; w += termStep) {
        const u = v128.load_splat<T>(w);
        const v = v128.load_splat<T>(w + unitStep);
        const x0 = v128.load(y);
        const x1 = v128.load(y, 16);
        const x2 = v128.load(y, 32);
        const x3 = v128.load(y, 48);
        p0 = v128.add<T>(p0, v128.mul<T>(u, x0));
        p1 = v128.add<T>(p1, v128.mul<T>(u, x1));
        p2 = v128.add<T>(p2, v128.mul<T>(u, x2));
        p3 = v128.add<T>(p3, v128.mul<T>(u, x3));
        q0 = v128.add<T>(q0, v128.mul<T>(v, x0));
        q1 = v128.add<T>(q1, v128.mul<T>(v, x1));
        q2 = v128.add<T>(q2, v128.mul<T>(v, x2));
        q3 = v128.add<T>(q3, v128.mul<T>(v, x3));
        y += row;
      }
      finish<T>(o, p0, p1, p2, p3, f, forward);
      finish<T>(o + row, q0, q1, q2, q3, f, forward);
      o += 2 * row;
      w += 2 * unitStep - terms * termStep;
    }
    if (i < units) {
      let p0 = forward ? v128.load_splat<T>(b + i * size) : v128.splat<T>(<T>0);
      let p1 = p0;
      let p2 = p0;
      let p3 = p0;
      let y = x + s;
      for (const end = w + terms * termStep; w != end; w += termStep) {
        const u = v128.load_splat<T>(w);
        p0 = v128.add<T>(p0, v128.mul<T>(u, v128.load(y)));
        p1 = v128.add<T>(p1, v128.mul<T>(u, v128.load(y, 16)));
        p2 = v128.add<T>(p2, v128.mul<T>(u, v128.load(y, 32)));
        p3 = v128.add<T>(p3, v128.mul<T>(u, v128.load(y, 48)));
        y += row;
      }
      finish<T>(o, p0, p1, p2, p3, f, forward);
    }
  }
}

/** Stores four sums, bent by f or times its slope. */
// @ts-ignore: decorator
@inline
function finish<T extends number>(out: usize, p0: v128, p1: v128, p2: v128, p3: v128, f: i32, forward: bool): void {
  if (f == Activation.relu) {
    v128.store(out, forward ? rectify<T>(p0) : rectifySlope<T>(p0, v128.load(out)));
    v128.store(out, forward ? rectify<T>(p1) : rectifySlope<T>(p1, v128.load(out, 16)), 16);
    v128.store(out, forward ? rectify<T>(p2) : rectifySlope<T>(p2, v128.load(out, 32)), 32);
    v128.store(out, forward ? rectify<T>(p3) : rectifySlope<T>(p3, v128.load(out, 48)), 48);
  } else if (f == Activation.leakyRelu) {
    v128.store(out, forward ? leak<T>(p0) : leakSlope<T>(p0, v128.load(out)));
    v128.store(out, forward ? leak<T>(p1) : leakSlope<T>(p1, v128.load(out, 16)), 16);
    v128.store(out, forward ? leak<T>(p2) : leakSlope<T>(p2, v128.load(out, 32)), 32);
    v128.store(out, forward ? leak<T>(p3) : leakSlope<T>(p3, v128.load(out, 48)), 48);
  } else {
    v128.store(out, p0);
    v128.store(out, p1, 16);
    v128.store(out, p2, 32);
    v128.store(out, p3, 48);
  }
}
