import fc from 'fast-check';
import {
  always,
  claim,
  type FaultId,
  he2015,
  type InitializerId,
  type InitializerSpec,
  initializerFrom,
  initializers,
  law,
  layerDraws,
  networks,
  registrySubject,
  rootKey,
  seeds,
  startingParameters,
} from 'initproof';

const lengths = (most: number) => fc.integer({ min: 1, max: most });
/** Height, width, channels in and out. */
const kernels = fc.tuple(lengths(3), lengths(3), lengths(6), lengths(6));
const large = fc.oneof(fc.tuple(lengths(24), lengths(24)), kernels);
/** Where one weight of each tensor is looked at, there are many small ones. */
const small = fc.oneof(fc.tuple(lengths(6), lengths(24)), kernels);
const dense = fc.tuple(lengths(24), lengths(24));

/** Breaks that a law must notice: of one weight's distribution, and of independence. */
function faultsOf(id: InitializerId, spec: InitializerSpec): FaultId[] {
  const { independent, cdf, variance } = initializerFrom(spec).law([12, 18]);
  if (!cdf || variance === 0) return ['one-nudged-weight', 'one-weight-differs-again'];
  if (!independent)
    return ['missing-root-two', 'one-nudged-weight', 'reused-key', 'one-weight-differs-again'];
  const normal = /normal|^he$|^glorot$|^lecun$/.test(id) && !id.startsWith('truncated');
  const byFanIn = /^(he|lecun|variance)/.test(id) || id === 'pytorch-linear';
  return [
    'scale-0.88',
    'missing-root-two',
    ...(byFanIn ? (['fan-out-for-fan-in'] as const) : []),
    ...(normal ? (['uniform-for-normal'] as const) : []),
    'repeated-weights',
    'reused-key',
    'one-weight-differs-again',
  ];
}

const entries: readonly (readonly [name: string, spec: InitializerSpec])[] = [
  ...(Object.keys(initializers) as InitializerId[]).map((id) => [id, id] as const),
  ['orthogonal-gain', ['orthogonal', { gain: Math.SQRT2 }]],
  ['normal-mean', ['normal', { mean: 3, std: 0.5 }]],
];

for (const [name, spec] of entries) {
  const { label, formula, source } = initializerFrom(spec);
  const id = typeof spec === 'string' ? spec : spec[0];
  const { independent, cdf } = initializerFrom(spec).law([12, 18]);
  const { promised, ...subject } = registrySubject(spec);
  claim(
    law(`laws/${name}`, {
      statement: `What ${label} draws follows its law: ${formula}`,
      source: { title: 'Definitions of the initializers', where: source, url: null },
      subject,
      promised,
      promise: formula,
      shapes: independent ? large : cdf ? small : dense,
      draws: independent ? 40_000 : cdf ? 6_000 : 400,
      faults: faultsOf(id, spec),
    }),
  );
}

/** A paper’s formula: what numbers of variance 1 (uniform ones within ±1: of ⅓) are multiplied by. */
interface Published {
  readonly standard: InitializerSpec;
  readonly scale: (fanIn: number, fanOut: number) => number;
}

const normal: InitializerSpec = ['normal', { std: 1 }];
const uniform: InitializerSpec = ['uniform', { limit: 1 }];
const truncated: InitializerSpec = ['truncated-normal', { std: 1 }];
type WithoutFans = 'zeros' | 'ones' | 'constant' | 'normal' | 'uniform' | 'truncated-normal';

/** Written out from the papers; nothing of the project’s own formula is used. */
const published: Record<
  Exclude<InitializerId, WithoutFans | 'orthogonal' | 'identity' | 'sparse'>,
  Published
> = {
  he: { standard: normal, scale: (fanIn) => Math.sqrt(2 / fanIn) },
  'he-uniform': { standard: uniform, scale: (fanIn) => Math.sqrt(6 / fanIn) },
  glorot: { standard: normal, scale: (fanIn, fanOut) => Math.sqrt(2 / (fanIn + fanOut)) },
  'glorot-uniform': { standard: uniform, scale: (fanIn, fanOut) => Math.sqrt(6 / (fanIn + fanOut)) },
  lecun: { standard: normal, scale: (fanIn) => Math.sqrt(1 / fanIn) },
  'lecun-uniform': { standard: uniform, scale: (fanIn) => Math.sqrt(3 / fanIn) },
  'pytorch-linear': { standard: uniform, scale: (fanIn) => Math.sqrt(1 / fanIn) },
  'variance-scaling': { standard: truncated, scale: (fanIn) => Math.sqrt(1 / fanIn) },
};

/** How far a stated variance is from the published one, relative to that. */
function misstated(id: keyof typeof published, fanIn: number, fanOut: number): number {
  const { standard, scale } = published[id];
  const [stated, unscaled] = [id, standard].map(
    (spec) => initializerFrom(spec).law([fanOut, fanIn]).variance,
  );
  return Math.abs(stated! / (unscaled! * scale(fanIn, fanOut) ** 2) - 1);
}

claim(
  always('laws/published-scales', {
    statement: 'Each initializer named after a paper states, and draws, the variance of that paper’s formula',
    source: he2015(
      'equation 10; and: Glorot & Bengio 2010, equations 12 and 16; LeCun et al. 1998, equation 16; PyTorch’s Linear; Keras’s VarianceScaling',
    ),
    over: 'The layers of networks of 1–3 hidden layers of 2–7 units, eight initializers, against standard normals, uniforms and truncated normals of the same key times the scale that is published.',
    given: { network: networks(), id: fc.constantFrom(...typedKeys(published)), seed: seeds() },
    measure:
      'largest difference between a weight and the published one, in published scales, or of a stated variance',
    deviation: ({ network, id, seed }, plant) => {
      const { standard, scale } = published[id];
      const draws = layerDraws(rootKey(seed));
      const { weights } = plant.start(startingParameters(network, { init: id }, draws), network);
      const unscaled = startingParameters(network, { init: standard }, draws).weights;
      const off = weights.map((layer, l) => {
        const [fanIn, fanOut] = [network.widths[l]!, network.widths[l + 1]!];
        const most = Math.max(...layer.map((w, i) => Math.abs(w / scale(fanIn, fanOut) - unscaled[l]![i]!)));
        return Math.max(most, misstated(id, fanIn, fanOut));
      });
      return Math.max(...off);
    },
    // A scale, a product and a quotient, or a square: six roundings of 2^-53 at most, of numbers up to 10 (a normal is
    // larger once in 10^23): 10 · 6 · 2^-53 = 6.7e-15.
    atMost: 1e-14,
    faults: ['fan-out-for-fan-in', 'missing-root-two', 'scale-0.88', 'uniform-for-normal'],
    note: 'The laws beside this claim hold what is drawn against what the initializer itself states, so that a formula that is wrong in both passes them. This one writes the formulas down again, from the papers.',
  }),
);

function typedKeys<Id extends string>(table: Record<Id, unknown>): Id[] {
  return Object.keys(table) as Id[];
}
