/** How long something took, or, where the event did not come, how long it was watched. */
export interface Duration {
  readonly time: number;
  readonly event: boolean;
}

/** The curve from `time` on, up to the next step. Times are in the durations' unit. */
export interface Step {
  readonly time: number;
  readonly atRisk: number;
  readonly events: number;
  readonly censored: number;
  /** The share for which the event has not come. */
  readonly survival: number;
  /** Greenwood's variance of it. */
  readonly variance: number;
  /** The 95 % interval at this time, of the log-log form, which stays within 0 … 1; no band for the whole curve. */
  readonly low: number;
  readonly high: number;
}

/** Φ(z) = .975 */
const z = 1.959963984540054;

/**
 * The share that has not had the event, as a function of time, where some are not watched to the end: whoever is
 * censored at the time of an event was still at risk of it. Starts with a step at time 0.
 *
 * Source: E. Kaplan and P. Meier, Nonparametric estimation from incomplete observations, Journal of the American
 * Statistical Association 53 (1958); M. Greenwood, The natural duration of cancer, Reports on
 * Public Health and Medical Subjects 33 (1926); J. Kalbfleisch and R. Prentice, The Statistical Analysis of Failure
 * Time Data (1980), for the interval.
 */
export function kaplanMeier(durations: readonly Duration[]): Step[] {
  if (durations.length === 0) throw new RangeError('missing durations: a curve needs at least one');
  for (const { time } of durations)
    if (!(time >= 0 && time < Number.POSITIVE_INFINITY))
      throw new RangeError(`invalid time: ${time} (expected a finite number from 0)`);
  const counts = new Map([[0, { events: 0, censored: 0 }]]);
  for (const { time, event } of durations) {
    const at = counts.get(time) ?? { events: 0, censored: 0 };
    counts.set(time, at);
    if (event) at.events++;
    else at.censored++;
  }
  let atRisk = durations.length;
  let survival = 1;
  let hazards = 0; // Σ d / (n (n − d))
  return [...counts]
    .sort(([a], [b]) => a - b)
    .map(([time, { events, censored }]) => {
      survival *= (atRisk - events) / atRisk;
      if (events < atRisk) hazards += events / (atRisk * (atRisk - events));
      const step = { time, atRisk, events, censored, survival, ...interval(survival, hazards) };
      atRisk -= events + censored;
      return step;
    });
}

function interval(survival: number, hazards: number): Pick<Step, 'variance' | 'low' | 'high'> {
  const variance = survival * survival * hazards;
  if (survival === 0 || survival === 1) return { variance, low: survival, high: survival };
  const reach = (z * Math.sqrt(hazards)) / -Math.log(survival);
  return { variance, low: survival ** Math.exp(reach), high: survival ** Math.exp(-reach) };
}

/** The first time at which the event has come for half of them; Infinity when it never does. */
export function medianTime(curve: readonly Step[]): number {
  return curve.find(({ survival }) => survival <= 0.5)?.time ?? Number.POSITIVE_INFINITY;
}

export interface RestrictedMean {
  readonly mean: number;
  readonly standardError: number;
}

/**
 * The mean time to the event where the clock stops at `until`: the area below the curve up to there.
 *
 * Source: P. Royston and M. Parmar, Restricted mean survival time, BMC Medical Research Methodology 13 (2013); the
 * standard error is Greenwood's, without a factor for small samples.
 */
export function restrictedMean(curve: readonly Step[], until: number): RestrictedMean {
  const last = curve.at(-1);
  if (last === undefined) throw new RangeError('missing steps: an area needs a curve');
  // Behind the last one watched the curve is unknown, unless it ended at 0.
  const known = last.survival === 0 ? Number.MAX_VALUE : last.time;
  if (!(until > 0 && until <= known))
    throw new RangeError(`invalid time: ${until} (expected a number above 0 and up to ${known})`);
  let beyond = 0; // the area from a step's time to `until`
  let variance = 0;
  for (let i = curve.length - 1; i >= 0; i--) {
    const { time, survival, events, atRisk } = curve[i]!;
    if (time > until) continue;
    beyond += survival * (Math.min(curve[i + 1]?.time ?? until, until) - time);
    if (events < atRisk) variance += (beyond * beyond * events) / (atRisk * (atRisk - events));
  }
  return { mean: beyond, standardError: Math.sqrt(variance) };
}
