import { named } from './variance-scaling.ts';

/** LeCun’s variance 1 / fan-in, as a uniform. */
export const lecunUniform = named(
  'lecun-uniform',
  { scale: 1, mode: 'fan-in', distribution: 'uniform' },
  {
    label: 'LeCun uniform',
    source:
      'Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, Efficient BackProp, 1998, eq. 16 (the variance; uniform as in Keras, LecunUniform)',
  },
);
