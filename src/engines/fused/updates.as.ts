import { Word, at } from './job.as';

export enum Optimizer {
  sgd,
  momentum,
  nesterov,
  adam,
}

/** Changes all parameters by step t (counted from 1) along their gradients. Arrays are padded to whole vectors. */
export function update<T extends number>(job: usize, t: i32): void {
  const layers = <usize>at(job, Word.layers);
  const widths = <usize>at(job, Word.widths);
  const rates = <usize>at(job, Word.rates);
  for (let l: usize = 0; l < layers; l++) {
    const fanIn = <usize>load<i32>(widths + (l << 2));
    const fanOut = <usize>load<i32>(widths + (l << 2), 4);
    one<T>(job, Word.weights, Word.weightGradients, l, fanIn * fanOut, load<f64>(rates + (l << 4)), 0, t);
    one<T>(job, Word.biases, Word.biasGradients, l, fanOut, load<f64>(rates + (l << 4), 8), layers, t);
  }
}

/** One array of parameters; its memory of earlier steps stands at place `from` + l of the two moment tables. */
function one<T extends number>(job: usize, values: Word, gradients: Word, l: usize, many: usize, rate: f64, from: usize, t: i32): void {
  const p = <usize>load<i32>(<usize>at(job, values) + (l << 2));
  const g = <usize>load<i32>(<usize>at(job, gradients) + (l << 2));
  const bytes = (many * sizeof<T>() + 15) & ~15;
  const optimizer = at(job, Word.optimizer);
  if (optimizer == Optimizer.sgd) return sgd<T>(p, g, bytes, rate);
  const hyper = <usize>at(job, Word.hyper);
  const m = <usize>load<i32>(<usize>at(job, Word.firstMoments) + ((from + l) << 2));
  if (optimizer != Optimizer.adam) return momentum<T>(p, g, m, bytes, rate, load<f64>(hyper), optimizer == Optimizer.nesterov);
  const v = <usize>load<i32>(<usize>at(job, Word.secondMoments) + ((from + l) << 2));
  adam<T>(p, g, m, v, bytes, rate, load<f64>(hyper), load<f64>(hyper, 8), load<f64>(hyper, 16), t);
}

/** p −= η g */
function sgd<T extends number>(p: usize, g: usize, bytes: usize, rate: f64): void {
  const r = v128.splat<T>(<T>rate);
  for (let k: usize = 0; k < bytes; k += 16) v128.store(p + k, v128.sub<T>(v128.load(p + k), v128.mul<T>(r, v128.load(g + k))));
}

/** v = μ v + g; p −= η v, or with Nesterov's look ahead p −= η (g + μ v). */
function momentum<T extends number>(p: usize, g: usize, m: usize, bytes: usize, rate: f64, factor: f64, ahead: bool): void {
  const r = v128.splat<T>(<T>rate);
  const mu = v128.splat<T>(<T>factor);
  for (let k: usize = 0; k < bytes; k += 16) {
    const gradient = v128.load(g + k);
    const velocity = v128.add<T>(v128.mul<T>(mu, v128.load(m + k)), gradient);
    v128.store(m + k, velocity);
    const along = ahead ? v128.add<T>(gradient, v128.mul<T>(mu, velocity)) : velocity;
    v128.store(p + k, v128.sub<T>(v128.load(p + k), v128.mul<T>(r, along)));
  }
}

/** Kingma & Ba 2015, algorithm 1; ε is added after the bias correction. */
function adam<T extends number>(p: usize, g: usize, m: usize, v: usize, bytes: usize, rate: f64, beta1: f64, beta2: f64, epsilon: f64, t: i32): void {
  const b1 = v128.splat<T>(<T>beta1);
  const c1 = v128.splat<T>(<T>(1 - beta1));
  const b2 = v128.splat<T>(<T>beta2);
  const c2 = v128.splat<T>(<T>(1 - beta2));
  const r = v128.splat<T>(<T>rate);
  const e = v128.splat<T>(<T>epsilon);
  const correct1 = v128.splat<T>(<T>(1 - power(beta1, t)));
  const correct2 = v128.splat<T>(<T>(1 - power(beta2, t)));
  for (let k: usize = 0; k < bytes; k += 16) {
    const gradient = v128.load(g + k);
    const first = v128.add<T>(v128.mul<T>(b1, v128.load(m + k)), v128.mul<T>(c1, gradient));
    const second = v128.add<T>(v128.mul<T>(b2, v128.load(v + k)), v128.mul<T>(v128.mul<T>(c2, gradient), gradient));
    v128.store(m + k, first);
    v128.store(v + k, second);
    const step = v128.mul<T>(r, v128.div<T>(first, correct1));
    v128.store(p + k, v128.sub<T>(v128.load(p + k), v128.div<T>(step, v128.add<T>(v128.sqrt<T>(v128.div<T>(second, correct2)), e))));
  }
}

/** beta^t by squaring: multiplications only. */
function power(beta: f64, t: i32): f64 {
  let result: f64 = 1;
  for (let square = beta; t > 0; t >>= 1, square *= square) if (t & 1) result *= square;
  return result;
}
