import type { Engine, Job } from '../engines/engine.ts';
import type { Schedule } from '../engines/schedule.ts';
import type { MeasurementSpec } from '../measurements/registry.ts';
import { branchCount, type Network, type Parameters, placeOf } from '../network/network.ts';
import type { Draws } from '../random/draws.ts';
import { type Score, swapArms } from './score.ts';

/** What a fault changes: the parameters training starts from, the network, the schedule, the engine, the score, a measurement, or the scores' source. */
export type Fault = { readonly description: string } & (
  | {
      readonly on: 'start';
      readonly apply: (start: Parameters, network: Network, draws: Draws) => Parameters;
    }
  | { readonly on: 'network'; readonly apply: (network: Network) => Network }
  | { readonly on: 'schedule'; readonly apply: (schedule: Schedule) => Schedule }
  | { readonly on: 'engine'; readonly apply: (engine: Engine) => Engine }
  | { readonly on: 'score'; readonly apply: (score: Score) => Score }
  | { readonly on: 'measure'; readonly apply: (spec: MeasurementSpec) => MeasurementSpec }
  | { readonly on: 'coin' }
  /** What a law is held against draws as promised: turns the verdict of a deviation on record. */
  | { readonly on: 'subject' }
  /** What a law's subject gives when it is asked for the same weights again. */
  | { readonly on: 'again'; readonly apply: (weights: Float64Array) => Float64Array }
);

/** Breaks that a claim must notice. Each stands for a mistake that has been made somewhere. */
export const faults = {
  'swapped-arms': {
    description: 'The two arms of the comparison are exchanged',
    on: 'score',
    apply: swapArms,
  },
  'biased-coin': {
    description:
      'The scores are thrown away: a coin is tossed that falls three quarters of the way to the wrong end (tests the decision alone)',
    on: 'coin',
  },
  'guarded-logarithm': {
    description: 'The logarithm of the cost is guarded against 0',
    on: 'measure',
    apply: ([id, ...rest]) =>
      id === 'unguarded-cost' ? ['cost-at', { step: 0 }] : ([id, ...rest] as MeasurementSpec),
  },
  'one-nudged-weight': {
    description: 'One weight of the first layer starts .001 above the others',
    on: 'start',
    apply: (start) => changed(start, 'weights', 0, (w) => w.with(0, w[0]! + 0.001)),
  },
  'varied-biases': {
    description: 'The biases of the hidden layers start at random values',
    on: 'start',
    apply: ({ biases, ...rest }, _network, draws) => ({
      ...rest,
      biases: biases.map((b, l) => (l === biases.length - 1 ? b : b.map(() => draws.normal()))),
    }),
  },
  'random-first-layer': {
    description: 'The weights of the first layer start at random values',
    on: 'start',
    apply: (start, _network, draws) => changed(start, 'weights', 0, (w) => w.map(() => draws.normal())),
  },
  'random-weights': {
    description: 'The weights of all layers start at random values (He’s)',
    on: 'start',
    apply: ({ weights, ...rest }, { widths }, draws) => ({
      ...rest,
      weights: weights.map((w, l) => w.map(() => draws.normal() * Math.sqrt(2 / widths[l]!))),
    }),
  },
  'tied-units': {
    description: 'The second unit of the first hidden layer starts as a copy of the first',
    on: 'start',
    apply: tieUnits,
  },
  'reused-key': {
    description:
      'One key is used twice: every layer of a shape that came before starts with that layer’s weights',
    on: 'start',
    apply: ({ weights, biases }) => ({
      weights: weights.map((w) => weights.find((earlier) => earlier.length === w.length)!),
      biases,
    }),
  },
  'activation-not-zero-at-zero': {
    description: 'The hidden units answer ½ to 0 (sigmoid)',
    on: 'network',
    apply: (network) => ({ ...network, activation: 'sigmoid' }),
  },
  'non-monotone-activation': {
    description: 'The hidden units’ answer falls before it rises (GELU)',
    on: 'network',
    apply: (network) => ({ ...network, activation: 'gelu' }),
  },
  'missing-root-two': {
    description: 'He’s √2 is left out: every weight is smaller by that factor',
    on: 'start',
    apply: (start) => scaled(start, Math.SQRT1_2),
  },
  'scale-0.88': {
    description: 'Every weight is multiplied by .88',
    on: 'start',
    apply: (start) => scaled(start, 0.88),
  },
  'fan-out-for-fan-in': {
    description: 'The variance is divided by the fan-out where the fan-in is meant',
    on: 'start',
    apply: ({ weights, biases }, { widths }) => ({
      weights: weights.map((w, l) => w.map((value) => value * Math.sqrt(widths[l]! / widths[l + 1]!))),
      biases,
    }),
  },
  'uniform-for-normal': {
    description: 'Every weight is drawn anew from a uniform law of the same mean square as its layer',
    on: 'start',
    apply: ({ weights, biases }, _network, draws) => ({
      weights: weights.map((w) => {
        const limit = Math.sqrt((3 * w.reduce((sum, value) => sum + value * value, 0)) / w.length);
        return w.map(() => (2 * draws.uniform() - 1) * limit);
      }),
      biases,
    }),
  },
  'repeated-weights': {
    description: 'Every second weight repeats the one before it',
    on: 'start',
    apply: ({ weights, biases }) => ({
      weights: weights.map((w) => w.map((_, i) => w[i - (i % 2)]!)),
      biases,
    }),
  },
  'one-weight-differs-again': {
    description: 'Asked again under the same seed, one weight comes out .001 higher',
    on: 'again',
    apply: (weights) => weights.with(0, weights[0]! + 0.001),
  },
  'drawn-as-promised': {
    description: 'The weights are drawn as they are promised: a deviation on record must go',
    on: 'subject',
  },
  'scale-1.14': {
    description: 'Every weight is multiplied by 1.14, the inverse of .88',
    on: 'start',
    apply: (start) => scaled(start, 1 / 0.88),
  },
  'scale-to-zero': {
    description: 'Every weight is multiplied by 0',
    on: 'start',
    apply: (start) => scaled(start, 0),
  },
  'wrong-bias-sign': {
    description: 'The engine’s gradient of one bias has the wrong sign',
    on: 'engine',
    apply: (engine) =>
      retrained(engine, ({ start }, final) =>
        changed(final, 'biases', 0, (b) => b.with(0, 2 * start.biases[0]![0]! - b[0]!)),
      ),
  },
  'dropped-point': {
    description: 'The engine leaves out the last of several points',
    on: 'engine',
    apply: (engine) => ({
      ...engine,
      train: ({ train, ...job }) =>
        engine.train({ ...job, train: { ...train, count: Math.max(1, train.count - 1) } }),
    }),
  },
  'last-bit': {
    description: 'The first weight that the engine has trained is off by its last bit',
    on: 'engine',
    apply: (engine) =>
      retrained(engine, (_job, final) =>
        changed(final, 'weights', 0, (w) => w.with(0, w[0]! * (1 + 2 ** -52))),
      ),
  },
  'one-rate-for-all': {
    description: 'The learning rates by layer are left out: all layers learn at one rate',
    on: 'schedule',
    apply: ({ layerRates: _, ...schedule }) => schedule,
  },
  'multipliers-at-one': {
    description: 'The multipliers of the branches start at 1 instead of 0',
    on: 'start',
    apply: ({ multipliers, ...rest }) => ({
      ...rest,
      ...(multipliers && { multipliers: multipliers.map((alpha) => alpha.map(() => 1)) }),
    }),
  },
  'dropped-residual-scale': {
    description:
      'Fixup’s scale is left out: the weights inside branches start as large as in a plain network',
    on: 'start',
    apply: withoutBranchScale,
  },
} satisfies Record<string, Fault>;

