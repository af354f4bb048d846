// The three products of a dense layer. Values are kept unit by unit: [units, count], so each inner loop runs
// along the points; what a unit gets does not depend on its place in the layer.
// Loops take tiles of two rows and four terms, which saves half the time and leaves the order of each sum as written.
// At an edge the tile takes its last row or term again: a term with weight 0, a row to the same result.

/** z = W a + b. W [fanOut, fanIn], a [fanIn, count], z [fanOut, count]. */
export function affine(
  W: Float64Array,
  b: Float64Array,
  a: Float64Array,
  z: Float64Array,
  count: number,
): void {
  const fanOut = b.length;
  const fanIn = W.length / fanOut;
  for (let i = 0; i < fanOut; i++) z.fill(b[i]!, i * count, (i + 1) * count);
  addProducts(z, { W, rows: fanOut, terms: fanIn, rowStep: fanIn, termStep: 1 }, a, count);
}

/** Wᵀ δ, the gradient by the layer's inputs: [fanIn, count]. */
export function inputGradient(
  W: Float64Array,
  delta: Float64Array,
  out: Float64Array,
  fanOut: number,
  count: number,
): void {
  const fanIn = W.length / fanOut;
  out.fill(0);
  addProducts(out, { W, rows: fanIn, terms: fanOut, rowStep: 1, termStep: fanIn }, delta, count);
}

/** dW = δ aᵀ and db = the sum of δ over points. δ [fanOut, count]. */
export function weightGradient(
  delta: Float64Array,
  a: Float64Array,
  dW: Float64Array,
  db: Float64Array,
  count: number,
): void {
  const fanOut = db.length;
  const fanIn = dW.length / fanOut;
  for (let i = 0; i < fanOut; i++) {
    let sum = 0;
    for (let s = 0; s < count; s++) sum += delta[i * count + s]!;
    db[i] = sum;
  }
  for (let i = 0; i < fanOut; i += 2)
    for (let k = 0; k < fanIn; k += 4) dotTile(delta, i, Math.min(i + 1, fanOut - 1), a, k, dW, fanIn, count);
}

/** A matrix in W: entry (i, t) is W[i · rowStep + t · termStep]. */
interface Matrix {
  readonly W: Float64Array;
  readonly rows: number;
  readonly terms: number;
  readonly rowStep: number;
  readonly termStep: number;
}

/** y += M x. y [rows, count], x [terms, count]. */
function addProducts(y: Float64Array, matrix: Matrix, x: Float64Array, count: number): void {
  for (let i = 0; i < matrix.rows; i += 2)
    for (let t = 0; t < matrix.terms; t += 4) addTile(y, i, matrix, x, t, count);
}

/** Rows i and i + 1 of y += four terms, from t on. */
function addTile(
  y: Float64Array,
  i: number,
  matrix: Matrix,
  x: Float64Array,
  t: number,
  count: number,
): void {
  const { W, rows, terms, rowStep, termStep } = matrix;
  const left = terms - t;
  const j = Math.min(i + 1, rows - 1);
  const first = i * rowStep + t * termStep;
  const second = j * rowStep + t * termStep;
  const u0 = W[first]!;
  const u1 = left > 1 ? W[first + termStep]! : 0;
  const u2 = left > 2 ? W[first + 2 * termStep]! : 0;
  const u3 = left > 3 ? W[first + 3 * termStep]! : 0;
  const v0 = W[second]!;
  const v1 = left > 1 ? W[second + termStep]! : 0;
  const v2 = left > 2 ? W[second + 2 * termStep]! : 0;
  const v3 = left > 3 ? W[second + 3 * termStep]! : 0;
  const x0 = t * count;
  const x1 = left > 1 ? x0 + count : x0;
  const x2 = left > 2 ? x1 + count : x0;
  const x3 = left > 3 ? x2 + count : x0;
  const yi = i * count;
  const yj = j * count;
  for (let s = 0; s < count; s++) {
    const a = x[x0 + s]!;
    const b = x[x1 + s]!;
    const c = x[x2 + s]!;
    const d = x[x3 + s]!;
    // Both are read before either is written: they may be one row.
    const p = y[yi + s]!;
    const q = y[yj + s]!;
    y[yi + s] = p + u0 * a + u1 * b + u2 * c + u3 * d;
    y[yj + s] = q + v0 * a + v1 * b + v2 * c + v3 * d;
  }
}

/** The dot products of rows i and j of d with four rows of x from k on, into the matrix `out` [·, columns]. */
function dotTile(
  d: Float64Array,
  i: number,
  j: number,
  x: Float64Array,
  k: number,
  out: Float64Array,
  columns: number,
  count: number,
): void {
  const k1 = Math.min(k + 1, columns - 1);
  const k2 = Math.min(k + 2, columns - 1);
  const k3 = Math.min(k + 3, columns - 1);
  const [di, dj] = [i * count, j * count];
  const [x0, x1, x2, x3] = [k * count, k1 * count, k2 * count, k3 * count];
  let [i0, i1, i2, i3] = [0, 0, 0, 0];
  let [j0, j1, j2, j3] = [0, 0, 0, 0];
  for (let s = 0; s < count; s++) {
    const p = d[di + s]!;
    const q = d[dj + s]!;
    const a = x[x0 + s]!;
    const b = x[x1 + s]!;
    const c = x[x2 + s]!;
    const e = x[x3 + s]!;
    i0 += p * a;
    i1 += p * b;
    i2 += p * c;
    i3 += p * e;
    j0 += q * a;
    j1 += q * b;
    j2 += q * c;
    j3 += q * e;
  }
  const [oi, oj] = [i * columns, j * columns];
  out[oi + k] = i0;
  out[oi + k1] = i1;
  out[oi + k2] = i2;
  out[oi + k3] = i3;
  out[oj + k] = j0;
  out[oj + k1] = j1;
  out[oj + k2] = j2;
  out[oj + k3] = j3;
}
