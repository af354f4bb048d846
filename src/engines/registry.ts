import type { Engine } from './engine.ts';
import { fused } from './fused/fused.ts';
import { reference } from './reference/reference.ts';

export const engines = { reference, fused } satisfies Record<string, Engine>;

export type EngineId = keyof typeof engines;

/** Fast, and the same bits everywhere; the reference engine is what it is held to. */
export const defaultEngine: EngineId = 'fused';

/** @throws RangeError naming the engines there are */
export function engineFrom(id: string): Engine {
  if (!Object.hasOwn(engines, id))
    throw new RangeError(`unknown engine: ${id} (expected one of ${Object.keys(engines).join(', ')})`);
  return engines[id as EngineId];
}
