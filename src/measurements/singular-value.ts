import type { StartMeasurement } from './measurement.ts';

interface SingularValue {
  readonly which: 'smallest' | 'median' | 'largest';
}

/**
 * A singular value of the product of all square layers, before training: what the linear network they make does to the
 * lengths of vectors.
 */
export const singularValue = ({ which }: SingularValue): StartMeasurement => ({
  label: `${which} singular value of the product of the square layers`,
  unit: '',
  better: 'higher',
  scale: 'log',
  reads: 'start',
  read(_profile, { network: { widths }, start: { weights } }) {
    const square = weights.filter((_, l) => widths[l] === widths[l + 1]);
    const n = widths[weights.indexOf(square[0]!)];
    if (n === undefined || square.some((w) => w.length !== n * n))
      throw new RangeError(`invalid layers: ${widths.join(',')} (expected square ones of one size)`);
    const values = singularValues(
      square.reduce((product, w) => times(w, product, n)),
      n,
    );
    return values[{ smallest: n - 1, median: Math.floor(n / 2), largest: 0 }[which]]!;
  },
});

/** A B, all [n, n]. */
function times(A: Float64Array, B: Float64Array, n: number): Float64Array {
  const out = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let k = 0; k < n; k++) {
      const a = A[i * n + k]!;
      for (let j = 0; j < n; j++) out[i * n + j] = out[i * n + j]! + a * B[k * n + j]!;
    }
  return out;
}

/**
 * The singular values of a square matrix, largest first, by one-sided Jacobi rotations: pairs of rows are turned until
 * all are orthogonal; their lengths are the values.
 *
 * Source: J. Demmel, K. Veselić, Jacobi's method is more accurate than QR, SIAM J. Matrix Anal. Appl. 13 (1992).
 */
export function singularValues(matrix: Float64Array, n: number): number[] {
  const rows = Array.from({ length: n }, (_, i) => matrix.slice(i * n, (i + 1) * n));
  // Sweeps converge quadratically once rows are nearly orthogonal: some ten are enough; sixty end a matrix of NaN.
  for (let sweep = 0; sweep < 60; sweep++) {
    let turned = false;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < i; j++) turned = makeOrthogonal(rows[i]!, rows[j]!) || turned;
    if (!turned) break;
  }
  return rows.map((row) => Math.sqrt(dot(row, row))).sort((a, b) => b - a);
}

/** Turns two rows in their plane until they are orthogonal to rounding; false where they were. */
function makeOrthogonal(p: Float64Array, q: Float64Array): boolean {
  const [pp, qq, pq] = [dot(p, p), dot(q, q), dot(p, q)];
  if (!(Math.abs(pq) > 1e-14 * Math.sqrt(pp * qq))) return false;
  const zeta = (qq - pp) / (2 * pq);
  const t = (zeta >= 0 ? 1 : -1) / (Math.abs(zeta) + Math.hypot(1, zeta));
  const c = 1 / Math.hypot(1, t);
  for (let k = 0; k < p.length; k++) {
    const [a, b] = [p[k]!, q[k]!];
    p[k] = c * (a - t * b);
    q[k] = c * (b + t * a);
  }
  return true;
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
}
