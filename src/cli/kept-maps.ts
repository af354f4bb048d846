import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { type KeptMaps, mapsOf, readMaps, writeMaps } from '../results/maps.ts';
import type { Results } from '../results/schema.ts';
import { keptMapsFile } from './defaults.ts';
import { WrongUse } from './wrong-use.ts';

/** Maps that were kept beside the claims of the working folder; null where there are none. */
export const mapsHere = (): KeptMaps | null =>
  existsSync(resolve(keptMapsFile)) ? readMaps(resolve(keptMapsFile)) : null;

/** Keeps the maps of a run there; those it did not make stay as they are. */
export function keepMaps(results: Results): void {
  if (mapsOf(results).maps.length === 0)
    throw new WrongUse('nothing to keep: no map was run (leave --keep-maps out)');
  writeMaps(resolve(keptMapsFile), mapsOf(results, mapsHere()));
}
