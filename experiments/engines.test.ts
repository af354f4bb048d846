import fc from 'fast-check';
import {
  always,
  claim,
  committedBits,
  committedJobs,
  type Engine,
  engineFrom,
  gradientDisagreement,
  jobOf,
  largestUnitDifference,
  momentumOptimizers,
  type Parameters,
  rates,
  type Source,
  smoothCases,
  trainedBits,
} from 'initproof';
import { equalUnits, fromEqualUnits } from './equal-units.ts';

const ours = (where: string): Source => ({ title: 'initproof, the engines', where, url: null });

claim(
  always('engines/agree', {
    statement: 'All engines have the same gradients, whatever the network, activation and loss',
    source: ours('src/engines/engine.ts: a job, and nothing else decides what comes out'),
    over: 'Networks of 1–4 layers of 1–19 units, every activation and loss, random weights and biases, 1–67 points; fused in float64 and float32 and tensorflow in float32 against reference. Cases with a pre-activation within 1e-4 of a kink are not drawn.',
    given: { drawn: smoothCases },
    measure:
      'largest error of a layer’s gradient, in units of what is allowed (1e-10 of its norm in float64, 1e-4 in float32)',
    deviation: ({ drawn }, plant) => gradientDisagreement(jobOf(drawn), plant),
    // What is allowed has its arithmetic in src/claims/gradient-disagreement.ts.
    atMost: 1,
    cases: 25,
    faults: ['wrong-bias-sign', 'dropped-point'],
    note: 'The reference engine writes the equations as a textbook does, the fused one is a kernel in WebAssembly, and TensorFlow.js derives its gradients itself: they share no line of a backward pass. At a kink a gradient is a convention (the slope of ReLU at 0 is 0), and rounding may put a point on either side of it: so near to one they may differ and both be right.',
  }),
);

const fused = await engineFrom('fused');

claim(
  always('engines/same-bits', {
    statement: 'The fused engine gives the same bits in every run',
    source: ours('src/engines/fused/committed-bits.ts'),
    over: 'Drawn from forty jobs of many sizes in float64 and float32, every activation, loss, optimizer and batch, some more than once: the trained parameters and the costs, against hashes that are committed.',
    given: {
      job: fc.integer({ min: 0, max: committedJobs - 1 }),
      precision: fc.constantFrom('float64', 'float32'),
    },
    measure: 'number of hashes that differ',
    deviation: ({ job, precision }, plant) =>
      Number(trainedBits(plant.engine(fused), precision, job) !== committedBits[precision][job]),
    atMost: 0,
    // Of 80 hashes about one in 24 runs misses one: 80 · (79 / 80)^600 = .042.
    cases: 600,
    faults: ['last-bit'],
    note: 'The hashes were made once, and nothing in the kernel depends on the machine: strict SIMD, and exponentials and logarithms that are compiled in. This run asks one machine and one Node; CI asks Node 20, 22 and 24, and the checks of the report run the kernel in Chromium and ask for the bits it gives here.',
  }),
);

const overEqualUnits = (how: string): string =>
  `Networks of 1–3 hidden layers of 2–7 units, every activation and loss, zero weights, biases equal within a layer, 4–20 points, ${how}, full batch or minibatches of 3, 20 steps; a run that does not stay finite is outside the claim and counts as kept.`;

const ownOrder = ours('src/engines/engine.ts: equal units stay equal, see zero/units-stay-identical');

claim(
  always('engines/fused-keeps-units-equal', {
    statement: 'The fused engine keeps equal units equal to the last bit, as the reference engine does',
    source: ownOrder,
    over: overEqualUnits('every optimizer at rates .001 to 1, float64 and float32'),
    given: { ...equalUnits, precision: fc.constantFrom('float64', 'float32') },
    measure: 'largest difference between two units of a layer',
    deviation: ({ precision, ...given }, plant) => {
      const { divergedAt, final } = fromEqualUnits(given, plant, { engine: fused, precision });
      // Of a run that did not stay finite nothing is claimed.
      return divergedAt === null ? largestUnitDifference(given.network, final) : 0;
    },
    atMost: 0,
    faults: ['one-nudged-weight', 'varied-biases'],
    note: 'It works on tiles of units, and sums in an order that does not depend on a unit’s place in its layer: otherwise rounding would break the symmetry that zero weights do not.',
  }),
);

const largestParameter = ({ weights, biases }: Parameters): number =>
  [...weights, ...biases]
    .flatMap((tensor) => [...tensor])
    .reduce((most, w) => Math.max(most, Math.abs(w)), 0);

/** It takes a second to load: who lists claims need not wait for it. */
let loaded: Promise<Engine> | undefined;
const tensorflow = () => {
  loaded ??= engineFrom('tensorflow');
  return loaded;
};

claim(
  always('engines/tensorflow-keeps-units-equal', {
    statement: 'TensorFlow.js keeps equal units equal, but for float32’s rounding',
    source: ownOrder,
    over: overEqualUnits('gradient descent or momentum at rates .0001 to .1'),
    given: { ...equalUnits, optimizer: momentumOptimizers(), rate: rates(0.1) },
    measure: 'largest difference between two units of a layer, as a share of the largest parameter',
    deviation: async (given, plant) => {
      const { divergedAt, final } = fromEqualUnits(given, plant, { engine: await tensorflow() });
      const difference = largestUnitDifference(given.network, final);
      return divergedAt !== null || difference === 0 ? 0 : difference / largestParameter(final);
    },
    // A margin: eight roundings a step, all to one side, make 160 · 2^-24 = 9.5e-6. Of 800 runs the worst had 3.5e-7.
    atMost: 1e-5,
    cases: 8,
    faults: ['one-nudged-weight', 'varied-biases'],
    note: 'Its products may be summed in another order for another unit. Adam divides a gradient by its own size, and where that is rounding alone a difference of it becomes a step: so Adam is left out, and so are rates at which a run can blow a difference up.',
  }),
);
