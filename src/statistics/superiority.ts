export interface Superiority {
  /** P(X > Y) + P(X = Y) / 2 */
  readonly probability: number;
  /** 0 where no x lies among the y: it then says nothing. */
  readonly standardError: number;
}

/**
 * How often a number of the first sample is above one of the second, over all pairs, a tie counting half: the
 * Mann–Whitney statistic over the number of pairs. Samples are independent of each other. Infinite numbers take their
 * place in the order, so that "never" is later than any time.
 *
 * Source: H. Mann and D. Whitney, On a test of whether one of two random variables is stochastically larger than the
 * other, Annals of Mathematical Statistics 18 (1947); the standard error, from the variance of each number's own share
 * of pairs won, is E. DeLong, D. DeLong and D. Clarke-Pearson's, Biometrics 44 (1988).
 */
export function superiority(xs: readonly number[], ys: readonly number[]): Superiority {
  for (const sample of [xs, ys]) {
    if (sample.length < 2)
      throw new RangeError(`missing numbers: ${sample.length} (expected two or more in each sample)`);
    if (sample.some(Number.isNaN)) throw new RangeError('invalid numbers: NaN has no place in an order');
  }
  const won = sharesWon(xs, ys);
  const lost = sharesWon(ys, xs);
  return {
    probability: mean(won),
    standardError: Math.sqrt(variance(won) / xs.length + variance(lost) / ys.length),
  };
}

/** For each x the share of the ys that it is above, ties half. */
function sharesWon(xs: readonly number[], ys: readonly number[]): number[] {
  const sorted = Float64Array.from(ys).sort();
  return xs.map(
    (x) => (countUpTo(sorted, (y) => y < x) + countUpTo(sorted, (y) => y <= x)) / (2 * ys.length),
  );
}

/** How many of the sorted numbers pass, where those that do come first. */
function countUpTo(sorted: Float64Array, passes: (value: number) => boolean): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (passes(sorted[middle]!)) low = middle + 1;
    else high = middle;
  }
  return low;
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function variance(values: readonly number[]): number {
  const centre = mean(values);
  return values.reduce((sum, value) => sum + (value - centre) ** 2, 0) / (values.length - 1);
}
