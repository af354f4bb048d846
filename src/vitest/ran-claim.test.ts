import fc from 'fast-check';
import { expect, test } from 'vitest';
import { always } from '../claims/claim.ts';
import { describeClaim } from '../claims/describe-claim.ts';
import { runAlways } from '../claims/run-always.ts';
import { notes } from '../claims/sources.ts';
import { worldWith } from '../claims/world-fixture.ts';
import { defaults } from './provided.ts';
import { ranClaim } from './ran-claim.ts';

test('a record that does not fit the results file is refused in one sentence, before it gets there', async () => {
  const claim = always<unknown>('test/numbers', {
    statement: 'A statement',
    source: notes('nowhere'),
    over: 'Whole numbers to 9.',
    given: { n: fc.nat(9) },
    measure: 'size',
    deviation: () => 0,
    atMost: 0,
    faults: [],
  });
  const outcome = await runAlways(claim, worldWith());
  const record = (changes: object) => ranClaim(describeClaim(claim), defaults, { ...outcome, ...changes }, 1);
  expect(record({})).toMatchObject({ id: 'test/numbers', verdict: 'holds' });
  expect(() => record({ verdict: 'likely' })).toThrow(
    /^invalid record of test\/numbers: verdict: Invalid option: expected one of "holds"\|[^\n]*$/,
  );
});
