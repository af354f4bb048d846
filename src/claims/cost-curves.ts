import type { Trajectory } from '../engines/engine.ts';
import { quantile } from '../statistics/quantile.ts';
import { armFrom, settingOf } from '../training/arm.ts';
import type { Usually } from './claim.ts';
import type { ScoresEvidence } from './evidence.ts';
import type { Observed } from './observe.ts';

/** Points kept of each curve, so that the record stays small. */
const pointsKept = 61;

/** Each trained arm's cost by step: 10 %, 50 % and 90 % quantiles over the keys. */
export function costCurves(
  { arms, setting }: Pick<Usually, 'arms' | 'setting'>,
  observed: readonly Observed[],
): ScoresEvidence['curves'] {
  return Object.entries(arms).flatMap(([arm, spec]) => {
    const trajectories = observed.flatMap((seen) => seen.get(arm)?.trajectory ?? []);
    const longest = trajectories.map(({ steps }) => steps).sort((a, b) => b.length - a.length)[0];
    if (!longest) return [];
    const stride = Math.max(1, Math.ceil((longest.length - 1) / (pointsKept - 1)));
    const steps = longest.filter((_, i) => i % stride === 0 || i === longest.length - 1);
    const curve = (q: number) =>
      steps.map((step) =>
        quantile(
          trajectories.map((run) => costBy(step, run)),
          q,
        ),
      );
    const { stopOnceCrossed, crossings = [] } = settingOf(setting, armFrom(spec)).schedule.record;
    const stopsAt = stopOnceCrossed ? Math.min(...crossings) : null;
    return [{ arm, stopsAt, steps, low: curve(0.1), median: curve(0.5), high: curve(0.9) }];
  });
}

/** The last cost that a run recorded by a step: after it was stopped, the one it stopped at; infinite once it diverged. */
function costBy(step: number, { steps, costs, divergedAt }: Trajectory): number {
  if (divergedAt !== null && step >= divergedAt) return Number.POSITIVE_INFINITY;
  return costs[steps.findLastIndex((recorded) => recorded <= step)]!;
}
