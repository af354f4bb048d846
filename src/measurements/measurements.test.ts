import { describe, expect, test } from 'vitest';
import type { Points } from '../datasets/dataset.ts';
import type { Engine, Job, LayerProfile, Profile, Trajectory } from '../engines/engine.ts';
import type { Recording } from '../engines/schedule.ts';
import { type Measurement, readOff } from './measurement.ts';
import { type MeasurementId, type MeasurementSpec, measurementFrom, measurements } from './registry.ts';
import * as specs from './specs.ts';

const { POSITIVE_INFINITY: infinite } = Number;

const points: Points = {
  count: 1,
  features: 2,
  inputs: Float64Array.of(1, 1),
  labels: Int32Array.of(1),
};

const job = (record: Recording = { costEvery: 10 }): Job => ({
  network: { widths: [2, 4, 2, 1], activation: 'relu', loss: 'binary-cross-entropy' },
  schedule: { optimizer: { name: 'sgd' }, learningRate: 0.1, batch: 'full', steps: 35, record },
  start: {
    weights: [new Float64Array(8), new Float64Array(8), new Float64Array(2)],
    biases: [new Float64Array(4), new Float64Array(2), new Float64Array(1)],
  },
  train: points,
  test: points,
});

const layer = (change: Partial<LayerProfile>): LayerProfile => ({
  preActivation: { mean: -1, meanSquare: -2 },
  activation: { mean: -3, meanSquare: -4 },
  gradient: { mean: -5, meanSquare: -6 },
  weightGradientNorm: -7,
  biasGradientNorm: -8,
  deadShare: -9,
  saturatedShare: -9,
  ...change,
});

const profile: Profile = {
  inputMeanSquare: 0.5,
  layers: [
    layer({ activation: { mean: 0.5, meanSquare: 0.5 }, weightGradientNorm: 0.1, deadShare: 0.75 }),
    layer({ activation: { mean: 0.25, meanSquare: 1.5 }, weightGradientNorm: 0.2, deadShare: 0.5 }),
    layer({ activation: { mean: 0.125, meanSquare: 7 }, weightGradientNorm: 0.4, deadShare: 1 }),
  ],
  saturatedShare: 0.625,
  cost: 2,
  unguardedCost: infinite,
};

const trajectory: Trajectory = {
  steps: [0, 10, 20, 30, 35],
  costs: [2, 1, 0.5, 0.25, 0.2],
  unguardedCosts: [],
  crossings: [
    { cost: 0.9, step: 12 },
    { cost: 2.5, step: 0 },
    { cost: 0.1, step: null },
  ],
  accuracies: [
    { step: 20, train: 0.5, test: 0.25 },
    { step: 35, train: 1, test: 0.75 },
  ],
  snapshots: [],
  // Of each layer's first unit one parameter differs from the others': by 2 at most.
  final: {
    weights: [Float64Array.of(1, 1, 1, 1, 1, 1, 1, 1), new Float64Array(8), Float64Array.of(0.5, -1.5)],
    biases: [Float64Array.of(0, 0, 0.25, 0), new Float64Array(2), Float64Array.of(9)],
  },
  divergedAt: null,
};

/** Stopped at step 12 by a cost that was not finite. */
const diverged: Trajectory = {
  ...trajectory,
  steps: [0, 10, 12],
  costs: [2, 1e300, Number.NaN],
  crossings: [{ cost: 0.9, step: null }],
  accuracies: [{ step: 12, train: 0, test: 0 }],
  divergedAt: 12,
};

const engine: Engine = {
  id: 'by-hand',
  precisions: ['float64'],
  train: () => {
    throw new Error('a measurement trains nothing');
  },
  profile: () => profile,
};

const read = (spec: MeasurementSpec, trajectory?: Trajectory) =>
  readOff(measurementFrom(spec), { job: job(), engine, ...(trajectory && { trajectory }) });

interface Example {
  readonly spec: MeasurementSpec;
  readonly value: number | null;
  readonly label: string;
  readonly unit?: string;
  readonly better: Measurement['better'];
  readonly scale: Measurement['scale'];
}

