import {
  all,
  better,
  claim,
  costAt,
  course as courseSource,
  exceeds,
  he2015,
  near,
  not,
  notes,
  reached,
  stepsToCost,
  testAccuracy,
  usually,
  within,
} from 'initproof';
import { digits, randn } from './settings.ts';

const narrow = digits(32, 200);
const wide = digits(128, 1000);

claim(
  usually('digits/he-fastest-of-three', {
    statement: 'On digits, too, He converges fastest of the notes’ three',
    source: notes('Common practice, 3: He init'),
    setting: narrow,
    arms: { he: 'he', large: randn(10), zeros: 'zeros' },
    score: all(better('he', 'large', stepsToCost(0.5)), not(reached('zeros', stepsToCost(0.5)))),
    means: 'zeros never reached cost .5, and He did before randn × 10',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['swapped-arms', 'biased-coin'],
    note: 'randn × 10 hardly learns at all: on 64 inputs it starts at a cost near 100,000, its first steps kill nearly every unit, and what is left answers ln 10 to everything. On the course’s circles, with two inputs, it only lagged. The ranking is the same in layers of 64 and 128 and over 1,000 steps, in a pilot. At a hundredth of the rate randn × 10 does learn: it ended with .66 to .87 of the held-out digits right, He at .1 with .93 to .95.',
  }),
);

claim(
  usually('digits/starts-ten-times-higher', {
    statement: 'On digits, too, randn × 10 starts above ten times He’s cost',
    source: notes('Common practice, 2: the cost starts very high'),
    setting: narrow,
    arms: { large: randn(10), he: 'he' },
    score: exceeds('large', 10, 'he', costAt(0)),
    means: 'the first cost under randn × 10 was more than ten times He’s',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['swapped-arms', 'biased-coin'],
    note: 'By far more than on the circles: variance 100 meets layers of 64, 32 and 32 inputs here, of 2, 10 and 5 there.',
  }),
);

claim(
  usually('digits/he-faster-than-xavier', {
    statement: 'On digits, too, He is faster than Xavier',
    source: he2015('section 2.2, figures 2 and 3'),
    setting: narrow,
    arms: { he: 'he', xavier: 'glorot' },
    score: better('he', 'xavier', stepsToCost(0.5)),
    means: 'He reached cost .5 before Xavier did',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['swapped-arms', 'biased-coin'],
    note: 'A lead in time, not in where it ends. Median steps to cost .5 in a pilot: 100 against 130 in layers of 32, 80 against 100 in layers of 64, 50 against 90 in layers of 128; after 1,000 steps both had .95 of the held-out digits right.',
  }),
);

claim(
  usually('digits/he-accuracy', {
    statement: 'With He, nine epochs bring the digits above 85 % test accuracy',
    source: courseSource('section 4, He initialization (there 96 % on the circles)'),
    setting: narrow,
    arms: { he: 'he' },
    score: within('he', testAccuracy(), 0.85, 1),
    means: 'He ended with at least 85 % of the held-out digits right',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['scale-to-zero', 'biased-coin'],
  }),
);

claim(
  usually('digits/he-generalizes', {
    statement: 'On digits, too, a well-chosen start lowers the generalization error: He’s against randn × 10',
    source: notes('Notes: a well chosen initialization'),
    setting: narrow,
    arms: { he: 'he', large: randn(10) },
    score: better('he', 'large', testAccuracy()),
    means: 'He got more of the held-out digits right than randn × 10',
    mean: { above: 0.6 },
    pilot: 1,
    faults: ['swapped-arms', 'biased-coin'],
    note: 'In a pilot .93 against .09: not a better minimum but any at all. Against starts that train, such as Xavier’s, the difference is one of steps.',
  }),
);

