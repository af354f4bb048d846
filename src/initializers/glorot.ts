import { named } from './variance-scaling.ts';

/** Glorot’s variance 2 / (fan-in + fan-out), as a plain normal. */
export const glorot = named(
  'glorot',
  { scale: 1, mode: 'fan-avg', distribution: 'normal' },
  {
    label: 'Xavier / Glorot',
    source:
      'X. Glorot, Y. Bengio, Understanding the difficulty of training deep feedforward neural networks, AISTATS 2010, eq. 12',
  },
);
