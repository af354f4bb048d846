// Trains one replicate of a multilayer perceptron: all loops of all steps inside one call.
// Everything lives in memory that the caller lays out; `job` is a table of 32-bit words, named here and in job.ts.

import { affine, inputGradient } from './products.as';
import { Activation, activate, isKinked, timesSlope } from './elementwise.as';
import { cost } from './losses.as';
import { update } from './updates.as';
import { weightGradient } from './weight-gradient.as';
import { Word, at, put, row } from './job.as';

/** Trains from word `step` to word `end`; costs and crossings are noted, and the step, if any, at which training ended before. */
export function train32(job: usize): void {
  train<f32>(job);
}

export function train64(job: usize): void {
  train<f64>(job);
}

/** One forward and one backward pass over all points: pre-activations, activations and gradients stay in memory. */
export function pass32(job: usize): void {
  pass<f32>(job);
}

export function pass64(job: usize): void {
  pass<f64>(job);
}

function pass<T extends number>(job: usize): void {
  const points = at(job, Word.points);
  const count = <usize>at(job, Word.count);
  forward<T>(job, points, row<T>(count), false);
  store<f64>(<usize>at(job, Word.costs), <f64>cost<T>(job, points, count, true));
  backward<T>(job, points, row<T>(count), false);
}

function train<T extends number>(job: usize): void {
  const all = at(job, Word.points);
  const some = at(job, Word.batchPoints);
  const count = <usize>at(job, Word.count);
  const batch = at(job, Word.batch);
  const every = at(job, Word.costEvery);
  const total = at(job, Word.total);
  const end = at(job, Word.end);
  const start = at(job, Word.step);
  for (let step = start; ; step++) {
    const due = step % every == 0 || step == total;
    // Where the caller is to read something, too, a run that has blown up must have ended.
    if (batch == 0 || due || step == end) {
      const noted = batch == 0 || due;
      forward<T>(job, all, row<T>(count), true);
      const value = cost<T>(job, all, count, due || (noted && anyOpen(job)));
      const ends = !isFinite<T>(value) || (noted && at(job, Word.stopOnceCrossed) != 0 && allCrossed<T>(job, value));
      if ((noted || ends) && (step > start || at(job, Word.resumed) == 0)) note<T>(job, step, value, due || ends);
      if (ends) {
        put(job, Word.ended, step);
        return;
      }
    }
    if (step == end) return;
    if (batch == 0) {
      backward<T>(job, all, row<T>(count), true);
    } else {
      const size = gather<T>(job, step);
      forward<T>(job, some, row<T>(size), true);
      cost<T>(job, some, size, false);
      backward<T>(job, some, row<T>(size), true);
    }
    update<T>(job, step + 1);
  }
}

/** Whether a threshold waits for the first cost at or below it. */
function anyOpen(job: usize): bool {
  const crossings = <usize>at(job, Word.crossings);
  const many = <usize>at(job, Word.thresholdCount);
  for (let k: usize = 0; k < many; k++) if (load<i32>(crossings + (k << 2)) < 0) return true;
  return false;
}

/** Whether no threshold stays open after this cost; false where there is none. */
function allCrossed<T extends number>(job: usize, value: T): bool {
  const thresholds = <usize>at(job, Word.thresholds);
  const crossings = <usize>at(job, Word.crossings);
  const many = <usize>at(job, Word.thresholdCount);
  for (let k: usize = 0; k < many; k++) if (load<i32>(crossings + (k << 2)) < 0 && !(<f64>value <= load<f64>(thresholds + (k << 3)))) return false;
  return many > 0;
}

/** Keeps a cost that is due, and the first step at or below each threshold. */
function note<T extends number>(job: usize, step: i32, value: T, due: bool): void {
  const thresholds = <usize>at(job, Word.thresholds);
  const crossings = <usize>at(job, Word.crossings);
  const many = <usize>at(job, Word.thresholdCount);
  for (let k: usize = 0; k < many; k++)
    if (load<i32>(crossings + (k << 2)) < 0 && <f64>value <= load<f64>(thresholds + (k << 3))) store<i32>(crossings + (k << 2), step);
  if (!due) return;
  const kept = at(job, Word.kept);
  store<f64>(<usize>at(job, Word.costs) + (<usize>kept << 3), <f64>value);
  store<i32>(<usize>at(job, Word.costSteps) + (<usize>kept << 2), step);
  put(job, Word.kept, kept + 1);
}

