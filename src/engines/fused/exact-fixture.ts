// Elementary functions by their series, in whole numbers of 2^−1200: a truth that no library and no machine has a say
// in. The smallest float64, 2^−1074, has 126 bits left.

const bits = 1200n;

/** A real number as a whole number of 2^−1200. */
export type Exact = bigint;

export const one: Exact = 1n << bits;
export const times = (a: Exact, b: Exact): Exact => (a * b) >> bits;
export const over = (a: Exact, b: Exact): Exact => (a << bits) / b;
const size = (a: Exact) => (a < 0n ? -a : a);

/** Any finite number, without rounding. */
export function exact(x: number): Exact {
  const word = new DataView(new ArrayBuffer(8));
  word.setFloat64(0, x);
  const field = word.getBigUint64(0);
  const exponent = (field >> 52n) & 0x7ffn;
  const fraction = field & 0xfffffffffffffn;
  const mantissa = exponent === 0n ? fraction : fraction | (1n << 52n);
  const magnitude = mantissa << ((exponent === 0n ? 1n : exponent) - 1075n + bits);
  return x < 0 ? -magnitude : magnitude;
}

/** Σ term / k! after halving the argument 30 times; then squared as often. */
export function exp(x: Exact): Exact {
  const reduced = x >> 30n;
  let sum = one;
  for (let term = one, k = 1n; size(term) > 1n; k++) {
    term = times(term, reduced) / k;
    sum += term;
  }
  for (let k = 0; k < 30; k++) sum = times(sum, sum);
  return sum;
}

/** One step of Halley's method from an estimate, which triples its right digits: 3 · 50 bits. */
export function log(x: Exact, estimate: number): Exact {
  const power = exp(exact(estimate));
  return exact(estimate) + over(2n * (x - power), x + power);
}

export function tanh(x: Exact): Exact {
  const squared = exp(2n * x);
  return over(squared - one, squared + one);
}

/** 2 / √π Σ (−1)^k x^(2k+1) / (k! (2k + 1)) */
export function erf(x: Exact): Exact {
  const square = times(x, x);
  let sum = 0n;
  for (let term = x, k = 0n; size(term) > 1n; ) {
    sum += term / (2n * k + 1n);
    k++;
    term = -times(term, square) / k;
  }
  return times(twoOverRootPi, sum);
}

/** Φ(z), the normal distribution function. */
export const normalCdf = (z: Exact): Exact => (one + erf(over(z, squareRoot(2n * one)))) >> 1n;

/** φ(z), its density. */
export const normalDensity = (z: Exact): Exact => over(exp(-times(z, z) >> 1n), squareRoot(2n * pi));

/** Machin: π = 16 arctan 1/5 − 4 arctan 1/239. */
const pi: Exact = 16n * arctanOfOneOver(5n) - 4n * arctanOfOneOver(239n);
const twoOverRootPi = over(2n * one, squareRoot(pi));

function arctanOfOneOver(n: bigint): Exact {
  let sum = 0n;
  for (let term = one / n, k = 1n; term !== 0n; term /= -n * n, k += 2n) sum += term / k;
  return sum;
}

/** Heron's method. */
function squareRoot(x: Exact): Exact {
  let root = one;
  for (let next = x; size(next - root) > 1n; next = (root + over(x, root)) >> 1n) root = next;
  return root;
}

const formats = {
  float32: { bits: 24, leastExponent: -126 },
  float64: { bits: 53, leastExponent: -1022 },
};

/** |found − truth| in units of the last place that the truth has in a format. */
export function errorInUlps(found: number, truth: Exact, format: keyof typeof formats): number {
  const { bits: places, leastExponent } = formats[format];
  const exponent = Math.max(size(truth).toString(2).length - 1 - Number(bits), leastExponent);
  return errorInUnits(found, truth, exponent - places + 1);
}

/** |found − truth| in units of a power of two. */
export function errorInUnits(found: number, truth: Exact, exponent: number): number {
  const unit = 1n << (BigInt(exponent) + bits);
  return Number((size(exact(found) - truth) << 32n) / unit) / 2 ** 32;
}
