import type { EngineId } from './registry.ts';

/** A text that stands once in a file of an engine, and a wrong one in its place. */
export interface PlantedFault {
  /** From src/engines/. */
  readonly file: string;
  readonly right: string;
  readonly wrong: string;
}

type FaultName =
  | 'a wrong sign in one bias gradient'
  | 'a dropped sample'
  | 'a swapped fan'
  | 'a stale activation';

/** The same mistakes in every engine, each made where that engine would make it. */
export const plantedFaults: Readonly<Record<EngineId, Readonly<Record<FaultName, PlantedFault>>>> = {
  reference: {
    'a wrong sign in one bias gradient': {
      file: 'reference/dense.ts',
      right: 'db[i] = sum;',
      wrong: 'db[i] = i === 0 ? -sum : sum;',
    },
    'a dropped sample': {
      file: 'reference/dense.ts',
      right: 'for (let s = 0; s < count; s++) {\n    const p = d[di + s]!;',
      wrong: 'for (let s = 0; s < count - 1; s++) {\n    const p = d[di + s]!;',
    },
    'a swapped fan': {
      file: 'reference/dense.ts',
      right: 'rowStep: 1, termStep: fanIn',
      wrong: 'rowStep: fanOut, termStep: 1',
    },
    'a stale activation': {
      file: 'reference/pass.ts',
      right: 'if (isActivated(network, l)) activate(',
      wrong: 'if (isActivated(network, l) && pass.a[l]!.every((value) => value === 0)) activate(',
    },
  },
  fused: {
    'a wrong sign in one bias gradient': {
      file: 'fused/weight-gradient.as.ts',
      right: 'store<T>(db, laneSum<T>(pb));',
      wrong: 'store<T>(db, -laneSum<T>(pb));',
    },
    'a dropped sample': {
      file: 'fused/losses.as.ts',
      right: 'for (let s = count * sizeof<T>(); s < bytes;',
      wrong: 'for (let s = (count - 1) * sizeof<T>(); s < bytes;',
    },
    'a swapped fan': {
      file: 'fused/products.as.ts',
      right: 'const step = fanIn * size;',
      wrong: 'const step = fanOut * size;',
    },
    'a stale activation': {
      file: 'fused/kernel.as.ts',
      right: 'if (!inPlace) activate<T>(',
      wrong: 'if (!inPlace && load<T>(below) == <T>0) activate<T>(',
    },
  },
  tensorflow: {
    'a wrong sign in one bias gradient': {
      file: 'tensorflow/graph.ts',
      right: 'gradients: { weights: part(grads, 0), biases: part(grads, 1) },',
      wrong:
        'gradients: { weights: part(grads, 0), biases: part(grads, 1).map((g, l) => (l === 0 ? tf.neg(g) : g)) },',
    },
    'a dropped sample': {
      file: 'tensorflow/stack.ts',
      right: 'toBatch(network, own, picks?.[r])',
      wrong:
        'toBatch(network, own, picks?.[r] ?? Int32Array.from({ length: Math.max(1, own.count - 1) }, (_, s) => s))',
    },
    'a swapped fan': {
      file: 'tensorflow/stack.ts',
      right:
        'tf.tensor3d(joined(starts.map((start) => start[kind][l]!)), [starts.length, widths[l + 1]!, columns]);',
      wrong:
        'tf.transpose(tf.tensor3d(joined(starts.map((start) => start[kind][l]!)), [starts.length, columns, widths[l + 1]!]), [0, 2, 1]);',
    },
    // Nothing is kept between passes here: what is stale is the value before the activation.
    'a stale activation': {
      file: 'tensorflow/graph.ts',
      right: 'a[l - 1]!',
      wrong: 'z[l - 1]!',
    },
  },
};
