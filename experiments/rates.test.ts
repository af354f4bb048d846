import { all, claim, not, notes, reached, stepsToCost, trainAccuracy, usually, within } from 'initproof';
import { course, randn, withSchedule } from './settings.ts';

claim(
  usually('large/narrows-rates', {
    statement: 'Large values narrow the range of learning rates that work',
    source: notes('Notes: don’t initialize to values that are too large'),
    setting: course,
    arms: {
      he: 'he',
      large: randn(10),
      heFast: { init: 'he', label: 'He, rate .1', schedule: { learningRate: 0.1, steps: 1500 } },
      largeFast: {
        init: randn(10),
        label: 'randn × 10, rate .1',
        schedule: { learningRate: 0.1, steps: 1500 },
      },
    },
    score: all(
      reached('he', stepsToCost(0.3)),
      reached('heFast', stepsToCost(0.3)),
      not(all(reached('large', stepsToCost(0.3)), reached('largeFast', stepsToCost(0.3)))),
    ),
    means: 'He reached cost .3 at both rates (.01 for 15,000 steps, .1 for 1,500) and randn × 10 did not',
    mean: { above: 0.6 },
    pilot: 0.9,
    faults: ['scale-to-zero', 'biased-coin'],
    note: 'Two rates are looked at, ten times apart, with steps in proportion: rate times steps is 150 for both. randn × 10 counts as not there where it misses the cost at one of them; at .1 it misses more often. Rates between the two and beyond them are not looked at.',
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
    pilot: 0.92,
    faults: ['scale-to-zero', 'biased-coin'],
    note: 'Small, not tiny: randn × .01 stays at ln 2 at this rate too.',
  }),
);

claim(
  usually('adam/rescues-small-not-large', {
    statement: 'Within 3,000 steps of Adam at rate .001 a small start gets there, a large one does not',
    source: notes('Notes: don’t initialize to values that are too large'),
    setting: withSchedule({
      optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
      learningRate: 0.001,
      steps: 3000,
      record: { costEvery: 500, crossings: [0.3], stopOnceCrossed: true },
    }),
    arms: { small: randn(0.01), large: randn(10) },
    score: all(reached('small', stepsToCost(0.3)), not(reached('large', stepsToCost(0.3)))),
    means: 'randn × .01 reached cost .3 within 3,000 steps of Adam and randn × 10 did not',
    mean: { above: 0.6 },
    pilot: 0.98,
    faults: ['scale-to-zero', 'biased-coin'],
    note: 'Gradient descent leaves the small start where it is for 15,000 steps (small/does-better). The large one is still falling when its time is up: Adam moves a weight by about the rate in a step, by 3 in all of them, and these weights are of size 10. A longer run or a larger rate may get it there.',
  }),
);
