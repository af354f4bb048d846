import { formatCount } from './numbers.ts';

/** The first items of a list that may be of any length, and how many are left out; null where none is. */
export interface FirstOf<Item> {
  readonly items: readonly Item[];
  readonly more: string | null;
}

export const firstOf = <Item>(items: readonly Item[], most: number): FirstOf<Item> => ({
  items: items.slice(0, most),
  more: items.length > most ? formatCount(items.length - most) : null,
});
