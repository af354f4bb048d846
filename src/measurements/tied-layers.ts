import type { StartMeasurement } from './measurement.ts';

/** The largest correlation, in absolute value, between the starting weights of two layers of one shape. */
export const tiedLayers = (): StartMeasurement => ({
  label: 'largest correlation between the weights of two layers',
  unit: '',
  better: 'lower',
  scale: 'linear',
  reads: 'start',
  read(_profile, { network: { widths }, start: { weights } }) {
    let largest = 0;
    weights.forEach((here, l) => {
      for (let m = 0; m < l; m++)
        if (widths[l] === widths[m] && widths[l + 1] === widths[m + 1])
          largest = Math.max(largest, Math.abs(cosine(here, weights[m]!)));
    });
    return largest;
  },
});

/** The correlation of numbers whose mean is 0. */
function cosine(a: Float64Array, b: Float64Array): number {
  let [ab, aa, bb] = [0, 0, 0];
  for (let i = 0; i < a.length; i++) {
    ab += a[i]! * b[i]!;
    aa += a[i]! * a[i]!;
    bb += b[i]! * b[i]!;
  }
  return ab === 0 ? 0 : ab / Math.sqrt(aa * bb);
}
