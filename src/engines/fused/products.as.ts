// The products of a dense layer with its weights, forward and back, by tiles. Values are kept unit by unit,
// [units, padded points]; a row is a multiple of 64 bytes. A sum takes its terms in one order whatever the tile, so
// equal units stay equal to the bit.

import { kink, slope, gate } from './elementwise.as';

/**
 * z = W a + b, or f(z) where f is kinked. W [fanOut, fanIn], a [fanIn, row], z [fanOut, row]; `row` in bytes.
 * A kinked f is z right of 0 and `leftSlope` z elsewhere.
 */
export function affine<T extends number>(W: usize, b: usize, a: usize, z: usize, fanOut: usize, fanIn: usize, row: usize, kinked: bool, leftSlope: f64): void {
  const left = v128.splat<T>(<T>leftSlope);
  const size = sizeof<T>();
  for (let s: usize = 0; s < row; s += 64) {
    let i: usize = 0;
    for (; i + 2 <= fanOut; i += 2) {
      let p0 = v128.load_splat<T>(b + i * size);
      let p1 = p0;
      let p2 = p0;
      let p3 = p0;
      let q0 = v128.load_splat<T>(b + (i + 1) * size);
      let q1 = q0;
      let q2 = q0;
      let q3 = q0;
      let wp = W + i * fanIn * size;
      let wq = wp + fanIn * size;
      let x = a + s;
      for (let k: usize = 0; k < fanIn; k++) {
        const u = v128.load_splat<T>(wp);
        const v = v128.load_splat<T>(wq);
        const x0 = v128.load(x);
        const x1 = v128.load(x, 16);
        const x2 = v128.load(x, 32);
        const x3 = v128.load(x, 48);
        p0 = v128.add<T>(p0, v128.mul<T>(u, x0));
        p1 = v128.add<T>(p1, v128.mul<T>(u, x1));
        p2 = v128.add<T>(p2, v128.mul<T>(u, x2));
        p3 = v128.add<T>(p3, v128.mul<T>(u, x3));
        q0 = v128.add<T>(q0, v128.mul<T>(v, x0));
        q1 = v128.add<T>(q1, v128.mul<T>(v, x1));
        q2 = v128.add<T>(q2, v128.mul<T>(v, x2));
        q3 = v128.add<T>(q3, v128.mul<T>(v, x3));
        wp += size;
        wq += size;
        x += row;
      }
      if (kinked) {
        p0 = kink<T>(p0, left);
        p1 = kink<T>(p1, left);
        p2 = kink<T>(p2, left);
        p3 = kink<T>(p3, left);
        q0 = kink<T>(q0, left);
        q1 = kink<T>(q1, left);
        q2 = kink<T>(q2, left);
        q3 = kink<T>(q3, left);
      }
      const zp = z + i * row + s;
      const zq = zp + row;
      v128.store(zp, p0);
      v128.store(zp, p1, 16);
      v128.store(zp, p2, 32);
      v128.store(zp, p3, 48);
      v128.store(zq, q0);
      v128.store(zq, q1, 16);
      v128.store(zq, q2, 32);
      v128.store(zq, q3, 48);
    }
    if (i < fanOut) {
      let p0 = v128.load_splat<T>(b + i * size);
      let p1 = p0;
      let p2 = p0;
      let p3 = p0;
      let wp = W + i * fanIn * size;
      let x = a + s;
      for (let k: usize = 0; k < fanIn; k++) {
        const u = v128.load_splat<T>(wp);
        p0 = v128.add<T>(p0, v128.mul<T>(u, v128.load(x)));
        p1 = v128.add<T>(p1, v128.mul<T>(u, v128.load(x, 16)));
        p2 = v128.add<T>(p2, v128.mul<T>(u, v128.load(x, 32)));
        p3 = v128.add<T>(p3, v128.mul<T>(u, v128.load(x, 48)));
        wp += size;
        x += row;
      }
      if (kinked) {
        p0 = kink<T>(p0, left);
        p1 = kink<T>(p1, left);
        p2 = kink<T>(p2, left);
        p3 = kink<T>(p3, left);
      }
      const zp = z + i * row + s;
      v128.store(zp, p0);
      v128.store(zp, p1, 16);
      v128.store(zp, p2, 32);
      v128.store(zp, p3, 48);
    }
  }
}

