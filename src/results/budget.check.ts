import { execFileSync } from 'node:child_process';
import { expect, test } from 'vitest';
import { alpha, beta, budget, decisionsOf, mapDecisionsOf } from '../claims/budget.ts';
import type { ClaimDescription } from '../claims/describe-claim.ts';
import { undecidedProbability } from '../statistics/keys-needed.ts';
import { decisionsTaken } from './decisions-taken.ts';
import { readResults } from './results-file.ts';

// The error budget of the run before these checks: what its claims may spend, and whether their caps suffice.

const { claims } = readResults('reports/latest/results.json');
const decided = claims.flatMap((claim) =>
  claim.status === 'ran' && claim.evidence.kind === 'scores' ? [{ ...claim, evidence: claim.evidence }] : [],
);

test('all decisions of the run together stay within the budget, those that a deep run adds included', () => {
  const taken = claims.map((claim) => (claim.status === 'ran' ? decisionsTaken(claim) : 0));
  const decisions = [...taken, ...deepDecisions()].reduce((sum, count) => sum + count, 0);
  expect(decisions).toBeGreaterThan(0);
  expect(decisions * (alpha + beta)).toBeLessThanOrEqual(budget.redByChance);
});

/** The decisions of each claim that this run left to deep ones. */
function deepDecisions(): number[] {
  const notRun = claims.flatMap(({ status, id }) => (status === 'not-run' ? [id] : []));
  const listed = JSON.parse(
    execFileSync(process.execPath, ['dist/cli/main.js', 'list', '--json'], { encoding: 'utf8' }),
  ) as ClaimDescription[];
  return listed
    .filter(({ id }) => notRun.includes(id))
    .map((claim) => (claim.kind === 'mapped' ? mapDecisionsOf : decisionsOf)(claim));
}

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
