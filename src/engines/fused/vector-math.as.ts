// Exponential and logarithm four (or two) at a time, by the same few operations on every machine. elementary.test.ts
// measures their errors, given here in units in the last place.

// @ts-ignore: decorator
@inline
function term<T extends number>(sum: v128, x: v128, coefficient: f64): v128 {
  return v128.add<T>(v128.mul<T>(sum, x), v128.splat<T>(<T>coefficient));
}

/**
 * e^x for x ≤ 0, within 1.1 units (float32) or 1.01 (float64). x = n ln 2 + r with |r| ≤ ½ ln 2; e^r by Taylor's
 * series, whose first term left out is below r^8 / 8! = 5e-9 (float32) or r^14 / 14! = 4e-18 (float64); 2^n by its
 * exponent bits. What is below the least normal number is 0.
 */
// @ts-ignore: decorator
@inline
export function expNegative<T extends number>(x: v128): v128 {
  const single = sizeof<T>() == 4;
  // Adding 1.5 · 2^23 (2^52) leaves the nearest integer in the low bits.
  const magic = v128.splat<T>(<T>(single ? 12582912.0 : 6755399441055744.0));
  // ln 2^−126 and ln 2^−1022: the last n whose power has exponent bits.
  const least = v128.splat<T>(<T>(single ? -87.33654022216797 : -708.3964185322641));
  const bounded = v128.pmax<T>(x, least);
  const shifted = v128.add<T>(v128.mul<T>(bounded, v128.splat<T>(<T>1.4426950408889634)), magic);
  const n = v128.sub<T>(shifted, magic);
  const high = <T>(single ? 0.693145751953125 : 0.6931471803691238);
  const low = <T>(single ? 1.428606765330187e-6 : 1.9082149292705877e-10);
  let r = v128.sub<T>(bounded, v128.mul<T>(n, v128.splat<T>(high)));
  r = v128.sub<T>(r, v128.mul<T>(n, v128.splat<T>(low)));
  let sum: v128;
  if (single) {
    sum = v128.splat<T>(<T>(1.0 / 5040.0));
  } else {
    sum = v128.splat<T>(<T>(1.0 / 6227020800.0));
    sum = term<T>(sum, r, 1.0 / 479001600.0);
    sum = term<T>(sum, r, 1.0 / 39916800.0);
    sum = term<T>(sum, r, 1.0 / 3628800.0);
    sum = term<T>(sum, r, 1.0 / 362880.0);
    sum = term<T>(sum, r, 1.0 / 40320.0);
    sum = term<T>(sum, r, 1.0 / 5040.0);
  }
  sum = term<T>(sum, r, 1.0 / 720.0);
  sum = term<T>(sum, r, 1.0 / 120.0);
  sum = term<T>(sum, r, 1.0 / 24.0);
  sum = term<T>(sum, r, 1.0 / 6.0);
  sum = term<T>(sum, r, 0.5);
  sum = term<T>(sum, r, 1.0);
  sum = term<T>(sum, r, 1.0);
  const power = single
    ? i32x4.shl(i32x4.add(shifted, i32x4.splat(127)), 23)
    : i64x2.shl(i64x2.add(shifted, i64x2.splat(1023)), 52);
  return v128.andnot(v128.mul<T>(sum, power), v128.lt<T>(x, least));
}

/**
 * ln(1 + e) for normal e up to 1 and for 0, within 1.81 units (float32) or 1.31 (float64). It is 2 artanh(s) with
 * s = e / (2 + e) ≤ ⅓: s + s³/3 + s⁵/5 + …, whose first term left out is below s^17 / 17 = 5e-10 of s (float32) or
 * s^35 / 35 = 2e-18 of s (float64). The 1 of the series is added last, which rounds less.
 */
// @ts-ignore: decorator
@inline
export function log1pUnit<T extends number>(e: v128): v128 {
  const s = v128.div<T>(e, v128.add<T>(e, v128.splat<T>(<T>2.0)));
  const s2 = v128.mul<T>(s, s);
  let sum: v128;
  if (sizeof<T>() == 4) {
    sum = v128.splat<T>(<T>(1.0 / 15.0));
  } else {
    sum = v128.splat<T>(<T>(1.0 / 33.0));
    sum = term<T>(sum, s2, 1.0 / 31.0);
    sum = term<T>(sum, s2, 1.0 / 29.0);
    sum = term<T>(sum, s2, 1.0 / 27.0);
    sum = term<T>(sum, s2, 1.0 / 25.0);
    sum = term<T>(sum, s2, 1.0 / 23.0);
    sum = term<T>(sum, s2, 1.0 / 21.0);
    sum = term<T>(sum, s2, 1.0 / 19.0);
    sum = term<T>(sum, s2, 1.0 / 17.0);
    sum = term<T>(sum, s2, 1.0 / 15.0);
  }
  sum = term<T>(sum, s2, 1.0 / 13.0);
  sum = term<T>(sum, s2, 1.0 / 11.0);
  sum = term<T>(sum, s2, 1.0 / 9.0);
  sum = term<T>(sum, s2, 1.0 / 7.0);
  sum = term<T>(sum, s2, 1.0 / 5.0);
  sum = term<T>(sum, s2, 1.0 / 3.0);
  const twice = v128.add<T>(s, s);
  return v128.add<T>(twice, v128.mul<T>(twice, v128.mul<T>(s2, sum)));
}
