import type { JsonNumber } from './schema.ts';

/** A number as the results file carries it. */
export function encodeNumber(value: number): JsonNumber {
  if (Number.isFinite(value)) return value;
  return Number.isNaN(value) ? 'NaN' : value > 0 ? 'Infinity' : '-Infinity';
}

export const decodeNumber = (value: JsonNumber): number => Number(value);
