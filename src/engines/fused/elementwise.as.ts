// Activations, in the order of layout.ts. Kinked ones by vectors; the others number by number, in float64, with the
// elementary functions that AssemblyScript compiles in (musl's, the same bits everywhere). elementary.test.ts measures
// them: values within 2 units in the last place (gelu's tail within 1.38 (1 + z²)), slopes within 3 of 2^−53; in
// float32 they are rounded from those.

import { erfc } from './erfc.as';

export enum Activation {
  relu,
  leakyRelu,
  linear,
  tanh,
  sigmoid,
  elu,
  selu,
  gelu,
}

const leftOfZero: f64 = 0.01;
const seluScale: f64 = 1.0507009873554805;
const seluAlpha: f64 = 1.6732632423543772;

/** Whether f is two straight lines that meet at 0: then the sign of f(z) tells the sign of z. */
// @ts-ignore: decorator
@inline
export function isKinked(id: i32): bool {
  return id <= Activation.linear;
}

/** ReLU: 0 left of all numbers, even at −∞. */
// @ts-ignore: decorator
@inline
export function rectify<T extends number>(z: v128): v128 {
  return v128.pmax<T>(z, v128.splat<T>(<T>0));
}

/** Leaky ReLU: the larger of two lines. */
// @ts-ignore: decorator
@inline
export function leak<T extends number>(z: v128): v128 {
  return v128.pmax<T>(z, v128.mul<T>(v128.splat<T>(<T>leftOfZero), z));
}

/** δ f′(z) of ReLU, from z or from f(z). */
// @ts-ignore: decorator
@inline
export function rectifySlope<T extends number>(delta: v128, z: v128): v128 {
  return v128.and(delta, v128.gt<T>(z, v128.splat<T>(<T>0)));
}

/** δ f′(z) of leaky ReLU. */
// @ts-ignore: decorator
@inline
export function leakSlope<T extends number>(delta: v128, z: v128): v128 {
  return v128.bitselect(delta, v128.mul<T>(v128.splat<T>(<T>leftOfZero), delta), v128.gt<T>(z, v128.splat<T>(<T>0)));
}

/** a = f(z) over `bytes` bytes. */
export function activate<T extends number>(id: i32, z: usize, a: usize, bytes: usize): void {
  if (!isKinked(id)) {
    for (let k: usize = 0; k < bytes; k += sizeof<T>()) store<T>(a + k, <T>value(id, <f64>load<T>(z + k)));
    return;
  }
  for (let k: usize = 0; k < bytes; k += 16) {
    const each = v128.load(z + k);
    v128.store(a + k, id == Activation.relu ? rectify<T>(each) : id == Activation.leakyRelu ? leak<T>(each) : each);
  }
}

/** δ = δ ∘ f′(z) over `bytes` bytes. */
export function timesSlope<T extends number>(id: i32, z: usize, delta: usize, bytes: usize): void {
  if (!isKinked(id)) {
    for (let k: usize = 0; k < bytes; k += sizeof<T>())
      store<T>(delta + k, <T>(<f64>load<T>(delta + k) * derivative(id, <f64>load<T>(z + k))));
    return;
  }
  if (id == Activation.linear) return;
  for (let k: usize = 0; k < bytes; k += 16) {
    const each = v128.load(delta + k);
    const at = v128.load(z + k);
    v128.store(delta + k, id == Activation.relu ? rectifySlope<T>(each, at) : leakSlope<T>(each, at));
  }
}

function value(id: i32, z: f64): f64 {
  switch (id) {
    case Activation.tanh:
      return Math.tanh(z);
    case Activation.sigmoid:
      return 1 / (1 + Math.exp(-z));
    case Activation.elu:
      return z > 0 ? z : Math.expm1(z);
    case Activation.selu:
      return seluScale * (z > 0 ? z : seluAlpha * Math.expm1(z));
    default:
      return z * normalCdf(z);
  }
}

function derivative(id: i32, z: f64): f64 {
  switch (id) {
    case Activation.tanh: {
      const t = Math.tanh(z);
      return 1 - t * t;
    }
    case Activation.sigmoid: {
      const s = 1 / (1 + Math.exp(-z));
      return s * (1 - s);
    }
    case Activation.elu:
      return z > 0 ? 1 : Math.exp(z);
    case Activation.selu:
      return seluScale * (z > 0 ? 1 : seluAlpha * Math.exp(z));
    default:
      return normalCdf(z) + (z * Math.exp(-0.5 * z * z)) / Math.sqrt(2 * Math.PI);
  }
}

function normalCdf(z: f64): f64 {
  return 0.5 * erfc(-z / Math.SQRT2);
}
