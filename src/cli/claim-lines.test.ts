import { expect, test } from 'vitest';
import { scored } from '../results/results-fixture.ts';
import type { ClaimResult } from '../results/schema.ts';
import { claimLines } from './claim-lines.ts';

const left = (id: string, reason: string): ClaimResult => {
  const {
    verdict: _,
    finding: _f,
    evidence: _e,
    controls: _c,
    gated: _g,
    durationMs: _d,
    ...described
  } = scored;
  return { ...described, status: 'not-run', id, reason };
};
const claims: ClaimResult[] = [
  left('he/deep', 'runs at --size deep only'),
  left('one/a', 'not selected'),
  scored,
  { ...scored, id: 'he/wrong', record: 'refuted' },
  left('one/b', 'not selected'),
];

test('claims that were not run are counted by their reason; a claim alone is named', () => {
  expect(claimLines(claims).map((text) => text.split('\n')[0])).toEqual([
    '✓ holds      he/fastest-on-relu  0.0 s',
    '✓ holds      he/wrong  0.0 s',
    '· not run    he/deep (runs at --size deep only)',
    '· not run    2 claims (not selected)',
  ]);
});

test('of what was told before only what breaks its record is told again', () => {
  const [again, ...others] = claimLines(claims, new Set(['he/fastest-on-relu', 'he/wrong']));
  expect(again).toMatch(/^✓ holds {6}he\/wrong {2}0\.0 s\n! breaks its record: /);
  expect(others).toHaveLength(2);
});
