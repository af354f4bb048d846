import type { InitializerSpec } from '../initializers/spec.ts';
import { WrongUse } from './wrong-use.ts';

/** An initializer as a command line writes it: `he`, or with parameters `normal:std=10`. */
export function initializerSpec(text: string): InitializerSpec {
  const [id, list, ...more] = text.split(':') as [string, ...string[]];
  if (list === undefined) return id as InitializerSpec;
  const parameters = list.split(',').map((pair) => parameter(pair, text));
  if (more.length > 0 || new Set(parameters.map(([name]) => name)).size < parameters.length)
    throw notAnInitializer(text);
  return [id, Object.fromEntries(parameters)] as InitializerSpec;
}

function parameter(pair: string, whole: string): [name: string, value: unknown] {
  const [name, value, ...more] = pair.split('=').map((part) => part.trim());
  if (!name || !value || more.length > 0) throw notAnInitializer(whole);
  const number = Number(value);
  return [name, Number.isNaN(number) ? value : number];
}

const notAnInitializer = (text: string) =>
  new WrongUse(
    `invalid initializer: ${text} (expected a name, or name:parameter=value,parameter=value with each parameter once, e.g. normal:std=10)`,
  );
