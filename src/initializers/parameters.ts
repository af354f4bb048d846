import { inspect } from 'node:util';

/** Reads one named parameter: its value when it fits, its default when it was left out. */
export type Reader<T> = (owner: string, name: string, value: unknown) => T;

type Values<R> = { readonly [N in keyof R]: R[N] extends Reader<infer T> ? T : never };

/**
 * Reads an entry's parameters, which may come from a command line or a file.
 *
 * @param owner the entry they belong to, for messages
 * @throws RangeError for an unknown name, a value that does not fit, a value that is missing
 */
export function parameters<R extends Record<string, Reader<unknown>>>(
  owner: string,
  given: object,
  readers: R,
): Values<R> {
  const names = Object.keys(readers);
  for (const name of Object.keys(given))
    if (!names.includes(name))
      throw new RangeError(
        `unknown parameter of ${owner}: ${name} (expected ${names.join(', ') || 'no parameters'})`,
      );
  const values = given as Record<string, unknown>;
  return Object.fromEntries(
    names.map((name) => [name, readers[name]!(owner, name, values[name])]),
  ) as Values<R>;
}

export const finite = (fallback?: number) => numeric('a finite number', () => true, fallback);

export const nonNegative = (fallback?: number) => numeric('a number ≥ 0', (value) => value >= 0, fallback);

/** From 0 up to, not including, 1. */
export const belowOne = (fallback?: number) =>
  numeric('a number from 0 to below 1', (value) => value >= 0 && value < 1, fallback);

export function oneOf<T extends string>(choices: readonly T[], fallback: T): Reader<T> {
  return (_, name, value = fallback) => {
    const found = choices.find((choice) => choice === value);
    if (found === undefined)
      throw new RangeError(`unknown ${name}: ${shown(value)} (expected one of ${choices.join(', ')})`);
    return found;
  };
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  if (typeof value === 'number') return String(value);
  try {
    return JSON.stringify(value, carried) ?? String(value);
  } catch {
    return inspect(value, { breakLength: Number.POSITIVE_INFINITY });
  }
}

/** JSON writes null for numbers that are not finite. Of a big integer or a cycle it throws by itself. */
function carried(_name: string, part: unknown): unknown {
  if (typeof part === 'number' && !Number.isFinite(part)) throw new RangeError(`no JSON: ${part}`);
  return part;
}

function numeric(expected: string, fits: (value: number) => boolean, fallback?: number): Reader<number> {
  return (owner, name, value = fallback) => {
    if (value === undefined) throw new RangeError(`missing ${name} of ${owner} (expected ${expected})`);
    if (typeof value !== 'number' || !Number.isFinite(value) || !fits(value))
      throw new RangeError(`invalid ${name}: ${shown(value)} (expected ${expected})`);
    return value;
  };
}