/** Wᵀ δ: [fanIn, row]; where `kinked`, times f′, which is 1 where f(z), found in `out` itself, is above 0, else `leftSlope`. */
export function inputGradient<T extends number>(W: usize, delta: usize, out: usize, fanOut: usize, fanIn: usize, row: usize, kinked: bool, leftSlope: f64): void {
  const left = v128.splat<T>(<T>leftSlope);
  const size = sizeof<T>();
  const step = fanIn * size;
  for (let s: usize = 0; s < row; s += 64) {
    let k: usize = 0;
    for (; k + 2 <= fanIn; k += 2) {
      let p0 = v128.splat<T>(<T>0);
      let p1 = p0;
      let p2 = p0;
      let p3 = p0;
      let q0 = p0;
      let q1 = p0;
      let q2 = p0;
      let q3 = p0;
      let w = W + k * size;
      let d = delta + s;
      for (let i: usize = 0; i < fanOut; i++) {
        const u = v128.load_splat<T>(w);
        const v = v128.load_splat<T>(w + size);
        const d0 = v128.load(d);
        const d1 = v128.load(d, 16);
        const d2 = v128.load(d, 32);
        const d3 = v128.load(d, 48);
        p0 = v128.add<T>(p0, v128.mul<T>(u, d0));
        p1 = v128.add<T>(p1, v128.mul<T>(u, d1));
        p2 = v128.add<T>(p2, v128.mul<T>(u, d2));
        p3 = v128.add<T>(p3, v128.mul<T>(u, d3));
        q0 = v128.add<T>(q0, v128.mul<T>(v, d0));
        q1 = v128.add<T>(q1, v128.mul<T>(v, d1));
        q2 = v128.add<T>(q2, v128.mul<T>(v, d2));
        q3 = v128.add<T>(q3, v128.mul<T>(v, d3));
        w += step;
        d += row;
      }
      const op = out + k * row + s;
      const oq = op + row;
      if (kinked && leftSlope == 0) {
        p0 = gate<T>(p0, v128.load(op));
        p1 = gate<T>(p1, v128.load(op, 16));
        p2 = gate<T>(p2, v128.load(op, 32));
        p3 = gate<T>(p3, v128.load(op, 48));
        q0 = gate<T>(q0, v128.load(oq));
        q1 = gate<T>(q1, v128.load(oq, 16));
        q2 = gate<T>(q2, v128.load(oq, 32));
        q3 = gate<T>(q3, v128.load(oq, 48));
      } else if (kinked) {
        p0 = slope<T>(p0, v128.load(op), left);
        p1 = slope<T>(p1, v128.load(op, 16), left);
        p2 = slope<T>(p2, v128.load(op, 32), left);
        p3 = slope<T>(p3, v128.load(op, 48), left);
        q0 = slope<T>(q0, v128.load(oq), left);
        q1 = slope<T>(q1, v128.load(oq, 16), left);
        q2 = slope<T>(q2, v128.load(oq, 32), left);
        q3 = slope<T>(q3, v128.load(oq, 48), left);
      }
      v128.store(op, p0);
      v128.store(op, p1, 16);
      v128.store(op, p2, 32);
      v128.store(op, p3, 48);
      v128.store(oq, q0);
      v128.store(oq, q1, 16);
      v128.store(oq, q2, 32);
      v128.store(oq, q3, 48);
    }
    if (k < fanIn) {
      let p0 = v128.splat<T>(<T>0);
      let p1 = p0;
      let p2 = p0;
      let p3 = p0;
      let w = W + k * size;
      let d = delta + s;
      for (let i: usize = 0; i < fanOut; i++) {
        const u = v128.load_splat<T>(w);
        p0 = v128.add<T>(p0, v128.mul<T>(u, v128.load(d)));
        p1 = v128.add<T>(p1, v128.mul<T>(u, v128.load(d, 16)));
        p2 = v128.add<T>(p2, v128.mul<T>(u, v128.load(d, 32)));
        p3 = v128.add<T>(p3, v128.mul<T>(u, v128.load(d, 48)));
        w += step;
        d += row;
      }
      const op = out + k * row + s;
      if (kinked && leftSlope == 0) {
        p0 = gate<T>(p0, v128.load(op));
        p1 = gate<T>(p1, v128.load(op, 16));
        p2 = gate<T>(p2, v128.load(op, 32));
        p3 = gate<T>(p3, v128.load(op, 48));
      } else if (kinked) {
        p0 = slope<T>(p0, v128.load(op), left);
        p1 = slope<T>(p1, v128.load(op, 16), left);
        p2 = slope<T>(p2, v128.load(op, 32), left);
        p3 = slope<T>(p3, v128.load(op, 48), left);
      }
      v128.store(op, p0);
      v128.store(op, p1, 16);
      v128.store(op, p2, 32);
      v128.store(op, p3, 48);
    }
  }
}
