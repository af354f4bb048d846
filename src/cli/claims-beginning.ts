import { unknownClaim } from './unknown-claim.ts';

/**
 * The claims whose ids begin in one of several ways.
 *
 * @param expected what each of the ways is, in words: `the beginning of a claim’s id`
 * @throws WrongUse where no claim begins in one of them
 */
export function claimsBeginning<C extends { readonly id: string }>(
  starts: readonly string[],
  claims: readonly C[],
  expected: string,
): C[] {
  const unknown = starts.filter((start) => !claims.some(({ id }) => id.startsWith(start)));
  if (unknown.length > 0)
    throw unknownClaim(
      unknown,
      expected,
      claims.map(({ id }) => id),
    );
  return claims.filter(({ id }) => starts.some((start) => id.startsWith(start)));
}
