import { mean, type Numbers } from './mean.ts';

/** The variance of some numbers around their own mean, over as many as there are; NaN of none. */
export function variance(values: Numbers): number {
  const center = mean(values);
  let sum = 0;
  for (const value of values) sum += (value - center) ** 2;
  return sum / values.length;
}