const examples: Record<MeasurementId, readonly Example[]> = {
  accuracy: [
    {
      spec: ['accuracy', { of: 'train' }],
      value: 1,
      label: 'training accuracy at the end',
      better: 'higher',
      scale: 'linear',
    },
    {
      spec: ['accuracy', { of: 'test' }],
      value: 0.75,
      label: 'test accuracy at the end',
      better: 'higher',
      scale: 'linear',
    },
    {
      spec: ['accuracy', { of: 'test', step: 20 }],
      value: 0.25,
      label: 'test accuracy after 20 steps',
      better: 'higher',
      scale: 'linear',
    },
    {
      spec: ['accuracy', { of: 'train', step: 35 }],
      value: 1,
      label: 'training accuracy after 35 steps',
      better: 'higher',
      scale: 'linear',
    },
    {
      spec: ['accuracy', { of: 'train', step: 3 }],
      value: null,
      label: 'training accuracy after 3 steps',
      better: 'higher',
      scale: 'linear',
    },
  ],
  'layer-moment': [
    {
      spec: ['layer-moment', { layer: 2, of: 'activation', moment: 'meanSquare' }],
      value: 1.5,
      label: 'mean square of the activations of layer 2',
      better: 'higher',
      scale: 'log',
    },
    {
      spec: ['layer-moment', { layer: 1, of: 'gradient', moment: 'mean' }],
      value: -5,
      label: 'mean of the gradient by the pre-activations of layer 1',
      better: 'higher',
      scale: 'linear',
    },
    {
      spec: ['layer-moment', { layer: 1, of: 'preActivation', moment: 'meanSquare' }],
      value: -2,
      label: 'mean square of the pre-activations of layer 1',
      better: 'higher',
      scale: 'log',
    },
  ],
  'cost-at': [
    {
      spec: ['cost-at', { step: 0 }],
      value: 2,
      label: 'cost before training',
      better: 'lower',
      scale: 'log',
    },
    {
      spec: ['cost-at', { step: 20 }],
      value: 0.5,
      label: 'cost after 20 steps',
      better: 'lower',
      scale: 'log',
    },
    {
      spec: ['cost-at', { step: 35 }],
      value: 0.2,
      label: 'cost after 35 steps',
      better: 'lower',
      scale: 'log',
    },
  ],
  // 4 · .75 + 2 · .5 of 6 hidden units.
  'dead-units': [
    {
      spec: ['dead-units'],
      value: 4 / 6,
      label: 'share of dead hidden units before training',
      better: 'lower',
      scale: 'linear',
    },
  ],
  // Zero weights give every hidden unit a zero gradient.
  'equal-live-pairs': [
    {
      spec: ['equal-live-pairs'],
      value: 0,
      label: 'pairs of live units with one gradient',
      unit: 'pairs',
      better: 'lower',
      scale: 'linear',
    },
  ],
  'born-dead': [
    {
      spec: ['born-dead'],
      value: 0,
      label: 'share of networks born dead',
      better: 'lower',
      scale: 'linear',
    },
  ],
  'input-share': [
    {
      spec: ['input-share', { layer: 2 }],
      value: 0,
      label: 'share of the pre-activations of layer 2 that differs between inputs',
      better: 'higher',
      scale: 'log',
    },
  ],
  // Mean squares .5, 1.5, 7: factors 3 and 14/3.
  'layer-growth': [
    {
      spec: ['layer-growth', { of: 'activation', from: 1, to: 3, average: 'geometric' }],
      value: Math.sqrt(14),
      label: 'growth a layer of the mean square of the activations, layer 1 to 3',
      better: 'higher',
      scale: 'log',
    },
    {
      spec: ['layer-growth', { of: 'activation', from: 1, to: 3, average: 'square' }],
      value: (9 + (14 / 3) ** 2) / 2,
      label: 'mean squared growth a layer of the mean square of the activations, layer 1 to 3',
      better: 'higher',
      scale: 'log',
    },
  ],
  'tied-layers': [
    {
      spec: ['tied-layers'],
      value: 0,
      label: 'largest correlation between the weights of two layers',
      better: 'lower',
      scale: 'linear',
    },
  ],
  // The network of these examples has no square layer: singular-value.test.ts reads others.
  'singular-value': [],
  'gradient-norm': [
    {
      spec: ['gradient-norm', { layer: 3 }],
      value: 0.4,
      label: 'gradient norm of the weights of layer 3',
      better: 'higher',
      scale: 'log',
    },
  ],
  // Ratios 1 of 4 units and 3 of 2, through the laws of χ² in closed form: .6336… and .9026; farthest at the first.
  'layer-law-distance': [
    {
      spec: ['layer-law-distance', { scale: 2 }],
      value: 0.6336338015339875,
      label: 'distance of the layers’ growth from He’s law',
      better: 'lower',
      scale: 'linear',
    },
  ],
  // Of one point: a first layer of 2, 2, 2.25, 2; a last layer of its bias alone.
  'layer-size': [
    {
      spec: ['layer-size', { layer: 1 }],
      value: Math.sqrt((3 * 4 + 2.25 ** 2) / 4),
      label: 'size of the pre-activations of layer 1 after training',
      better: 'lower',
      scale: 'log',
    },
    {
      spec: ['layer-size', { layer: 3 }],
      value: 9,
      label: 'size of the pre-activations of layer 3 after training',
      better: 'lower',
      scale: 'log',
    },
  ],
  // Zero weights answer 0, the final ones no more than their last bias.
  'output-change': [
    {
      spec: ['output-change'],
      value: 9,
      label: 'change of the outputs by training',
      better: 'lower',
      scale: 'log',
    },
  ],
  'output-saturation': [
    {
      spec: ['output-saturation'],
      value: 0.625,
      label: 'share of outputs within 1e-9 of 0 or 1 before training',
      better: 'lower',
      scale: 'linear',
    },
  ],
  'steps-to-cost': [
    {
      spec: ['steps-to-cost', { cost: 0.9 }],
      value: 12,
      label: 'steps to cost .9',
      unit: 'steps',
      better: 'lower',
      scale: 'linear',
    },
    {
      spec: ['steps-to-cost', { cost: 2.5 }],
      value: 0,
      label: 'steps to cost 2.5',
      unit: 'steps',
      better: 'lower',
      scale: 'linear',
    },
    {
      spec: ['steps-to-cost', { cost: 0.1 }],
      value: null,
      label: 'steps to cost .1',
      unit: 'steps',
      better: 'lower',
      scale: 'linear',
    },
  ],
  'unguarded-cost': [
    {
      spec: ['unguarded-cost'],
      value: infinite,
      label: 'unguarded cost before training',
      better: 'lower',
      scale: 'log',
    },
  ],
  'unit-difference': [
    {
      spec: ['unit-difference'],
      value: 2,
      label: 'largest difference between two units of a layer',
      better: 'higher',
      scale: 'log',
    },
  ],
};

