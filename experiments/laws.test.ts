import fc from 'fast-check';
import {
  claim,
  type FaultId,
  type InitializerId,
  type InitializerSpec,
  initializerFrom,
  initializers,
  law,
  registrySubject,
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
      source: { title: source, where: 'the definition', url: null },
      subject,
      promised,
      promise: formula,
      shapes: independent ? large : cdf ? small : dense,
      draws: independent ? 40_000 : cdf ? 6_000 : 400,
      faults: faultsOf(id, spec),
    }),
  );
}
