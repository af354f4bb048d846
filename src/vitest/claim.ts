import { inject, test } from 'vitest';
import type { Claim } from '../claims/claim.ts';
import { describeClaim } from '../claims/describe-claim.ts';
import type { Outcome } from '../claims/evidence.ts';
import { runClaim } from '../claims/run-claim.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { claimResult, type RanClaim } from '../results/schema.ts';
import { breach, standing } from '../results/standing.ts';
import { described } from './described.ts';
import { defaults, worldFrom } from './provided.ts';

const timeoutMs = 30 * 60 * 1000;

/** Makes a test of a claim. The test fails when the verdict breaks the record or a planted fault goes unnoticed. */
export function claim(definition: Claim): void {
  const description = describeClaim(definition);
  test(definition.id, { meta: { claim: description }, timeout: timeoutMs }, async ({ task, skip }) => {
    const provided = inject('initproof') ?? defaults;
    if (provided.finished.includes(definition.id)) skip('finished by an earlier run');
    if (definition.from === 'deep' && provided.size !== 'deep') skip('runs at --size deep only');
    // A worker whose run has gone must not go on computing.
    process.once('disconnect', () => process.exit());
    const started = performance.now();
    const outcome = await runClaim(definition, worldFrom(provided));
    const result = ranClaim(description, provided.seed, outcome, performance.now() - started);
    task.meta.result = result;
    if (standing(result) === 'breaks') throw new Error(breach(result));
  });
}

function ranClaim(
  description: ReturnType<typeof describeClaim>,
  seed: number,
  outcome: Outcome,
  durationMs: number,
): RanClaim {
  const counterexample = outcome.evidence.kind === 'cases' ? outcome.evidence.counterexample : null;
  const replay = counterexample && { seed: counterexample.seed, path: counterexample.path };
  const record = {
    status: 'ran',
    ...described(description, seed, replay),
    ...outcome,
    durationMs: Math.round(durationMs),
  };
  return claimResult.parse(encodeNumbers(record)) as RanClaim;
}
