import {
  all,
  better,
  claim,
  costAt,
  not,
  notes,
  reached,
  stepsToCost,
  trainAccuracy,
  usually,
  within,
} from 'initproof';
import { course, randn, withSchedule } from './settings.ts';

claim(
  usually('small/does-better', {
    statement: 'Initializing with small random values does better than with large ones',
    source: notes('Common practice, 2: hopefully small random values do better'),
    setting: course,
    arms: { small: randn(0.01), large: randn(10) },
    score: better('small', 'large', costAt(15_000)),
    means: 'randn × .01 had the lower cost after 15,000 steps',
    mean: { above: 0.6 },
    record: 'refuted',
    faults: ['swapped-arms', 'biased-coin'],
    note: 'Refuted at this rate: in 15,000 steps of .01, randn × .01 never leaves ln 2. With a larger rate it is another story, told by the claim beside this one.',
  }),
);

claim(
  usually('small/needs-rate', {
    statement: 'Small random values do better than large ones given a larger rate',
    source: notes('Common practice, 2: hopefully small random values do better'),
    setting: withSchedule({ learningRate: 0.1 }),
    arms: { small: randn(0.1), large: randn(10) },
    score: all(within('small', trainAccuracy(), 0.95, 1), not(within('large', trainAccuracy(), 0.95, 1))),
    means: 'randn × .1 ended with at least 95 % of the training points right and randn × 10 did not',
    mean: { above: 0.6 },
    faults: ['biased-coin'],
    note: 'Small, not tiny: randn × .01 stays at ln 2 at this rate too.',
  }),
);

claim(
  usually('adam/rescues-small-not-large', {
    statement: 'An adaptive optimizer rescues small starts, not large ones',
    source: notes('Notes: don’t initialize to values that are too large'),
    setting: withSchedule({
      optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      learningRate: 0.001,
      steps: 3000,
    }),
    arms: { small: randn(0.01), large: randn(10) },
    score: all(reached('small', stepsToCost(0.3)), not(reached('large', stepsToCost(0.3)))),
    means: 'randn × .01 reached cost .3 within 3,000 steps of Adam and randn × 10 did not',
    mean: { above: 0.6 },
    faults: ['biased-coin'],
  }),
);