test('every measurement has an example', () => {
  expect(Object.keys(examples).sort()).toEqual(Object.keys(measurements).sort());
});

describe.each(Object.values(examples).flat())(
  '$label',
  ({ spec, value, label, unit = '', better, scale }) => {
    const measurement = measurementFrom(spec);

    test(`reads ${value}`, () => {
      const got = read(spec, trajectory);
      if (value === null || !Number.isFinite(value)) expect(got).toBe(value);
      else expect(got).toBeCloseTo(value, 14);
    });

    test('says what it is', () => {
      expect(measurement).toMatchObject({ label, unit, better, scale });
      if (measurement.reads === 'run') expect(measurement.censored).toBe(spec[0] === 'steps-to-cost');
    });
  },
);

test('what is read at the start needs no trajectory; what is read off a run says that it does', () => {
  for (const { spec } of Object.values(examples).flat()) {
    const { reads, label } = measurementFrom(spec);
    if (reads === 'start') expect(read(spec)).toBe(read(spec, trajectory));
    else expect(() => read(spec)).toThrow(`missing trajectory: ${label} is read off a training run`);
  }
});

test('after divergence a cost is infinite, a time was not reached, and an accuracy is the last one or none', () => {
  expect(read(['cost-at', { step: 10 }], diverged)).toBe(1e300);
  for (const step of [12, 20, 35]) expect(read(['cost-at', { step }], diverged)).toBe(infinite);
  expect(read(['steps-to-cost', { cost: 0.9 }], diverged)).toBe(null);
  expect(read(['accuracy', { of: 'train' }], diverged)).toBe(0);
  expect(read(['accuracy', { of: 'train', step: 20 }], diverged)).toBe(null);
});

