/**
 * A loss takes the logits of a layer of `outputs` units for `count` points, [outputs, count], and the targets,
 * and returns the mean over points. `gradient`, when given, is filled with its derivative by each logit.
 */
export interface Loss {
  /** Numbers in a target row: class index for the cross-entropies, one value an output for squared error. */
  readonly cost: (
    logits: Float64Array,
    targets: Float64Array,
    outputs: number,
    count: number,
    gradient?: Float64Array,
  ) => number;
  readonly targetKind: 'class' | 'value';
}

const entries = {
  /** One logit z against a class y of 0 or 1: max(z, 0) − z y + ln(1 + e^−|z|), finite for every finite z. */
  'binary-cross-entropy': {
    targetKind: 'class',
    cost(logits, targets, _outputs, count, gradient) {
      let sum = 0;
      for (let s = 0; s < count; s++) {
        const z = logits[s]!;
        const y = targets[s]!;
        const e = Math.exp(-Math.abs(z));
        sum += Math.max(z, 0) - z * y + Math.log1p(e);
        if (gradient) gradient[s] = ((z >= 0 ? 1 : e) / (1 + e) - y) / count;
      }
      return sum / count;
    },
  },
  /** ln Σ e^z − z of the right class. */
  'softmax-cross-entropy': {
    targetKind: 'class',
    cost(logits, targets, outputs, count, gradient) {
      let sum = 0;
      for (let s = 0; s < count; s++) {
        let largest = -Infinity;
        for (let i = 0; i < outputs; i++) largest = Math.max(largest, logits[i * count + s]!);
        let total = 0;
        for (let i = 0; i < outputs; i++) total += Math.exp(logits[i * count + s]! - largest);
        const label = targets[s]!;
        sum += largest + Math.log(total) - logits[label * count + s]!;
        if (gradient)
          for (let i = 0; i < outputs; i++)
            gradient[i * count + s] =
              (Math.exp(logits[i * count + s]! - largest) / total - (i === label ? 1 : 0)) / count;
      }
      return sum / count;
    },
  },
  /** Mean over points of the sum over outputs of (z − t)², without a factor ½. */
  'squared-error': {
    targetKind: 'value',
    cost(logits, targets, outputs, count, gradient) {
      let sum = 0;
      for (let at = 0; at < outputs * count; at++) {
        const error = logits[at]! - targets[at]!;
        sum += error * error;
        if (gradient) gradient[at] = (2 * error) / count;
      }
      return sum / count;
    },
  },
} satisfies Record<string, Loss>;

export type LossId = keyof typeof entries;

export const losses: Readonly<Record<LossId, Loss>> = entries;

/**
 * The course's cost: mean of −y ln a − (1 − y) ln(1 − a) with a = 1 / (1 + e^−z) in float64 as it comes,
 * where 0 · ∞ counts as 0. A saturated wrong answer makes it infinite.
 */
export function unguardedCrossEntropy(logits: Float64Array, targets: Float64Array, count: number): number {
  let sum = 0;
  for (let s = 0; s < count; s++) {
    const a = 1 / (1 + Math.exp(-logits[s]!));
    const y = targets[s]!;
    const term = -Math.log(a) * y - Math.log(1 - a) * (1 - y);
    if (!Number.isNaN(term)) sum += term;
  }
  return sum / count;
}
