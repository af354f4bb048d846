import { counted } from './numbers.ts';

/** The first items of a list that may be of any length, and how many are left out, `3 more are`; null where none is. */
export interface FirstOf<Item> {
  readonly items: readonly Item[];
  readonly more: string | null;
}

/** `1 more is`, `3 more are`: the words after it are one for both. */
const moreAre = (count: number): string => counted(count, 'more is', 'more are');

export const firstOf = <Item>(items: readonly Item[], most: number): FirstOf<Item> => ({
  items: items.slice(0, most),
  more: items.length > most ? moreAre(items.length - most) : null,
});
