import { losses } from '../../network/losses.ts';
import type { Parameters } from '../../network/network.ts';
import type { Job } from '../engine.ts';
import { minibatchesOf } from '../minibatches.ts';
import { type Batch, toBatch } from '../reference/pass.ts';
import type { Precision, Schedule } from '../schedule.ts';
import type { KernelMemory } from './kernel.ts';
import { type Arena, arenaOf } from './memory.ts';

// What lies where in the kernel's memory. A row of values holds the points side by side, padded with zeros to a
// multiple of 16; a layer is its units' rows one after another.

/** The words of the kernel's table, in the order of job.as.ts. */
const words = [
  'layers',
  'widths',
  'activation',
  'loss',
  'optimizer',
  'count',
  'points',
  'targets',
  'targetRows',
  'batch',
  'batchPoints',
  'batchTargets',
  'order',
  'weights',
  'biases',
  'weightGradients',
  'biasGradients',
  'z',
  'a',
  'delta',
  'firstMoments',
  'secondMoments',
  'rates',
  'hyper',
  'step',
  'end',
  'total',
  'resumed',
  'costEvery',
  'costs',
  'costSteps',
  'kept',
  'thresholds',
  'thresholdCount',
  'crossings',
  'stopOnceCrossed',
  'ended',
  'outputs',
] as const;
export type Word = (typeof words)[number];

// Codes are places in the kernel's enumerations.
const activationCodes = ['relu', 'leaky-relu', 'linear', 'tanh', 'sigmoid', 'elu', 'selu', 'gelu'];
const lossCodes = ['binary-cross-entropy', 'softmax-cross-entropy', 'squared-error'];
const optimizerCodes = ['sgd', 'momentum', 'nesterov', 'adam'];

/** A job laid out for the kernel. */
export interface Layout {
  /** Address of the table. */
  readonly table: number;
  get(word: Word): number;
  set(word: Word, value: number): void;
  /** The present parameters, copied out. */
  parameters(): Parameters;
  gradients(): Parameters;
  /** One layer's pre-activations, activations or δ without their padding, [units, count]. */
  values(of: 'z' | 'a' | 'delta', layer: number): Float64Array;
  int32(address: number, length: number): Int32Array;
  float64(address: number, length: number): Float64Array;
  readonly batch: Batch;
}

