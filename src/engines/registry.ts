import type { Engine } from './engine.ts';

/** An engine may take a while to load, and is loaded when it is asked for. */
export const engines = {
  reference: async () => (await import('./reference/reference.ts')).reference,
  fused: async () => (await import('./fused/fused.ts')).fused,
  tensorflow: async () => (await import('./tensorflow/tensorflow.ts')).tensorflow(),
} satisfies Record<string, () => Promise<Engine>>;

export type EngineId = keyof typeof engines;

/** Fast, and the same bits everywhere; the reference engine is what it is held to. */
export const defaultEngine: EngineId = 'fused';

/** @throws RangeError naming the engines there are */
export async function engineFrom(id: string): Promise<Engine> {
  if (!Object.hasOwn(engines, id))
    throw new RangeError(`unknown engine: ${id} (expected one of ${Object.keys(engines).join(', ')})`);
  return engines[id as EngineId]();
}
