import { reference } from '../engines/reference/reference.ts';
import type { Law } from '../initializers/initializer.ts';
import type { InitializerId } from '../initializers/registry.ts';
import { initializers } from '../initializers/registry.ts';
import { initializerFrom } from '../initializers/spec.ts';
import { type Key, rootKey } from '../random/key.ts';
import { mean } from '../statistics/mean.ts';
import { quantile } from '../statistics/quantile.ts';
import { variance } from '../statistics/variance.ts';
import { jobFor } from '../training/job.ts';
import type { Setting } from '../training/setting.ts';
import type { ClaimDescription } from './describe-claim.ts';

/** Draws that fell between two values, and how many of them the law gives there. */
export interface Bin {
  readonly low: number;
  readonly high: number;
  readonly count: number;
  /** Null where the law has no distribution function. */
  readonly expected: number | null;
}

/** What is left of something after each layer, over a few keys. */
export interface Quantiles {
  readonly low: readonly number[];
  readonly median: readonly number[];
  readonly high: readonly number[];
}

/** An initializer as its page shows it: its law, what it draws, and what depth does to its signal. */
export interface Portrait {
  readonly id: string;
  readonly label: string;
  readonly formula: string;
  readonly source: string;
  readonly layer: {
    readonly fanIn: number;
    readonly fanOut: number;
    readonly law: Pick<Law, 'family' | 'mean' | 'variance' | 'support'>;
    readonly mean: number;
    readonly variance: number;
    readonly bins: readonly Bin[];
  };
  readonly depth: {
    readonly width: number;
    readonly layers: number;
    readonly activation: string;
    readonly keys: number;
    /** Mean square of each layer's activations, over that of the first, whose fan-in is another. */
    readonly signal: Quantiles;
    /** Mean square of the gradient at each layer's pre-activations, over that at the last hidden layer. */
    readonly gradient: Quantiles;
  };
}

const layer = { fanIn: 256, fanOut: 128 } as const;
const depth = { width: 64, layers: 20, keys: 5 } as const;

const setting: Setting = {
  network: {
    widths: [2, ...Array.from({ length: depth.layers }, () => depth.width), 1],
    activation: 'relu',
    loss: 'binary-cross-entropy',
  },
  data: { dataset: 'circles', train: 20, test: 1, seeds: 'per-key' },
  schedule: {
    optimizer: { name: 'sgd' },
    learningRate: 0.01,
    batch: 'full',
    steps: 0,
    record: { costEvery: 1 },
  },
};

/** Each initializer of the registry that one of the claims speaks of, with its defaults, under the run's seed. */
export function portraits(
  seed: number,
  claims: readonly Pick<ClaimDescription, 'id' | 'setting'>[],
): Portrait[] {
  const key = rootKey(seed).child('portraits');
  const spoken = claims.map(({ id, setting }) => `"${id}" ${JSON.stringify(setting.data)}`).join(' ');
  return (Object.keys(initializers) as InitializerId[])
    .filter((id) => spoken.includes(`"${id}"`) || spoken.includes(`"laws/${id}"`))
    .map((id) => portrait(id, key));
}

function portrait(id: InitializerId, key: Key): Portrait {
  const initializer = initializerFrom(id);
  const { label, formula, source } = initializer;
  const shape = [layer.fanOut, layer.fanIn] as const;
  const law = initializer.law(shape);
  const weights = initializer.draw(key.child(id).draws(), shape);
  return {
    id,
    label,
    formula,
    source,
    layer: {
      ...layer,
      law: { family: law.family, mean: law.mean, variance: law.variance, support: law.support },
      mean: mean(weights),
      variance: variance(weights),
      bins: bins(weights, law),
    },
    depth: { ...depth, activation: setting.network.activation, ...throughDepth(id, key) },
  };
}

/** Equal steps over what was drawn; a single value is a bin without width. */
function bins(weights: Float64Array, { cdf }: Law): Bin[] {
  const low = weights.reduce((least, weight) => Math.min(least, weight), Number.POSITIVE_INFINITY);
  const high = weights.reduce((most, weight) => Math.max(most, weight), Number.NEGATIVE_INFINITY);
  if (cdf === undefined) {
    const counts = new Map<number, number>();
    for (const weight of weights) counts.set(weight, (counts.get(weight) ?? 0) + 1);
    return [...counts]
      .sort(([a], [b]) => a - b)
      .map(([value, count]) => ({ low: value, high: value, count, expected: null }));
  }
  const size = 40;
  const counts = new Array<number>(size).fill(0);
  for (const weight of weights)
    counts[Math.min(size - 1, Math.floor(((weight - low) / (high - low)) * size))]!++;
  const edge = (index: number) => low + (index * (high - low)) / size;
  return counts.map((count, index) => ({
    low: edge(index),
    high: edge(index + 1),
    count,
    expected: weights.length * (cdf(edge(index + 1)) - cdf(edge(index))),
  }));
}

function throughDepth(id: InitializerId, key: Key): Pick<Portrait['depth'], 'signal' | 'gradient'> {
  const profiles = Array.from({ length: depth.keys }, (_, index) =>
    reference.profile(jobFor(setting, { init: id }, key.child(`replicate-${index}`))),
  );
  const layers = Array.from({ length: depth.layers }, (_, l) => l);
  const over = (read: (index: number, l: number) => number): Quantiles => {
    const at = (share: number) =>
      layers.map((l) =>
        quantile(
          profiles.map((_, index) => read(index, l)).sort((a, b) => a - b),
          share,
        ),
      );
    return { low: at(0), median: at(0.5), high: at(1) };
  };
  const ratio = (part: number, whole: number) => (part === 0 ? 0 : part / whole);
  return {
    signal: over((index, l) =>
      ratio(
        profiles[index]!.layers[l]!.activation.meanSquare,
        profiles[index]!.layers[0]!.activation.meanSquare,
      ),
    ),
    gradient: over((index, l) =>
      ratio(
        profiles[index]!.layers[l]!.gradient.meanSquare,
        profiles[index]!.layers[depth.layers - 1]!.gradient.meanSquare,
      ),
    ),
  };
}
