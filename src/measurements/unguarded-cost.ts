import type { StartMeasurement } from './measurement.ts';

/** The first cost as the course computes it, without a guard at log 0: infinite once a wrong answer saturates. */
export const unguardedCost = (): StartMeasurement => ({
  label: 'unguarded cost before training',
  unit: '',
  better: 'lower',
  scale: 'log',
  reads: 'start',
  read: (profile) => profile.unguardedCost,
});
