import { nearest } from '../initializers/nearest.ts';
import { WrongUse } from './wrong-use.ts';

/**
 * What is told where no claim answers to what was asked for: what comes nearest, and how to see all of them.
 *
 * @param expected in words: `a claim’s id`
 * @param ids of the claims that could have been meant
 */
export function unknownClaim(asked: readonly string[], expected: string, ids: readonly string[]): WrongUse {
  const near = asked.flatMap((name) => nearestClaim(name, ids) ?? []);
  const hint = near.length > 0 ? `did you mean ${near.join(', ')}? ` : '';
  return new WrongUse(
    `unknown claim: ${asked.join(', ')} (expected ${expected}; ${hint}initproof list tells all)`,
  );
}

/** What begins so, else what comes nearest by its whole id or by how it begins; a topic for a topic. */
function nearestClaim(name: string, ids: readonly string[]): string | undefined {
  const begun = ids.find((id) => id.startsWith(name));
  if (begun !== undefined) return begun;
  if (name.endsWith('/'))
    return nearest(
      name,
      ids.map((id) => id.slice(0, id.indexOf('/') + 1)),
    );
  const beginning = nearest(
    name,
    ids.map((id) => id.slice(0, name.length)),
  );
  return nearest(name, ids) ?? ids.find((id) => beginning !== undefined && id.startsWith(beginning));
}
