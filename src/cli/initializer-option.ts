import type { InitializerSpec } from '../initializers/spec.ts';
import { WrongUse } from './wrong-use.ts';

/** An initializer as a command line writes it: `he`, or with parameters `normal:std=10`. */
export function initializerSpec(text: string): InitializerSpec {
  const [id, list] = text.split(':', 2) as [string, string | undefined];
  if (list === undefined) return id as InitializerSpec;
  const parameters = Object.fromEntries(list.split(',').map((pair) => parameter(pair, text)));
  return [id, parameters] as InitializerSpec;
}

function parameter(pair: string, whole: string): [name: string, value: unknown] {
  const [name, value] = pair.split('=');
  if (!name || value === undefined || value === '')
    throw new WrongUse(`invalid initializer: ${whole} (expected name:parameter=value, e.g. normal:std=10)`);
  const number = Number(value);
  return [name, Number.isNaN(number) ? value : number];
}
