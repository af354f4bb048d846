import type { Points } from '../datasets/dataset.ts';
import type { Network, Parameters } from '../network/network.ts';
import type { Precision, Schedule } from './schedule.ts';

/** One training run, as plain data: nothing else decides what comes out. */
export interface Job {
  readonly network: Network;
  readonly schedule: Schedule;
  readonly start: Parameters;
  readonly train: Points;
  readonly test: Points;
  /** Order of the training points for minibatches: epoch by epoch, [epochs × count]. Absent for full batch. */
  readonly order?: Int32Array;
}

/** What training one replicate recorded. */
export interface Trajectory {
  /** The steps of `costs`: 0, every, 2 every, … and the last. */
  readonly steps: readonly number[];
  /** Mean loss over all training points after that many updates. */
  readonly costs: readonly number[];
  /** The same in the course's unguarded convention (infinite at log 0); empty unless the schedule records it. */
  readonly unguardedCosts: readonly number[];
  /** For each recorded cost: the first step at or below it, null when it was never reached. */
  readonly crossings: readonly { readonly cost: number; readonly step: number | null }[];
  /** Share of points classified rightly at the recorded steps and at the end. */
  readonly accuracies: readonly { readonly step: number; readonly train: number; readonly test: number }[];
  /** Parameters at the steps asked for. */
  readonly snapshots: readonly { readonly step: number; readonly parameters: Parameters }[];
  readonly final: Parameters;
  /** The step at which the cost was seen not to be finite, and training stopped; its cost is the last one kept. */
  readonly divergedAt: number | null;
}

export interface Moments {
  readonly mean: number;
  readonly meanSquare: number;
}

/** One layer at the start, over all units and training points. */
export interface LayerProfile {
  readonly preActivation: Moments;
  readonly activation: Moments;
  /** Gradient of the cost with respect to the layer's pre-activations. */
  readonly gradient: Moments;
  /** Euclidean norm of the gradient of the layer's weights, and of its biases. */
  readonly weightGradientNorm: number;
  readonly biasGradientNorm: number;
  /** Share of units whose activation is 0 for every point. */
  readonly deadShare: number;
  /** Share of hidden units whose slope f′(z) is below `saturatedSlope` for every point, dead ones included; 0 of a layer without activation. */
  readonly saturatedShare: number;
}

export interface Profile {
  /** Mean square of the inputs. */
  readonly inputMeanSquare: number;
  readonly layers: readonly LayerProfile[];
  /** Share of points whose probability lies within `saturationDistance` of 0 or 1; 0 but for binary cross-entropy. */
  readonly saturatedShare: number;
  readonly cost: number;
  readonly unguardedCost: number;
}

export const saturationDistance = 1e-9;
export const saturatedSlope = 1e-2;

/** Trains many replicates of a setting. */
export interface Engine {
  readonly id: string;
  /** What it computes in; the first is its own, in which it trains where a schedule asks for none. */
  readonly precisions: readonly [own: Precision, ...others: Precision[]];
  /** Whether it runs networks with residual branches. */
  readonly branches?: boolean;
  /** For people: what runs here and, where machines differ in that, why. */
  readonly about?: string;
  /** Names what the numbers depend on beside the code, where machines differ in that: no cache mixes two of them. */
  readonly variant?: string;
  train(job: Job): Trajectory;
  /** The trajectory of each job, in order, where many at once are faster than one after another. */
  trainMany?(jobs: readonly Job[]): Promise<Trajectory[]>;
  profile(job: Job): Profile;
}

/** The engine and its variant: what its trajectories are kept under. */
export const fullName = ({ id, variant }: Engine): string =>
  variant === undefined ? id : `${id}-${variant}`;
