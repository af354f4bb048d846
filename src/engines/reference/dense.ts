// The three products of a dense layer. Values are kept unit by unit: [units, count], so each inner loop runs
// along the points; what a unit gets does not depend on its place in the layer.
// Four terms are taken in one sweep, or what is left of four, which saves a third of the time and leaves the order of
// each sum as written.

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
  for (let i = 0; i < fanOut; i++) {
    z.fill(b[i]!, i * count, (i + 1) * count);
    addCombination(z, i * count, W, i * fanIn, 1, a, fanIn, count);
  }
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
  for (let k = 0; k < fanIn; k++) addCombination(out, k * count, W, k, fanIn, delta, fanOut, count);
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
    dots(delta, i * count, a, dW, i * fanIn, fanIn, count);
  }
}

/** y += Σ_t w_t x_t over `terms` rows x_t of `count` numbers; w_t = W[from + t · stride]. */
function addCombination(
  y: Float64Array,
  at: number,
  W: Float64Array,
  from: number,
  stride: number,
  x: Float64Array,
  terms: number,
  count: number,
): void {
  let t = 0;
  for (; t + 4 <= terms; t += 4) {
    const w0 = W[from + t * stride]!;
    const w1 = W[from + (t + 1) * stride]!;
    const w2 = W[from + (t + 2) * stride]!;
    const w3 = W[from + (t + 3) * stride]!;
    const x0 = t * count;
    const x1 = x0 + count;
    const x2 = x1 + count;
    const x3 = x2 + count;
    for (let s = 0; s < count; s++)
      y[at + s] = y[at + s]! + w0 * x[x0 + s]! + w1 * x[x1 + s]! + w2 * x[x2 + s]! + w3 * x[x3 + s]!;
  }
  for (; t + 2 <= terms; t += 2) {
    const w0 = W[from + t * stride]!;
    const w1 = W[from + (t + 1) * stride]!;
    const x0 = t * count;
    const x1 = x0 + count;
    for (let s = 0; s < count; s++) y[at + s] = y[at + s]! + w0 * x[x0 + s]! + w1 * x[x1 + s]!;
  }
  if (t < terms) {
    const w = W[from + t * stride]!;
    const x0 = t * count;
    for (let s = 0; s < count; s++) y[at + s] = y[at + s]! + w * x[x0 + s]!;
  }
}

/** out[k] = the dot product of the row d with the k-th row of x, each of `count` numbers. */
function dots(
  d: Float64Array,
  row: number,
  x: Float64Array,
  out: Float64Array,
  at: number,
  rows: number,
  count: number,
): void {
  let k = 0;
  for (; k + 4 <= rows; k += 4) {
    const x0 = k * count;
    const x1 = x0 + count;
    const x2 = x1 + count;
    const x3 = x2 + count;
    let sum0 = 0;
    let sum1 = 0;
    let sum2 = 0;
    let sum3 = 0;
    for (let s = 0; s < count; s++) {
      const v = d[row + s]!;
      sum0 += v * x[x0 + s]!;
      sum1 += v * x[x1 + s]!;
      sum2 += v * x[x2 + s]!;
      sum3 += v * x[x3 + s]!;
    }
    out[at + k] = sum0;
    out[at + k + 1] = sum1;
    out[at + k + 2] = sum2;
    out[at + k + 3] = sum3;
  }
  for (; k + 2 <= rows; k += 2) {
    const x0 = k * count;
    const x1 = x0 + count;
    let sum0 = 0;
    let sum1 = 0;
    for (let s = 0; s < count; s++) {
      const v = d[row + s]!;
      sum0 += v * x[x0 + s]!;
      sum1 += v * x[x1 + s]!;
    }
    out[at + k] = sum0;
    out[at + k + 1] = sum1;
  }
  if (k < rows) {
    let sum = 0;
    for (let s = 0; s < count; s++) sum += d[row + s]! * x[k * count + s]!;
    out[at + k] = sum;
  }
}
