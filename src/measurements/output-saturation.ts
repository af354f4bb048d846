import type { StartMeasurement } from './measurement.ts';

/** Share of training points whose probability lies within 1e-9 of 0 or 1 before training. */
export const outputSaturation = (): StartMeasurement => ({
  label: 'share of outputs within 1e-9 of 0 or 1 before training',
  unit: '',
  better: 'lower',
  scale: 'linear',
  reads: 'start',
  read: (profile) => profile.saturatedShare,
});
