import { type EProcess, payoff } from './betting.ts';

/**
 * The bets that Waudby-Smith and Ramdas advise, "predictable plug-in", cut at half of what can ruin:
 * what the golden file holds. They stake an amount λ that does not know the mean bet against, as a share λ · m of the most.
 */
export function plugIn(alpha: number): EProcess & { readonly lambdas: readonly number[] } {
  const xs: number[] = [];
  const lambdas: number[] = [];
  let sum = 0;
  let squares = 0;
  let variance = 1 / 4;
  const logCapital = (values: readonly number[], m: number) =>
    values.reduce((log, x, i) => log + Math.log(payoff(x, m, Math.min(lambdas[i]! * m, 1 / 2))), 0);
  return {
    lambdas,
    add(x) {
      xs.push(x);
      const t = xs.length;
      lambdas.push(Math.sqrt((2 * Math.log(2 / alpha)) / (variance * t * Math.log(t + 1))));
      sum += x;
      squares += (x - (1 / 2 + sum) / (t + 1)) ** 2;
      variance = (1 / 4 + squares) / (t + 1);
    },
    // A share of nothing is nothing; next to a mean of 0 it is still λ · x.
    logAtMost: (m) => logCapital(xs, Math.max(m, 1e-300)),
    logAtLeast: (m) =>
      logCapital(
        xs.map((x) => 1 - x),
        Math.max(1 - m, 1e-300),
      ),
  };
}
