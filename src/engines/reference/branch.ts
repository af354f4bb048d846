// A branch is added to what it starts from: a = x + α z, where z are the values of its last layer.

/** a = x + α z */
export function addBranch(x: Float64Array, alpha: number, z: Float64Array, a: Float64Array): void {
  for (let i = 0; i < a.length; i++) a[i] = x[i]! + alpha * z[i]!;
}

/**
 * From the gradient g by a: keeps it, for it is also the gradient by x, and turns it into that by z, α g, in place.
 *
 * @returns the gradient by α, Σ g z
 */
export function enterBranch(g: Float64Array, alpha: number, z: Float64Array, kept: Float64Array): number {
  kept.set(g);
  let byAlpha = 0;
  for (let i = 0; i < g.length; i++) {
    byAlpha += g[i]! * z[i]!;
    g[i] = alpha * g[i]!;
  }
  return byAlpha;
}

/** Adds what came past the branch to the gradient that came through it, in place. */
export function leaveBranch(g: Float64Array, kept: Float64Array): void {
  for (let i = 0; i < g.length; i++) g[i]! += kept[i]!;
}