describe('what the schedule must record', () => {
  const missing = (spec: MeasurementSpec, record: Recording) => {
    const measurement = measurementFrom(spec);
    return measurement.reads === 'run' ? measurement.missing(job(record).schedule) : undefined;
  };

  const stopping = { costEvery: 10, crossings: [0.1], accuracyAt: [20], stopOnceCrossed: true };

  test.each<[MeasurementSpec, Recording, string | undefined]>([
    [['accuracy', { of: 'test' }], { costEvery: 10 }, undefined],
    [['accuracy', { of: 'test', step: 35 }], { costEvery: 10 }, undefined],
    [['accuracy', { of: 'test', step: 20 }], { costEvery: 10 }, 'the accuracy after 20 steps'],
    [
      ['accuracy', { of: 'test', step: 20 }],
      { costEvery: 10, accuracyAt: [10] },
      'the accuracy after 20 steps',
    ],
    [['accuracy', { of: 'test', step: 20 }], { costEvery: 10, accuracyAt: [10, 20] }, undefined],
    [['cost-at', { step: 0 }], { costEvery: 10 }, undefined],
    [['cost-at', { step: 30 }], { costEvery: 10 }, undefined],
    [['cost-at', { step: 35 }], { costEvery: 10 }, undefined],
    [['cost-at', { step: 25 }], { costEvery: 10 }, 'the cost at step 25'],
    [['cost-at', { step: 40 }], { costEvery: 10 }, 'the cost at step 40'],
    [['steps-to-cost', { cost: 0.15 }], { costEvery: 10 }, 'the crossing of cost .15'],
    [['steps-to-cost', { cost: 0.15 }], { costEvery: 10, crossings: [0.1] }, 'the crossing of cost .15'],
    [['steps-to-cost', { cost: 0.15 }], { costEvery: 10, crossings: [0.1, 0.15] }, undefined],
    [['unit-difference'], { costEvery: 10 }, undefined],
    [['accuracy', { of: 'test' }], stopping, 'the accuracy at the end'],
    [['accuracy', { of: 'test', step: 20 }], stopping, 'the accuracy after 20 steps'],
    [['cost-at', { step: 30 }], stopping, 'the cost at step 30'],
    [['unit-difference'], stopping, 'the end of training'],
    [['layer-size', { layer: 1 }], stopping, 'the end of training'],
    [['output-change'], stopping, 'the end of training'],
    [['steps-to-cost', { cost: 0.1 }], stopping, undefined],
  ])('%j with %j: %s', (spec, record, sentence) => {
    expect(missing(spec, record)).toBe(sentence);
  });
});

test('claims’ own spellings name measurements that there are', () => {
  expect(
    [
      specs.stepsToCost(0.15),
      specs.costAt(7),
      specs.trainAccuracy(),
      specs.testAccuracy(),
      specs.unguardedCost(),
      specs.outputSaturation(),
      specs.gradientNorm(2),
      specs.layerLawDistance(),
      specs.equalLivePairs(),
    ].map((spec) => measurementFrom(spec).label),
  ).toEqual([
    'steps to cost .15',
    'cost after 7 steps',
    'training accuracy at the end',
    'test accuracy at the end',
    'unguarded cost before training',
    'share of outputs within 1e-9 of 0 or 1 before training',
    'gradient norm of the weights of layer 2',
    'distance of the layers’ growth from He’s law',
    'pairs of live units with one gradient',
  ]);
});

test('a layer that is not there is named', () => {
  const measurement = measurementFrom(['layer-moment', { layer: 9, of: 'activation', moment: 'mean' }]);
  expect(() => readOff(measurement, { job: job(), engine })).toThrow('invalid layer: 9 (the network has');
});
