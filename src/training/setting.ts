import { createHash } from 'node:crypto';
import { type DatasetSpec, datasetFrom } from '../datasets/spec.ts';
import type { Schedule } from '../engines/schedule.ts';
import { checkNetwork, type Network } from '../network/network.ts';

/** Where points come from. Fixed seeds draw the same points for every key, from NumPy's stream. */
export interface Data {
  readonly dataset: DatasetSpec;
  readonly train: number;
  readonly test: number;
  readonly seeds: { readonly train: number; readonly test: number } | 'per-key';
}

/** Where a claim is made, as plain data. */
export interface Setting {
  readonly network: Network;
  readonly data: Data;
  readonly schedule: Schedule;
}

/** A short name for the setting's content; the keys of its replicates derive from it. */
export function settingHash(setting: Setting): string {
  return createHash('sha256').update(canonicalJson(setting)).digest('hex').slice(0, 16);
}

/**
 * @throws RangeError naming what was expected and what came
 */
export function checkSetting({ network, data, schedule }: Setting): void {
  checkNetwork(network);
  const { features, classes } = datasetFrom(data.dataset);
  const inputs = network.widths[0];
  const outputs = network.widths.at(-1);
  if (inputs !== features)
    throw new RangeError(
      `invalid layers: ${network.widths.join(',')} (the data has ${features} inputs, the network ${inputs})`,
    );
  if (
    network.loss === 'softmax-cross-entropy'
      ? outputs !== classes
      : network.loss === 'binary-cross-entropy' && classes !== 2
  )
    throw new RangeError(
      `invalid layers: ${network.widths.join(',')} (the data has ${classes} classes, the network ${outputs} outputs)`,
    );
  checkSchedule(schedule);
}

function checkSchedule({ learningRate, steps, batch, record }: Schedule): void {
  if (!(Number.isFinite(learningRate) && learningRate > 0))
    throw new RangeError(`invalid learning rate: ${learningRate} (expected a number above 0)`);
  if (!Number.isInteger(steps) || steps < 0)
    throw new RangeError(`invalid steps: ${steps} (expected a whole number, 0 or more)`);
  if (batch !== 'full' && (!Number.isInteger(batch) || batch < 1))
    throw new RangeError(`invalid batch: ${batch} (expected 'full' or a whole number of points)`);
  if (!Number.isInteger(record.costEvery) || record.costEvery < 1)
    throw new RangeError(
      `invalid recording: the cost every ${record.costEvery} steps (expected a whole number, 1 or more)`,
    );
  if (record.stopOnceCrossed && !record.crossings?.length)
    throw new RangeError('invalid recording: stopOnceCrossed without crossings (expected at least one cost)');
}

/** JSON with the keys of every object in order, so that equal data gives equal text and different data different text. */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, item: unknown) => {
    // JSON would write null for each of them.
    if (typeof item === 'number' && !Number.isFinite(item)) return { number: String(item) };
    return item !== null && typeof item === 'object' && !Array.isArray(item)
      ? Object.fromEntries(Object.entries(item).sort(([a], [b]) => (a < b ? -1 : 1)))
      : item;
  });
}
