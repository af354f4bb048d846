import { Word, at, row } from './job.as';
import { expNegative, log1pUnit, negative } from './vector-math.as';
import { laneSum } from './weight-gradient.as';

export enum Loss {
  binaryCrossEntropy,
  softmaxCrossEntropy,
  squaredError,
}

/**
 * The mean loss of the logits of the last layer; its gradient by them goes into the last layer's δ, 0 in the padding.
 * Where nobody reads the cost (not `read`), only whether it is finite is right.
 */
export function cost<T extends number>(job: usize, points: i32, count: usize, read: bool): T {
  const last = <usize>(at(job, Word.layers) - 1) << 2;
  const z = <usize>load<i32>(<usize>at(job, Word.z) + last);
  const delta = <usize>load<i32>(<usize>at(job, Word.delta) + last);
  const targets = <usize>(points == at(job, Word.points) ? at(job, Word.targets) : at(job, Word.batchTargets));
  const outputs = <usize>at(job, Word.outputs);
  const bytes = row<T>(count);
  const loss = at(job, Word.loss);
  const sum =
    loss == Loss.binaryCrossEntropy
      ? binary<T>(z, targets, delta, count, bytes, read)
      : loss == Loss.softmaxCrossEntropy
        ? softmax<T>(z, targets, delta, outputs, count, bytes)
        : squared<T>(z, targets, delta, outputs, count, bytes);
  for (let i: usize = 0; i < outputs; i++)
    for (let s = count * sizeof<T>(); s < bytes; s += sizeof<T>()) store<T>(delta + i * bytes + s, <T>0);
  return <T>(sum / <T>count);
}

/** 1 / count, from where it is read once: V8 would divide anew for every vector. */
const share = memory.data(8, 8);

/**
 * Σ max(z, 0) − z y + ln(1 + e^−|z|) over points, not over the padding. Logarithms are between 0 and .7: a sum that is
 * far from overflow without them is finite with them, too.
 */
function binary<T extends number>(z: usize, targets: usize, delta: usize, count: usize, bytes: usize, read: bool): T {
  store<T>(share, <T>(<T>1 / <T>count));
  exponentials<T>(z, delta, bytes);
  if (!read) {
    const sum = binarySum<T>(z, targets, delta, count, bytes, false);
    if (sum < <T>1e30) return sum;
    exponentials<T>(z, delta, bytes);
  }
  return binarySum<T>(z, targets, delta, count, bytes, true);
}

/** e^−|z|. In a pass of its own, so that the processor has several vectors' chains of operations under way at once. */
function exponentials<T extends number>(z: usize, out: usize, bytes: usize): void {
  for (let s: usize = 0; s < bytes; s += 16) v128.store(out + s, expNegative<T>(negative<T>(v128.load(z + s))));
}

/** δ takes the place of e^−|z|. */
// @ts-ignore: decorator
@inline
function binarySum<T extends number>(z: usize, targets: usize, delta: usize, count: usize, bytes: usize, logarithms: bool): T {
  const zero = v128.splat<T>(<T>0);
  const one = v128.splat<T>(<T>1);
  const each = v128.load_splat<T>(share);
  const whole = (count * sizeof<T>()) & ~15;
  let sum = zero;
  let rest: T = 0;
  for (let s: usize = 0; s < bytes; s += 16) {
    const v = v128.load(z + s);
    const y = v128.load(targets + s);
    const e = v128.load(delta + s);
    let loss = v128.sub<T>(v128.pmax<T>(v, zero), v128.mul<T>(v, y));
    if (logarithms) loss = v128.add<T>(loss, log1pUnit<T>(e));
    const a = v128.div<T>(v128.bitselect(one, e, v128.ge<T>(v, zero)), v128.add<T>(one, e));
    v128.store(delta + s, v128.mul<T>(v128.sub<T>(a, y), each));
    if (s < whole) {
      sum = v128.add<T>(sum, loss);
    } else if (s < count * sizeof<T>()) {
      rest = firstLanes<T>(loss, count - s / sizeof<T>());
    }
  }
  return <T>(laneSum<T>(sum) + rest);
}

/** The sum of the first lanes of a vector: those that hold a point. */
function firstLanes<T extends number>(v: v128, many: usize): T {
  if (sizeof<T>() == 8) return <T>f64x2.extract_lane(v, 0);
  let sum = f32x4.extract_lane(v, 0);
  if (many > 1) sum += f32x4.extract_lane(v, 1);
  if (many > 2) sum += f32x4.extract_lane(v, 2);
  return <T>sum;
}

/** Σ ln Σ e^z − z of the right class, point by point. */
function softmax<T extends number>(z: usize, targets: usize, delta: usize, outputs: usize, count: usize, bytes: usize): T {
  let sum: f64 = 0;
  for (let s: usize = 0; s < count * sizeof<T>(); s += sizeof<T>()) {
    let largest = load<T>(z + s);
    for (let i: usize = 1; i < outputs; i++) largest = max<T>(largest, load<T>(z + i * bytes + s));
    let total: f64 = 0;
    for (let i: usize = 0; i < outputs; i++) {
      const e = Math.exp(<f64>(load<T>(z + i * bytes + s) - largest));
      store<T>(delta + i * bytes + s, <T>e);
      total += e;
    }
    const label = <usize>load<T>(targets + s);
    sum += <f64>largest + Math.log(total) - <f64>load<T>(z + label * bytes + s);
    for (let i: usize = 0; i < outputs; i++) {
      const p = <f64>load<T>(delta + i * bytes + s) / total;
      store<T>(delta + i * bytes + s, <T>((p - (i == label ? 1.0 : 0.0)) / <f64>count));
    }
  }
  return <T>sum;
}

/** Σ over outputs of (z − t)². */
function squared<T extends number>(z: usize, targets: usize, delta: usize, outputs: usize, count: usize, bytes: usize): T {
  let sum: f64 = 0;
  for (let i: usize = 0; i < outputs; i++)
    for (let s: usize = 0; s < count * sizeof<T>(); s += sizeof<T>()) {
      const error = <f64>load<T>(z + i * bytes + s) - <f64>load<T>(targets + i * bytes + s);
      sum += error * error;
      store<T>(delta + i * bytes + s, <T>((2 * error) / <f64>count));
    }
  return <T>sum;
}
