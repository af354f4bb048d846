import { stripVTControlCharacters } from 'node:util';
import { shown } from '../initializers/parameters.ts';

/** What was thrown says, whatever it is. Without colours, which some have whoever reads them. */
export function wordsOf(thrown: unknown): string {
  const { message = thrown } = (thrown ?? {}) as { readonly message?: unknown };
  return (
    stripVTControlCharacters(typeof message === 'string' ? message : shown(message)) ||
    'an error without words'
  );
}