export type FaultId = keyof typeof faults;

/** Hands a fault to an `always` claim's case; without a fault nothing changes. */
export interface Plant {
  network(network: Network): Network;
  start(start: Parameters, network: Network): Parameters;
  engine(engine: Engine): Engine;
}

export function plantOf(fault: Fault | undefined, draws: () => Draws): Plant {
  return {
    network: (network) => (fault?.on === 'network' ? fault.apply(network) : network),
    start: (start, network) => (fault?.on === 'start' ? fault.apply(start, network, draws()) : start),
    engine: (engine) => (fault?.on === 'engine' ? fault.apply(engine) : engine),
  };
}

/** The engine, with what it has trained changed. */
function retrained(engine: Engine, change: (job: Job, final: Parameters) => Parameters): Engine {
  return {
    ...engine,
    train(job) {
      const trajectory = engine.train(job);
      return { ...trajectory, final: change(job, trajectory.final) };
    },
  };
}

function scaled({ weights, ...rest }: Parameters, factor: number): Parameters {
  // Adding 0 makes 0 of −0, so that all keys scaled to zero are one run.
  return { ...rest, weights: weights.map((w) => w.map((value) => value * factor + 0)) };
}

function changed(
  start: Parameters,
  kind: 'weights' | 'biases',
  layer: number,
  change: (values: Float64Array) => Float64Array,
): Parameters {
  return { ...start, [kind]: start[kind].map((values, l) => (l === layer ? change(values) : values)) };
}

/** Fixup scales what lies inside a branch, its last layer aside, by L^(−1 / (2m − 2)): L branches of m layers. */
function withoutBranchScale({ weights, ...rest }: Parameters, network: Network): Parameters {
  const { residual } = network;
  if (!residual || residual.branchLayers < 2) return { weights, ...rest };
  const undo = branchCount(network) ** (1 / (2 * residual.branchLayers - 2));
  const inside = (l: number) => placeOf(network, l) === 'branch';
  return { ...rest, weights: weights.map((w, l) => (inside(l) ? w.map((value) => value * undo) : w)) };
}

function tieUnits({ weights, biases }: Parameters, { widths }: Network): Parameters {
  const [fanIn, units, fanOut] = widths as [number, number, number];
  const tied = { weights: weights.map((w) => w.slice()), biases: biases.map((b) => b.slice()) };
  tied.weights[0]!.copyWithin(fanIn, 0, fanIn);
  tied.biases[0]![1] = tied.biases[0]![0]!;
  for (let i = 0; i < fanOut; i++) tied.weights[1]![i * units + 1] = tied.weights[1]![i * units]!;
  return tied;
}
