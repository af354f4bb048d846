import fc from 'fast-check';
import {
  always,
  claim,
  committedBits,
  committedJobs,
  engineFrom,
  gradientDisagreement,
  jobOf,
  type Source,
  smoothCases,
  trainedBits,
} from 'initproof';

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
    over: 'Forty jobs of many sizes in float64 and float32, every activation, loss, optimizer and batch: the trained parameters and the costs, against hashes that are committed.',
    given: {
      job: fc.integer({ min: 0, max: committedJobs - 1 }),
      precision: fc.constantFrom('float64', 'float32'),
    },
    measure: 'number of hashes that differ',
    deviation: ({ job, precision }, plant) =>
      Number(trainedBits(plant.engine(fused), precision, job) !== committedBits[precision][job]),
    atMost: 0,
    faults: ['last-bit'],
    note: 'The hashes were made once and hold on every machine and every version of Node: strict SIMD, and exponentials and logarithms that are compiled in. This run asks one of them; CI asks Node 20, 22 and 24, and the checks of the report run the kernel in Chromium and ask for the bits it gives here.',
  }),
);
