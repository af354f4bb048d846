import fc from 'fast-check';

/** Where a case lies: the run's seed in fast-check, and a path of the case’s number and the steps of shrinking it. */
export interface CaseAddress {
  readonly seed: number;
  readonly path: string;
}

/**
 * What is given in one case.
 *
 * @param cases how many are drawn at most, whatever the size of the run: fast-check would draw on to any number
 * @throws RangeError where the path leads to no case
 */
export function caseAt<T>(given: fc.Arbitrary<T>, { seed, path }: CaseAddress, cases: number): T {
  const [first] = Number.parseInt(path, 10) < cases ? followed(given, seed, path) : [];
  if (first) return first[0];
  throw new RangeError(
    `invalid case: ${seed}:${path} leads to no case (expected the seed, the case’s number from 0 to ${cases - 1} and the steps to a smaller one, as in 1234:0:2:1; ` +
      `the claim’s page and its run name that of a breach under "repeat it")`,
  );
}

function followed<T>(given: fc.Arbitrary<T>, seed: number, path: string): [T][] {
  try {
    // A property holds what is given in a tuple, and shrinks that.
    return fc.sample(fc.tuple(given), { seed, path, numRuns: 1 });
  } catch {
    return [];
  }
}

/** Whether a claim broke because it was asked for a case that it does not have. */
export const isInvalidCase = (message: string): boolean => message.startsWith('invalid case:');
