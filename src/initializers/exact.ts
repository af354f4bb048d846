/** The largest of a number taken of every weight; NaN where one is. */
export function largestOf(weights: ArrayLike<number>, of: (weight: number, index: number) => number): number {
  let largest = 0;
  for (let i = 0; i < weights.length; i++) {
    const value = of(weights[i]!, i);
    if (!(value <= largest)) largest = value;
    if (Number.isNaN(largest)) return largest;
  }
  return largest;
}
