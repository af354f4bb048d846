import type { Split } from './dataset.ts';

/** How many points each part of a split has. */
export type Counts = { readonly [Part in keyof Split]: number };

/** @throws RangeError unless both are whole numbers, 1 or more */
export function checkCounts(counts: Counts): void {
  for (const part of ['train', 'test'] as const)
    if (!Number.isInteger(counts[part]) || counts[part] < 1)
      throw new RangeError(
        `invalid number of ${part} points: ${counts[part]} (expected a whole number, 1 or more)`,
      );
}