export function layOut(job: Job, precision: Precision, memory: KernelMemory): Layout {
  const { network, schedule, start } = job;
  const minibatches = minibatchesOf(job);
  const { widths } = network;
  const arena = arenaOf(memory);
  const size = precision === 'float32' ? 4 : 8;
  const batch = toBatch(network, job.train);
  const row = (count: number) => Math.ceil(count / 16) * 16;
  const room = numbersIn(arena, size);
  const table = arena.take(words.length * 4);
  const set = (word: Word, value: number) => {
    if (value !== Math.trunc(value) || Math.abs(value) >= 2 ** 31)
      throw new RangeError(`invalid ${word}: ${value} (the fused engine counts in whole numbers below 2^31)`);
    new DataView(arena.bytes()).setInt32(table + 4 * words.indexOf(word), value, true);
  };
  const get = (word: Word) => new DataView(arena.bytes()).getInt32(table + 4 * words.indexOf(word), true);

  const perRow = row(batch.count);
  const layers = widths.length - 1;
  const targetRows = losses[network.loss].targetKind === 'class' ? 1 : widths.at(-1)!;
  const perBatch = minibatches ? row(minibatches.size) : 0;

  const pointers = (addresses: ArrayLike<number>) => {
    const at = arena.take(4 * addresses.length);
    new Int32Array(arena.bytes(), at, addresses.length).set(addresses);
    return at;
  };
  const rows = () => pointers(widths.slice(1).map((width) => room.take(width * perRow)));
  const like = (arrays: readonly Float64Array[], values?: readonly Float64Array[]) =>
    arrays.map((array, l) => room.put(values?.[l] ?? new Float64Array(array.length)));

  const weights = like(start.weights, start.weights);
  const biases = like(start.biases, start.biases);
  const weightGradients = like(start.weights);
  const biasGradients = like(start.biases);
  const moments = () => pointers([...like(start.weights), ...like(start.biases)]);
  const kept = Math.floor(schedule.steps / schedule.record.costEvery) + 3;
  const thresholds = schedule.record.crossings ?? [];
  const { name, ...hyper } = schedule.optimizer;

  set('layers', layers);
  set('widths', pointers(widths));
  set('activation', activationCodes.indexOf(network.activation));
  set('loss', lossCodes.indexOf(network.loss));
  set('optimizer', optimizerCodes.indexOf(name));
  set('count', batch.count);
  set('points', room.putRows(batch.inputs, batch.count, perRow));
  set('targets', room.putRows(batch.targets, batch.count, perRow));
  set('targetRows', targetRows);
  set('outputs', widths.at(-1)!);
  if (minibatches) {
    set('batch', minibatches.size);
    set('batchPoints', room.take(widths[0]! * perBatch));
    set('batchTargets', room.take(targetRows * perBatch));
    set('order', pointers(minibatches.order));
  }
  set('weights', pointers(weights));
  set('biases', pointers(biases));
  set('weightGradients', pointers(weightGradients));
  set('biasGradients', pointers(biasGradients));
  set('z', rows());
  set('a', rows());
  set('delta', rows());
  if (name !== 'sgd') set('firstMoments', moments());
  if (name === 'adam') set('secondMoments', moments());
  set('rates', doubles(arena, ratesOf(schedule, layers)));
  set('hyper', doubles(arena, Object.values(hyper)));
  set('total', schedule.steps);
  set('costEvery', schedule.record.costEvery);
  set('costs', arena.take(8 * kept));
  set('costSteps', arena.take(4 * kept));
  set('thresholds', doubles(arena, thresholds));
  set('thresholdCount', thresholds.length);
  set('crossings', pointers(thresholds.map(() => -1)));
  set('stopOnceCrossed', Number(schedule.record.stopOnceCrossed ?? false));
  set('ended', -1);

  const out = (addresses: readonly number[], shapes: readonly Float64Array[]) =>
    addresses.map((address, l) => room.copy(address, shapes[l]!.length));
  return {
    table,
    get,
    set,
    batch,
    parameters: () => ({ weights: out(weights, start.weights), biases: out(biases, start.biases) }),
    gradients: () => ({
      weights: out(weightGradients, start.weights),
      biases: out(biasGradients, start.biases),
    }),
    values(of, layer) {
      const address = new Int32Array(arena.bytes(), get(of), layers)[layer]!;
      const units = widths[layer + 1]!;
      const padded = room.copy(address, units * perRow);
      const values = new Float64Array(units * batch.count);
      for (let i = 0; i < units; i++)
        values.set(padded.subarray(i * perRow, i * perRow + batch.count), i * batch.count);
      return values;
    },
    int32: (address, length) => new Int32Array(arena.bytes(), address, length).slice(),
    float64: (address, length) => new Float64Array(arena.bytes(), address, length).slice(),
  };
}

/** Arrays of the job's own precision. */
function numbersIn(arena: Arena, size: 4 | 8) {
  const view = (address: number, length: number) =>
    size === 4
      ? new Float32Array(arena.bytes(), address, length)
      : new Float64Array(arena.bytes(), address, length);
  // Rounded up to whole vectors, which the kernel's updates take.
  const take = (length: number) => arena.take(Math.ceil((length * size) / 16) * 16);
  return {
    take,
    put(values: Float64Array): number {
      const address = take(values.length);
      view(address, values.length).set(values);
      return address;
    },
    putRows(values: Float64Array, count: number, perRow: number): number {
      const many = values.length / count;
      const address = take(many * perRow);
      for (let k = 0; k < many; k++)
        view(address + k * perRow * size, count).set(values.subarray(k * count, (k + 1) * count));
      return address;
    },
    copy: (address: number, length: number): Float64Array => new Float64Array(view(address, length)),
  };
}

function doubles(arena: Arena, values: readonly number[]): number {
  const address = arena.take(8 * values.length);
  new Float64Array(arena.bytes(), address, values.length).set(values);
  return address;
}

/** The learning rate of each layer's weights and biases, in turn. */
function ratesOf({ learningRate, layerRates }: Schedule, layers: number): number[] {
  return Array.from({ length: layers }, (_, l) => l).flatMap((l) => [
    learningRate * (layerRates?.weights[l] ?? 1),
    learningRate * (layerRates?.biases[l] ?? 1),
  ]);
}
