/** Update rules; conventions are PyTorch's (momentum without dampening, Adam's epsilon after bias correction). */
export type Optimizer =
  | { readonly name: 'sgd' }
  | { readonly name: 'momentum' | 'nesterov'; readonly momentum: number }
  | { readonly name: 'adam'; readonly beta1: number; readonly beta2: number; readonly epsilon: number };

/** How many bits the engine's numbers have. */
export type Precision = 'float32' | 'float64';

export interface Recording {
  /** The cost is kept at step 0 and every so many steps, and at the end. */
  readonly costEvery: number;
  /** Costs whose first crossing is kept: to the step in full batch, to `costEvery` steps with minibatches. */
  readonly crossings?: readonly number[];
  /** Training stops once each of the crossings is reached; nothing else of the run is then to be had. */
  readonly stopOnceCrossed?: boolean;
  /** Accuracies are kept at these steps, and always at the end. */
  readonly accuracyAt?: readonly number[];
  /** Parameters are kept at these steps. */
  readonly snapshotsAt?: readonly number[];
  /** Whether the unguarded cost is kept beside the stable one. */
  readonly unguarded?: boolean;
}

export interface Schedule {
  readonly optimizer: Optimizer;
  readonly learningRate: number;
  /** Factors on the learning rate, one a layer, and one a branch for its multiplier. */
  readonly layerRates?: {
    readonly weights: readonly number[];
    readonly biases: readonly number[];
    readonly multipliers?: readonly number[];
  };
  /** Points per step. */
  readonly batch: 'full' | number;
  readonly steps: number;
  /** The engine's own when absent. */
  readonly precision?: Precision;
  readonly record: Recording;
}
