import { filledWith } from './constant.ts';
import type { Initializer } from './initializer.ts';
import { parameters } from './parameters.ts';

/** Every weight 1. */
export function ones(given: object = {}): Initializer {
  parameters('ones', given, {});
  return filledWith(1, { label: 'ones', source: 'Keras, Ones' });
}
