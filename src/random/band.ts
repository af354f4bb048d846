import ln from '@stdlib/math-base-special-ln';

/**
 * The largest distance between the values' empirical distribution function and `cdf`.
 *
 * @param cdf continuous
 */
export function distanceFrom(cdf: (x: number) => number, values: Iterable<number>): number {
  const sorted = Float64Array.from(values).sort();
  const n = sorted.length;
  let largest = 0;
  sorted.forEach((x, i) => {
    const p = cdf(x);
    largest = Math.max(largest, p - i / n, (i + 1) / n - p);
  });
  return largest;
}

/**
 * The distance that n independent draws from `cdf` itself pass with probability at most `falseAlarm`,
 * whatever the law: 2 exp(−2 n ε²) = falseAlarm. Draws of a law further away than twice this distance are
 * caught, but for the same probability.
 *
 * Source: P. Massart, The tight constant in the Dvoretzky–Kiefer–Wolfowitz inequality, Ann. Probab. 18 (1990).
 */
export function bandWidth(n: number, falseAlarm: number): number {
  return Math.sqrt(ln(2 / falseAlarm) / (2 * n));
}