claim(
  usually('digits/unit-before-he', {
    statement:
      'Standard normal weights, which are sooner than He on the course’s narrow layers, are sooner on digits as well',
    source: notes('Common practice, 3: He init (the counterpoint)'),
    setting: narrow,
    arms: { unit: randn(1), he: 'he' },
    score: better('unit', 'he', stepsToCost(0.5)),
    means: 'randn × 1 reached cost .5 before He did',
    mean: { above: 0.4 },
    pilot: 0.013,
    record: 'refuted',
    faults: ['swapped-arms', 'biased-coin'],
    note: 'What served layers of 2, 10 and 5 inputs is far too large for 64: variance 1 is 32 times He’s there. The ranking of fixed scales turns with the width, He’s does not. In a pilot randn × 1 took 90 steps to cost 1 in layers of 32 where He took 60, and 180 in layers of 128 where He took 30.',
  }),
);

const slowly = (std: number) => ({
  init: randn(std),
  label: `randn × ${std === 10 ? '10' : '.01'}, rate .01`,
  schedule: { learningRate: 0.01 },
});

claim(
  usually('digits/small-does-better', {
    statement:
      'On digits, after 200 steps at the course’s rate of .01, small random values, still at ln 10, are at a lower cost than large ones',
    source: notes('Common practice, 2: hopefully small random values do better'),
    setting: narrow,
    arms: { small: slowly(0.01), large: slowly(10) },
    score: better('small', 'large', costAt(200)),
    means: 'randn × .01 had the lower cost after 200 steps',
    mean: { above: 0.6 },
    pilot: 0.899,
    faults: ['swapped-arms', 'biased-coin'],
    note: 'What is decided is the lower cost. Here the sentence holds, but for no merit of the small start: it never leaves ln 10, and the large one, which learns, is still above that. Ten times the rate does not rescue it either: a pilot saw it at 2.28 after 1,000 steps. On the circles it is refuted, because there randn × 10 learns.',
  }),
);

claim(
  usually('digits/zero-biases-suffice', {
    statement: 'On digits, too, zero biases serve as well as small random ones',
    source: notes('Common practice, 1: it is however okay to initialize the biases to zeros'),
    setting: narrow,
    arms: { he: 'he', biased: { init: 'he', biases: ['normal', { std: 0.1 }], label: 'He, random biases' } },
    score: near('he', 'biased', testAccuracy(), 0.03),
    means: 'the two test accuracies lay within .03 of each other',
    mean: { above: 0.6 },
    pilot: 0.977,
    faults: ['scale-to-zero', 'biased-coin'],
  }),
);

claim(
  usually('digits/he-fastest-of-all', {
    statement: 'On digits He converges fastest, of all there is',
    source: notes('He init'),
    setting: narrow,
    arms: { he: 'he', orthogonal: ['orthogonal', { gain: Math.SQRT2 }] },
    score: better('he', 'orthogonal', stepsToCost(0.3)),
    means: 'He reached cost .3 before orthogonal weights of the same size did',
    mean: { above: 0.5 },
    pilot: 0.31,
    keys: 832,
    record: 'refuted',
    faults: ['swapped-arms', 'biased-coin'],
    from: 'deep',
    note: 'One witness refutes it: orthogonal weights with gain √2 (Saxe et al. 2014), of He’s variance in each of these layers. Of many keys the two get there at the same look at the cost: those are ties.',
  }),
);

claim(
  usually('digits/wide-he-faster-than-xavier', {
    statement:
      'On digits in layers of 128, too, He is faster than Xavier and ends above 95 % of the held-out digits',
    source: he2015('section 2.2, figures 2 and 3'),
    setting: wide,
    arms: { he: 'he', xavier: 'glorot' },
    score: all(better('he', 'xavier', stepsToCost(0.3)), within('he', testAccuracy(), 0.95, 1)),
    means: 'He reached cost .3 before Xavier did and ended with 95 % right',
    mean: { above: 0.6 },
    keys: 64,
    faults: ['swapped-arms', 'biased-coin'],
    from: 'deep',
  }),
);
