import { expect, test } from 'vitest';
import { alpha, beta, budget } from '../claims/budget.ts';
import { undecidedProbability } from '../statistics/keys-needed.ts';
import { decisionsTaken } from './decisions-taken.ts';
import { readResults } from './results-file.ts';

// The error budget of the run before these checks: what its claims may spend, and whether their caps suffice.

const { claims } = readResults('reports/latest/results.json');
const decided = claims.flatMap((claim) =>
  claim.status === 'ran' && claim.evidence.kind === 'scores' ? [{ ...claim, evidence: claim.evidence }] : [],
);

test('all decisions of the run together stay within the budget', () => {
  const decisions = claims.reduce(
    (sum, claim) => sum + (claim.status === 'ran' ? decisionsTaken(claim) : 0),
    0,
  );
  expect(decisions).toBeGreaterThan(0);
  expect(decisions * (alpha + beta)).toBeLessThanOrEqual(budget.redByChance);
});

test.each(decided.map((claim) => [claim.id, claim] as const))('%s was decided at its share', (_id, claim) => {
  expect(claim.evidence.alpha).toBe(alpha);
});

test.each(decided.filter(({ record }) => record !== 'as found').map((claim) => [claim.id, claim] as const))(
  '%s: at what its pilot saw, its cap leaves it undecided with its share at most',
  (_id, { evidence: { pilot, cut, cap } }) => {
    expect(pilot).not.toBeNull();
    expect(undecidedProbability(pilot!, cut, alpha, cap)).toBeLessThanOrEqual(beta);
  },
);
