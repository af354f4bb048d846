// Exponential and logarithm four (or two) at a time, by the same few operations on every machine. elementary.test.ts
// measures their errors, given here in units in the last place.

// Constants lie in memory: V8 would put a constant vector together anew, by three instructions, wherever it is used.

/** ln 2^−126 or ln 2^−1022, the last n whose power has exponent bits; 1 / ln 2; `magic`; ln 2 in two parts; 1; −0. */
const bounds32 = memory.data<f32>([-87.33654022216797, 1.4426950408889634, 12583039.0, 0.693145751953125, 1.428606765330187e-6, 1.0, -0.0]);
const bounds64 = memory.data<f64>([-708.3964185322641, 1.4426950408889634, 6755399441056767.0, 0.6931471803691238, 1.9082149292705877e-10, 1.0, -0.0]);

/** 1 / k! from k = 2 to 7 or 13. */
const factorials32 = memory.data<f32>([0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5040.0]);
const factorials64 = memory.data<f64>([
  0.5, 1.0 / 6.0, 1.0 / 24.0, 1.0 / 120.0, 1.0 / 720.0, 1.0 / 5040.0, 1.0 / 40320.0, 1.0 / 362880.0, 1.0 / 3628800.0,
  1.0 / 39916800.0, 1.0 / 479001600.0, 1.0 / 6227020800.0,
]);

/** 1 / k for odd k from 3 to 15 or 33. */
const odds32 = memory.data<f32>([1.0 / 3.0, 1.0 / 5.0, 1.0 / 7.0, 1.0 / 9.0, 1.0 / 11.0, 1.0 / 13.0, 1.0 / 15.0]);
const odds64 = memory.data<f64>([
  1.0 / 3.0, 1.0 / 5.0, 1.0 / 7.0, 1.0 / 9.0, 1.0 / 11.0, 1.0 / 13.0, 1.0 / 15.0, 1.0 / 17.0, 1.0 / 19.0, 1.0 / 21.0,
  1.0 / 23.0, 1.0 / 25.0, 1.0 / 27.0, 1.0 / 29.0, 1.0 / 31.0, 1.0 / 33.0,
]);

// @ts-ignore: decorator
@inline
function constant<T extends number>(singles: usize, doubles: usize, k: usize): v128 {
  return v128.load_splat<T>((sizeof<T>() == 4 ? singles : doubles) + k * sizeof<T>());
}

/**
 * e^x for x ≤ 0, within .96 units (float32) or .91 (float64). x = n ln 2 + r with |r| ≤ ½ ln 2; e^r by Taylor's
 * series, whose first term left out is below r^8 / 8! = 5e-9 (float32) or r^14 / 14! = 4e-18 (float64); 2^n by its
 * exponent bits. What is below the least normal number is 0.
 */
// @ts-ignore: decorator
@inline
export function expNegative<T extends number>(x: v128): v128 {
  const single = sizeof<T>() == 4;
  const least = constant<T>(bounds32, bounds64, 0);
  const bounded = v128.pmax<T>(x, least);
  // 1.5 · 2^23 + 127 (2^52 + 1023): adding it leaves the nearest integer in the low bits, biased as an exponent is.
  const magic = constant<T>(bounds32, bounds64, 2);
  const shifted = v128.add<T>(v128.mul<T>(bounded, constant<T>(bounds32, bounds64, 1)), magic);
  const n = v128.sub<T>(shifted, magic);
  let r = v128.sub<T>(bounded, v128.mul<T>(n, constant<T>(bounds32, bounds64, 3)));
  r = v128.sub<T>(r, v128.mul<T>(n, constant<T>(bounds32, bounds64, 4)));
  const square = v128.mul<T>(r, r);
  let sum: v128;
  if (single) {
    sum = pair<T>(r, 6);
  } else {
    sum = pair<T>(r, 12);
    sum = v128.add<T>(v128.mul<T>(sum, square), pair<T>(r, 10));
    sum = v128.add<T>(v128.mul<T>(sum, square), pair<T>(r, 8));
    sum = v128.add<T>(v128.mul<T>(sum, square), pair<T>(r, 6));
  }
  sum = v128.add<T>(v128.mul<T>(sum, square), pair<T>(r, 4));
  sum = v128.add<T>(v128.mul<T>(sum, square), pair<T>(r, 2));
  sum = v128.add<T>(constant<T>(bounds32, bounds64, 5), v128.add<T>(r, v128.mul<T>(sum, square)));
  const power = single ? i32x4.shl(shifted, 23) : i64x2.shl(shifted, 52);
  return v128.andnot(v128.mul<T>(sum, power), v128.lt<T>(x, least));
}

/** −|x| */
// @ts-ignore: decorator
@inline
export function negative<T extends number>(x: v128): v128 {
  return v128.or(x, constant<T>(bounds32, bounds64, 6));
}

/** 1 / k! + r / (k + 1)!: terms by twos halve the chain of operations that wait for each other. */
// @ts-ignore: decorator
@inline
function pair<T extends number>(r: v128, k: usize): v128 {
  return v128.add<T>(constant<T>(factorials32, factorials64, k - 2), v128.mul<T>(r, constant<T>(factorials32, factorials64, k - 1)));
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
    sum = odd<T>(15);
  } else {
    sum = odd<T>(33);
    sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(31));
    sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(29));
    sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(27));
    sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(25));
    sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(23));
    sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(21));
    sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(19));
    sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(17));
    sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(15));
  }
  sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(13));
  sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(11));
  sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(9));
  sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(7));
  sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(5));
  sum = v128.add<T>(v128.mul<T>(sum, s2), odd<T>(3));
  const twice = v128.add<T>(s, s);
  return v128.add<T>(twice, v128.mul<T>(twice, v128.mul<T>(s2, sum)));
}

/** 1 / k */
// @ts-ignore: decorator
@inline
function odd<T extends number>(k: usize): v128 {
  return constant<T>(odds32, odds64, (k - 3) >> 1);
}
