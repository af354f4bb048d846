import { named } from './variance-scaling.ts';

/** He’s variance 2 / fan-in, as a uniform. */
export const heUniform = named(
  'he-uniform',
  { scale: 2, mode: 'fan-in', distribution: 'uniform' },
  {
    label: 'He uniform',
    source:
      'K. He, X. Zhang, S. Ren, J. Sun, Delving deep into rectifiers, ICCV 2015, eq. 10 (the variance; uniform as in Keras, HeUniform)',
  },
);
