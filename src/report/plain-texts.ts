import { plainText } from './formats/plain-text.ts';

/**
 * The same data with every text in it plain, names of fields included: nothing that a claim says turns the reading
 * direction of what stands beside it, in HTML, in drawings or in data.
 */
export function plainTexts<T>(value: T): T;
export function plainTexts(value: unknown): unknown {
  if (typeof value === 'string') return plainText(value);
  if (Array.isArray(value)) return value.map((item) => plainTexts(item));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [plainText(name), plainTexts(item)]));
}
