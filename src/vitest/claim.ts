import { inject, test } from 'vitest';
import { checkClaim } from '../claims/check-claim.ts';
import type { Claim } from '../claims/claim.ts';
import { describeClaim } from '../claims/describe-claim.ts';
import { lacking } from '../engines/precision.ts';
import { breach, standing } from '../results/standing.ts';
import type { Setting } from '../training/setting.ts';
import { leftOut } from './described.ts';
import { defaults, worldFrom } from './provided.ts';

const timeoutMs = 30 * 60 * 1000;

const stop = () => process.exit();

/**
 * Makes a test of a claim. The test fails when the verdict breaks the record or a planted fault goes unnoticed.
 *
 * @throws RangeError for what is no claim
 */
export function claim(definition: Claim): void {
  checkClaim(definition);
  const description = describeClaim(definition);
  test(definition.id, { meta: { claim: description }, timeout: timeoutMs }, async ({ task, skip }) => {
    const provided = inject('initproof') ?? defaults;
    const wait = leftOut(definition.from, provided.size);
    if (wait) skip(wait);
    // A worker whose run has gone must not go on computing.
    process.off('disconnect', stop).once('disconnect', stop);
    // To state a claim takes less than to prove it: who lists claims does not wait for the rest.
    const { runClaim } = await import('../claims/run-claim.ts');
    const { ranClaim } = await import('./ran-claim.ts');
    const started = performance.now();
    const world = await worldFrom({ ...provided, engine: description.engine ?? provided.engine });
    const setting = settingOf(definition);
    const lack = setting && lacking(world.engine, setting);
    if (lack) skip(`asks for ${lack.asked}: ${lack.why}`);
    const outcome = await runClaim(definition, world);
    const result = ranClaim(description, provided, outcome, performance.now() - started);
    task.meta.result = result;
    if (standing(result) === 'breaks') throw new Error(breach(result));
  });
}

/** Exact claims bring runs of their own, and laws none; the cells of a map ask for the same of an engine. */
function settingOf(definition: Claim): Setting | undefined {
  const { setting } =
    definition.kind === 'mapped' ? definition.cells[0]! : 'setting' in definition ? definition : {};
  return setting;
}
