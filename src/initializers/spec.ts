import { entryFrom } from './entry.ts';
import type { Initializer } from './initializer.ts';
import { type InitializerId, initializers } from './registry.ts';

/** An initializer in data: `'he'`, `['normal', { std: 10 }]`. */
export type InitializerSpec =
  | InitializerId
  | readonly [id: InitializerId, parameters: Readonly<Record<string, unknown>>];

/**
 * The initializer that a spec names; from a command line or a file it may be anything.
 *
 * @throws RangeError with what was expected and what came
 */
export function initializerFrom(spec: unknown): Initializer {
  return entryFrom('initializer', initializers, spec);
}

/** An initializer's name for people: `He`, `randn × 10`. */
export function initializerLabel(spec: InitializerSpec): string {
  return initializerFrom(spec).label;
}
