import { named } from './variance-scaling.ts';

/** LeCun’s variance 1 / fan-in, as a plain normal. */
export const lecun = named(
  'lecun',
  { scale: 1, mode: 'fan-in', distribution: 'normal' },
  { label: 'LeCun', source: 'Y. LeCun, L. Bottou, G. Orr, K.-R. Müller, Efficient BackProp, 1998, eq. 16' },
);
