import { named } from './variance-scaling.ts';

/** He’s variance 2 / fan-in, as a plain normal: `randn * sqrt(2 / fan_in)` of the notes. */
export const he = named(
  'he',
  { scale: 2, mode: 'fan-in', distribution: 'normal' },
  { label: 'He', source: 'K. He, X. Zhang, S. Ren, J. Sun, Delving deep into rectifiers, ICCV 2015, eq. 10' },
);
