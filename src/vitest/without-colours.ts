import { stripVTControlCharacters } from 'node:util';

/** What an error says, without colours, which some have whoever reads them. */
export const withoutColours = ({ message }: { readonly message: string }): string =>
  stripVTControlCharacters(message);
