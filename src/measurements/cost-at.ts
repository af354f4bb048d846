import { formatNumber, stepLabel } from './labels.ts';
import type { Measurement } from './measurement.ts';

/** The stable cost after so many updates. A run that has diverged by then has an infinite cost. */
export function costAt({ step }: { step: number }): Measurement {
  const described = { label: `cost ${stepLabel(step)}`, unit: '', better: 'lower', scale: 'log' } as const;
  if (step === 0) return { ...described, reads: 'start', read: (profile) => profile.cost };
  return {
    ...described,
    reads: 'run',
    censored: false,
    missing: ({ steps, record }) =>
      record.stopOnceCrossed || step > steps || (step % record.costEvery !== 0 && step !== steps)
        ? `the cost at step ${formatNumber(step)}`
        : undefined,
    read({ steps, costs }) {
      const cost = costs[steps.indexOf(step)];
      return cost === undefined || Number.isNaN(cost) ? Number.POSITIVE_INFINITY : cost;
    },
  };
}
