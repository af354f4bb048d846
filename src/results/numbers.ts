import type { JsonNumber } from './schema.ts';

/** A number as the results file carries it. */
export function encodeNumber(value: number): JsonNumber {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

export const decodeNumber = (value: JsonNumber): number => Number(value);

/** The value with every number in it encoded, whatever its depth. */
export function encodeNumbers(value: unknown): unknown {
  if (typeof value === 'number') return encodeNumber(value);
  if (Array.isArray(value)) return value.map(encodeNumbers);
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, encodeNumbers(item)]));
  return value;
}
