import type { StartMeasurement } from './measurement.ts';

/** 1 where all units of some hidden layer answer 0 to every training point before training: no input gets through. */
export const bornDead = (): StartMeasurement => ({
  label: 'share of networks born dead',
  unit: '',
  better: 'lower',
  scale: 'linear',
  reads: 'start',
  read: ({ layers }) => Number(layers.slice(0, -1).some(({ deadShare }) => deadShare === 1)),
});
