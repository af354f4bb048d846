/** Numbers in an array, plain or typed. */
export type Numbers = ArrayLike<number> & Iterable<number>;

/** The mean of some numbers; NaN of none. */
export function mean(values: Numbers): number {
  let sum = 0;
  for (const value of values) sum += value;
  return sum / values.length;
}
