import type { ClaimResult } from '../../results/schema.ts';
import { counted } from './numbers.ts';

export const isOfTensorflow = ({ id }: ClaimResult): boolean => id.startsWith('tensorflow-js/');

/** "27 promises of TensorFlow.js’s initializers are not kept"; null where none is known to break, and where none is new. */
export interface BrokenPromises {
  /** Those that are on record as refuted. */
  readonly known: string | null;
  /** Those that are not: a deviation that nobody has looked at yet. */
  readonly unknown: string | null;
}

/** What breaks of TensorFlow.js’s promises; null where nothing does. */
export function brokenPromises(claims: readonly ClaimResult[]): BrokenPromises | null {
  const refuted = claims.filter(
    (claim) => isOfTensorflow(claim) && claim.status === 'ran' && claim.verdict === 'refuted',
  );
  if (refuted.length === 0) return null;
  const known = refuted.filter(({ record }) => record === 'refuted').length;
  return { known: notKept(known), unknown: notKept(refuted.length - known) };
}

const notKept = (count: number): string | null =>
  count === 0
    ? null
    : `${counted(count, 'promise')} of TensorFlow.js’s initializers ${count === 1 ? 'is' : 'are'} not kept`;
