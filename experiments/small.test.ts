import { better, claim, costAt, notes, usually } from 'initproof';
import { course, randn } from './settings.ts';

claim(
  usually('small/does-better', {
    statement: 'Initializing with small random values does better than with large ones',
    source: notes('Common practice, 2: hopefully small random values do better'),
    setting: course,
    arms: { small: randn(0.01), large: randn(10) },
    score: better('small', 'large', costAt(15_000)),
    means: 'randn × .01 had the lower cost after 15,000 steps',
    mean: { above: 0.6 },
    pilot: 0,
    record: 'refuted',
    faults: ['swapped-arms', 'biased-coin'],
    note: 'Refuted at this rate: in 15,000 steps of .01, randn × .01 never leaves ln 2. With a larger rate it is another story, told by the claim beside this one.',
  }),
);