/** Lays the points of a step's minibatch side by side and returns how many they are. */
function gather<T extends number>(job: usize, step: i32): usize {
  const count = at(job, Word.count);
  const batch = min(at(job, Word.batch), count);
  const perEpoch = (count + batch - 1) / batch;
  const within = (step % perEpoch) * batch;
  const size = <usize>min(batch, count - within);
  const order = <usize>at(job, Word.order) + (<usize>((step / perEpoch) * count + within) << 2);
  const from = at(job, Word.points);
  const to = at(job, Word.batchPoints);
  const features = <usize>load<i32>(<usize>at(job, Word.widths));
  for (let k: usize = 0; k < features; k++)
    pick<T>(<usize>from + k * row<T>(<usize>count), <usize>to + k * row<T>(size), order, size);
  const targetRows = <usize>at(job, Word.targetRows);
  const fromTargets = <usize>at(job, Word.targets);
  const toTargets = <usize>at(job, Word.batchTargets);
  for (let k: usize = 0; k < targetRows; k++)
    pick<T>(fromTargets + k * row<T>(<usize>count), toTargets + k * row<T>(size), order, size);
  return size;
}

function pick<T extends number>(from: usize, to: usize, order: usize, size: usize): void {
  const bytes = row<T>(size);
  let s: usize = 0;
  for (; s < size; s++) store<T>(to + s * sizeof<T>(), load<T>(from + <usize>load<i32>(order + (s << 2)) * sizeof<T>()));
  for (; s * sizeof<T>() < bytes; s++) store<T>(to + s * sizeof<T>(), <T>0);
}

/**
 * With `lean`, a hidden layer of a kinked activation keeps f(z) alone; its z would take room near the processor and
 * is not read again.
 */
function forward<T extends number>(job: usize, points: i32, bytes: usize, lean: bool): void {
  const layers = at(job, Word.layers);
  const widths = <usize>at(job, Word.widths);
  const activation = at(job, Word.activation);
  const inPlace = lean && isKinked(activation);
  let below = <usize>points;
  for (let l = 0; l < layers; l++) {
    const k = <usize>l << 2;
    const fanIn = <usize>load<i32>(widths + k);
    const fanOut = <usize>load<i32>(widths + k, 4);
    const hidden = l < layers - 1;
    const z = <usize>load<i32>(<usize>at(job, hidden && inPlace ? Word.a : Word.z) + k);
    affine<T>(<usize>load<i32>(<usize>at(job, Word.weights) + k), <usize>load<i32>(<usize>at(job, Word.biases) + k), below, z, fanOut, fanIn, bytes, hidden && inPlace ? activation : Activation.linear);
    if (!hidden) return;
    below = <usize>load<i32>(<usize>at(job, Word.a) + k);
    if (!inPlace) activate<T>(activation, z, below, fanOut * bytes);
  }
}

/** With `lean`, δ of a hidden layer of a kinked activation takes the place of f(z), which nothing needs any more. */
function backward<T extends number>(job: usize, points: i32, bytes: usize, lean: bool): void {
  const widths = <usize>at(job, Word.widths);
  const activation = at(job, Word.activation);
  const inPlace = lean && isKinked(activation);
  const last = at(job, Word.layers) - 1;
  for (let l = last; l >= 0; l--) {
    const k = <usize>l << 2;
    const fanIn = <usize>load<i32>(widths + k);
    const fanOut = <usize>load<i32>(widths + k, 4);
    const delta = <usize>load<i32>(<usize>at(job, l < last && inPlace ? Word.a : Word.delta) + k);
    const below = l == 0 ? <usize>points : <usize>load<i32>(<usize>at(job, Word.a) + k - 4);
    weightGradient<T>(delta, below, <usize>load<i32>(<usize>at(job, Word.weightGradients) + k), <usize>load<i32>(<usize>at(job, Word.biasGradients) + k), fanOut, fanIn, bytes);
    if (l == 0) return;
    const previous = inPlace ? below : <usize>load<i32>(<usize>at(job, Word.delta) + k - 4);
    inputGradient<T>(<usize>load<i32>(<usize>at(job, Word.weights) + k), delta, previous, fanOut, fanIn, bytes, inPlace ? activation : Activation.linear);
    if (!inPlace) timesSlope<T>(activation, <usize>load<i32>(<usize>at(job, Word.z) + k - 4), previous, fanIn * bytes);
  }
}
