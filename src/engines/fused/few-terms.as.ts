// Products whose sums have at most five terms, as beside the inputs and the outputs of small networks: too short for a
// tile to pay. Two units' weights stay in registers while all points go by. Rows and the order of summation as in
// products.as.ts.

import { count, Five, Four, One, Three, Two } from './count.as';
import { rectify, rectifySlope } from './elementwise.as';

/** What is made of the sums: W a + b, ReLU of it, or Wᵀ δ times the slope of ReLU, whose values lie where the sums go. */
export class Sums {}
export class RectifiedSums {}
export class SlopedSums {}

/** False, and nothing done, where there are more terms. The other arguments are those of `product` in products.as.ts. */
export function fewTerms<T extends number, Result>(W: usize, unitStep: usize, termStep: usize, b: usize, x: usize, out: usize, units: usize, terms: usize, row: usize): bool {
  if (terms == 1) pairs<T, One, Result>(W, unitStep, termStep, b, x, out, units, row);
  else if (terms == 2) pairs<T, Two, Result>(W, unitStep, termStep, b, x, out, units, row);
  else if (terms == 3) pairs<T, Three, Result>(W, unitStep, termStep, b, x, out, units, row);
  else if (terms == 4) pairs<T, Four, Result>(W, unitStep, termStep, b, x, out, units, row);
  else if (terms == 5) pairs<T, Five, Result>(W, unitStep, termStep, b, x, out, units, row);
  else return false;
  return true;
}

function pairs<T extends number, Terms, Result>(W: usize, unitStep: usize, termStep: usize, b: usize, x: usize, out: usize, units: usize, row: usize): void {
  for (; units > 1; units -= 2) {
    strip<T, Terms, Result>(W, unitStep, termStep, b, x, out, row, true);
    W += 2 * unitStep;
    b += 2 * sizeof<T>();
    out += 2 * row;
  }
  if (units) strip<T, Terms, Result>(W, unitStep, termStep, b, x, out, row, false);
}

/** The sums of one or two units. */
// @ts-ignore: decorator
@inline
function strip<T extends number, Terms, Result>(W: usize, unitStep: usize, termStep: usize, b: usize, x: usize, out: usize, row: usize, two: bool): void {
  const many = count<Terms>();
  const biased = idof<Result>() != idof<SlopedSums>();
  const zero = v128.splat<T>(<T>0);
  const u0 = v128.load_splat<T>(W);
  const u1 = many > 1 ? v128.load_splat<T>(W + termStep) : zero;
  const u2 = many > 2 ? v128.load_splat<T>(W + 2 * termStep) : zero;
  const u3 = many > 3 ? v128.load_splat<T>(W + 3 * termStep) : zero;
  const u4 = many > 4 ? v128.load_splat<T>(W + 4 * termStep) : zero;
  const ub = biased ? v128.load_splat<T>(b) : zero;
  W += unitStep;
  const v0 = two ? v128.load_splat<T>(W) : zero;
  const v1 = two && many > 1 ? v128.load_splat<T>(W + termStep) : zero;
  const v2 = two && many > 2 ? v128.load_splat<T>(W + 2 * termStep) : zero;
  const v3 = two && many > 3 ? v128.load_splat<T>(W + 3 * termStep) : zero;
  const v4 = two && many > 4 ? v128.load_splat<T>(W + 4 * termStep) : zero;
  const vb = two && biased ? v128.load_splat<T>(b + sizeof<T>()) : zero;
  for (const end = x + row; x != end; x += 64) {
    const x1 = x + row;
    const x2 = x1 + row;
    const x3 = x2 + row;
    const x4 = x3 + row;
    const next = out + row;
    vector<T, Terms, Result>(x, x1, x2, x3, x4, out, next, u0, u1, u2, u3, u4, ub, v0, v1, v2, v3, v4, vb, two);
    vector<T, Terms, Result>(x + 16, x1 + 16, x2 + 16, x3 + 16, x4 + 16, out + 16, next + 16, u0, u1, u2, u3, u4, ub, v0, v1, v2, v3, v4, vb, two);
    vector<T, Terms, Result>(x + 32, x1 + 32, x2 + 32, x3 + 32, x4 + 32, out + 32, next + 32, u0, u1, u2, u3, u4, ub, v0, v1, v2, v3, v4, vb, two);
    vector<T, Terms, Result>(x + 48, x1 + 48, x2 + 48, x3 + 48, x4 + 48, out + 48, next + 48, u0, u1, u2, u3, u4, ub, v0, v1, v2, v3, v4, vb, two);
    out += 64;
  }
}

/**
 * One vector of points. Both sums are stored last: V8 keeps loads and stores in order and would make one sum after the
 * other, all vectors waiting in registers.
 */
// @ts-ignore: decorator
@inline
function vector<T extends number, Terms, Result>(x0: usize, x1: usize, x2: usize, x3: usize, x4: usize, out: usize, next: usize, u0: v128, u1: v128, u2: v128, u3: v128, u4: v128, ub: v128, v0: v128, v1: v128, v2: v128, v3: v128, v4: v128, vb: v128, two: bool): void {
  const many = count<Terms>();
  const back = idof<Result>() == idof<SlopedSums>();
  let x = v128.load(x0);
  let p = v128.mul<T>(u0, x);
  let q = v128.mul<T>(v0, x);
  if (!back) {
    p = v128.add<T>(ub, p);
    q = v128.add<T>(vb, q);
  }
  if (many > 1) {
    x = v128.load(x1);
    p = v128.add<T>(p, v128.mul<T>(u1, x));
    q = v128.add<T>(q, v128.mul<T>(v1, x));
  }
  if (many > 2) {
    x = v128.load(x2);
    p = v128.add<T>(p, v128.mul<T>(u2, x));
    q = v128.add<T>(q, v128.mul<T>(v2, x));
  }
  if (many > 3) {
    x = v128.load(x3);
    p = v128.add<T>(p, v128.mul<T>(u3, x));
    q = v128.add<T>(q, v128.mul<T>(v3, x));
  }
  if (many > 4) {
    x = v128.load(x4);
    p = v128.add<T>(p, v128.mul<T>(u4, x));
    q = v128.add<T>(q, v128.mul<T>(v4, x));
  }
  if (back) {
    const f = v128.load(out);
    if (two) q = rectifySlope<T>(q, v128.load(next));
    p = rectifySlope<T>(p, f);
  } else if (idof<Result>() == idof<RectifiedSums>()) {
    p = rectify<T>(p);
    q = rectify<T>(q);
  }
  v128.store(out, p);
  if (two) v128.store(next, q);
}
