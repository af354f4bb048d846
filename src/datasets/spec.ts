import { entryFrom } from '../initializers/entry.ts';
import type { Dataset } from './dataset.ts';
import { type DatasetId, datasets } from './registry.ts';

/** A dataset in data: `'circles'`, `['circles', { noise: 0.1 }]`. */
export type DatasetSpec = DatasetId | readonly [id: DatasetId, parameters: Readonly<Record<string, unknown>>];

/**
 * The dataset that a spec names; from a command line or a file it may be anything.
 *
 * @throws RangeError with what was expected and what came
 */
export function datasetFrom(spec: unknown): Dataset {
  return entryFrom('dataset', datasets, spec);
}
