import { named } from './variance-scaling.ts';

/** The “normalized initialization” of Glorot and Bengio: U(±√(6 / (fan-in + fan-out))). */
export const glorotUniform = named(
  'glorot-uniform',
  { scale: 1, mode: 'fan-avg', distribution: 'uniform' },
  {
    label: 'Xavier / Glorot uniform',
    source:
      'X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010, eq. 16',
  },
);
