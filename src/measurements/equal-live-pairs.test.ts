import { expect, test } from 'vitest';
import type { Points } from '../datasets/dataset.ts';
import type { Job } from '../engines/engine.ts';
import { reference } from '../engines/reference/reference.ts';
import { readOff } from './measurement.ts';
import { measurementFrom } from './registry.ts';

const points: Points = {
  count: 3,
  features: 2,
  inputs: Float64Array.of(1, 2, 0.5, 3, 2, 0.25), // positive: ReLU units of negative weights are dead
  labels: Int32Array.of(0, 1, 1),
};

/** Pairs in a network of one input layer of two, one hidden ReLU layer, one output, without biases. */
function pairs(incoming: readonly (readonly [number, number])[], outgoing: readonly number[]): number | null {
  const job: Job = {
    network: { widths: [2, incoming.length, 1], activation: 'relu', loss: 'binary-cross-entropy' },
    schedule: {
      optimizer: { name: 'sgd' },
      learningRate: 0.1,
      batch: 'full',
      steps: 1,
      record: { costEvery: 1 },
    },
    start: {
      weights: [Float64Array.from(incoming.flat()), Float64Array.from(outgoing)],
      biases: [new Float64Array(incoming.length), new Float64Array(1)],
    },
    train: points,
    test: points,
  };
  return readOff(measurementFrom(['equal-live-pairs']), { job, engine: reference });
}

const alive = [0.5, 0.25] as const;
const other = [0.125, 1] as const;
const dead = [-1, -2] as const;

test.each([
  { units: 'two different ones', incoming: [alive, other], outgoing: [1, -2], count: 0 },
  { units: 'a tied pair', incoming: [alive, alive], outgoing: [1, 1], count: 1 },
  { units: 'three tied', incoming: [alive, alive, alive], outgoing: [1, 1, 1], count: 3 },
  { units: 'two tied pairs', incoming: [alive, other, alive, other], outgoing: [1, 2, 1, 2], count: 2 },
  {
    units: 'the same incoming, other outgoing weights',
    incoming: [alive, alive],
    outgoing: [1, 2],
    count: 0,
  },
  { units: 'two dead ones', incoming: [dead, dead], outgoing: [1, 1], count: 0 },
  {
    units: 'a tied pair among dead ones',
    incoming: [dead, alive, dead, alive],
    outgoing: [1, 1, 1, 1],
    count: 1,
  },
  { units: 'live ones cut off from the output', incoming: [alive, alive], outgoing: [0, 0], count: 0 },
])('$units: $count', ({ incoming, outgoing, count }) => {
  expect(pairs(incoming, outgoing)).toBe(count);
});

test('units of different layers are no pair; each hidden layer counts', () => {
  const tied = (width: number, fanIn: number) => new Float64Array(width * fanIn).fill(0.5);
  const job: Job = {
    network: { widths: [2, 2, 3, 1], activation: 'relu', loss: 'binary-cross-entropy' },
    schedule: {
      optimizer: { name: 'sgd' },
      learningRate: 0.1,
      batch: 'full',
      steps: 1,
      record: { costEvery: 1 },
    },
    start: {
      weights: [tied(2, 2), tied(3, 2), tied(1, 3)],
      biases: [new Float64Array(2), new Float64Array(3), new Float64Array(1)],
    },
    train: points,
    test: points,
  };
  expect(readOff(measurementFrom(['equal-live-pairs']), { job, engine: reference })).toBe(1 + 3);
});
