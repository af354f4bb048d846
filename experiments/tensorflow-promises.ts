import fc from 'fast-check';
import { type InitializerSpec, promisedKernel, type Source } from 'initproof';

// What the documentation of TensorFlow.js 4.22 promises of its initializers, in this project's words for laws.

/** The page of an initializer, and the sentence of it that promises. */
export const documented = (name: string, sentence: string): Source => ({
  title: 'TensorFlow.js 4.22',
  where: `tf.initializers.${name}, “${sentence}”`,
  url: `https://js.tensorflow.org/api/4.22.0/#initializers.${name}`,
});

const length = (least: number, most: number) => fc.integer({ min: least, max: most });

/** Kernels: dense, and convolutions over one and two dimensions. */
export const kernels = fc.oneof(
  fc.tuple(length(1, 16), length(1, 16)),
  fc.tuple(length(1, 5), length(1, 8), length(1, 8)),
  fc.tuple(length(1, 3), length(1, 3), length(1, 6), length(1, 6)),
);
export const vectors = fc.tuple(length(2, 200));
export const tensors = fc.oneof(vectors, kernels);
/** What is flattened to matrices for a factorization that takes its time. */
export const smallMatrices = fc.oneof(
  fc.tuple(length(2, 3), length(1, 3)),
  fc.tuple(length(1, 2), length(1, 2), length(2, 3)),
  fc.tuple(length(1, 2), length(1, 2), length(1, 2), length(2, 3)),
);
export const squares = length(1, 16).map((side) => [side, side] as const);

export type Mode = 'fanIn' | 'fanOut' | 'fanAvg';
export type Distribution = 'normal' | 'uniform' | 'truncatedNormal';

const modes = { fanIn: 'fan-in', fanOut: 'fan-out', fanAvg: 'fan-avg' } as const;
export const fanNames = { fanIn: 'fan-in', fanOut: 'fan-out', fanAvg: 'the average fan' } as const;

/** Variance scale / n: a uniform law, or a normal one that is cut at two standard deviations and keeps its variance. */
export const scaled = (scale: number, mode: Mode, distribution: Distribution) =>
  promisedKernel([
    'variance-scaling',
    { scale, mode: modes[mode], distribution: distribution === 'uniform' ? 'uniform' : 'truncated-normal' },
  ] satisfies InitializerSpec);

/** What of its standard deviation a normal keeps that is cut at two of them. */
export const leftByCut = 0.87962566103423978;

/** Five lines of plain JavaScript, the last of which says whether the promise is kept. */
export const script = (...lines: readonly string[]): string =>
  [
    "import '@tensorflow/tfjs-backend-cpu';",
    "import { initializers } from '@tensorflow/tfjs-layers';",
    ...lines,
  ].join('\n');

/** Shows that a seed does not repeat its numbers. */
export const unrepeated = (name: string): string =>
  script(
    `const draw = () => initializers.${name}({ seed: 0 }).apply([2, 2]).dataSync();`,
    'const [first, again] = [draw(), draw()];',
    "console.log(first[0], 'then', again[0], 'kept:', first.every((w, i) => w === again[i]));",
  );

/** The same for what needs methods of tensors that only the union package adds. */
export const unrepeatedOrthogonal = [
  "import * as tf from '@tensorflow/tfjs-core';",
  script(
    "for (const f of ['flatten', 'reshape', 'stridedSlice', 'sign', 'transpose']) tf.Tensor.prototype[f] = function (...args) { return f === 'flatten' ? tf.reshape(this, [this.size]) : tf[f](this, ...args); };",
    "const [a, b] = [1, 2].map(() => initializers.orthogonal({ seed: 0 }).apply([3, 3]).dataSync()); console.log(a[0], 'then', b[0], 'kept:', a.every((w, i) => w === b[i]));",
  ),
].join('\n');

/** Shows a standard deviation that is another than the stated one. */
export const deviationOf = (call: string, shape: string, stated: string): string =>
  script(
    `const w = initializers.${call}.apply(${shape}).dataSync();`,
    'const deviation = Math.sqrt(w.reduce((sum, x) => sum + x * x, 0) / w.length);',
    `console.log(deviation / ${stated}, 'of the stated one, kept:', Math.abs(deviation / ${stated} - 1) < 0.05);`,
  );
