import type { StartMeasurement } from './measurement.ts';

/** Share of hidden units that answer 0 to every training point, before training. */
export const deadUnits = (): StartMeasurement => ({
  label: 'share of dead hidden units before training',
  unit: '',
  better: 'lower',
  scale: 'linear',
  reads: 'start',
  read({ layers }, { network }) {
    const hidden = network.widths.slice(1, -1);
    const dead = hidden.reduce((sum, units, l) => sum + units * layers[l]!.deadShare, 0);
    return dead / hidden.reduce((sum, units) => sum + units, 0);
  },
});
