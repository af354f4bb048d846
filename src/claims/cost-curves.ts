import { quantile } from '../statistics/quantile.ts';
import type { ScoresEvidence } from './evidence.ts';
import type { Observed } from './observe.ts';

/** Points kept of each curve, so that the record stays small. */
const pointsKept = 61;

/** Each trained arm's cost by step: 10 %, 50 % and 90 % quantiles over the keys. A diverged run's cost is infinite. */
export function costCurves(arms: readonly string[], observed: readonly Observed[]): ScoresEvidence['curves'] {
  return arms.flatMap((arm) => {
    const trajectories = observed.flatMap((seen) => seen.get(arm)?.trajectory ?? []);
    const longest = trajectories.map(({ steps }) => steps).sort((a, b) => b.length - a.length)[0];
    if (!longest) return [];
    const stride = Math.max(1, Math.ceil((longest.length - 1) / (pointsKept - 1)));
    const kept = longest.map((_, i) => i).filter((i) => i % stride === 0 || i === longest.length - 1);
    const costsAt = (i: number) =>
      trajectories.map(({ costs }) => (Number.isFinite(costs[i]) ? costs[i]! : Number.POSITIVE_INFINITY));
    const curve = (q: number) => kept.map((i) => quantile(costsAt(i), q));
    return [
      { arm, steps: kept.map((i) => longest[i]!), low: curve(0.1), median: curve(0.5), high: curve(0.9) },
    ];
  });
}
