import { nearest } from './nearest.ts';
import { shown } from './parameters.ts';

/**
 * The registry's entry that a spec names: an id, or an id with parameters.
 *
 * @param kind what the registry holds, for messages: `initializer`
 * @param spec `'he'` or `['normal', { std: 10 }]`; from a command line or a file it may be anything
 * @throws RangeError with what was expected and what came
 */
export function entryFrom<Entry>(
  kind: string,
  registry: Readonly<Record<string, (parameters: never) => Entry>>,
  spec: unknown,
): Entry {
  const [id, parameters = {}] = parts(kind, spec);
  if (!Object.hasOwn(registry, id)) throw new RangeError(unknownName(kind, id, Object.keys(registry)));
  if (typeof parameters !== 'object' || parameters === null || Array.isArray(parameters))
    throw new RangeError(`invalid parameters of ${id}: ${shown(parameters)} (expected an object by name)`);
  return registry[id]!(parameters as never);
}

function parts(kind: string, spec: unknown): readonly [id: string, parameters?: unknown] {
  if (typeof spec === 'string') return [spec];
  if (Array.isArray(spec) && typeof spec[0] === 'string' && spec.length <= 2) return [spec[0], spec[1]];
  throw new RangeError(`invalid ${kind}: ${shown(spec)} (expected a name or [name, parameters])`);
}

function unknownName(kind: string, name: string, known: readonly string[]): string {
  const near = nearest(name, known);
  const hint = near === undefined ? '' : `; did you mean ${near}?`;
  return `unknown ${kind}: ${name} (expected one of ${known.join(', ')}${hint})`;
}
