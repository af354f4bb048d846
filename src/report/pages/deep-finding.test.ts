import { expect, test } from 'vitest';
import { exampleDeep } from '../../results/deep-findings-fixture.ts';
import type { ClaimResult } from '../../results/schema.ts';
import { fixtureResults } from '../results-fixture.ts';
import { boardPage } from './board.ts';
import { claimPage } from './claim.ts';
import { foundBefore } from './deep-finding.ts';

const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');
const leftOut = fixtureResults.claims.find(({ id }) => id === 'he/shape-irrelevant')!;
const then = exampleDeep.findings[0]!.claim;
const unchanged: ClaimResult = { ...leftOut, setting: then.setting };
const when =
  'Not run this time (runs at --size deep only): this is what a run of 20 Nov 2026 at commit 9a1c9e1 found, fused engine, seed 1, by “npx initproof run maps/ he/ --size deep --seed 1 --engine fused”.';

test('the page of a claim that was left out shows what a deep run found of it, and says so', () => {
  const page = claimPage(unchanged, fixtureResults, [], exampleDeep);
  expect([page.verdict.word, page.sentence, plain(page.before)]).toEqual(['holds', then.finding, when]);
  expect(page.took).toMatch(/ in that run\.$/);
  const counts = ({ charts, controls, howToRead, numbers }: typeof page) =>
    [charts, controls, howToRead, numbers?.rows ?? []].map(({ length }) => length > 0);
  expect(counts(page)).toEqual([true, true, true, true]);
  const without = claimPage(unchanged, fixtureResults);
  expect([without.verdict.word, without.sentence, without.before]).toEqual([
    'not run',
    'runs at --size deep only',
    null,
  ]);
  expect(counts(without)).toEqual([false, false, false, false]);
});

test('what was found of a claim that has been changed since is said to be of another', () => {
  const about = (claim: ClaimResult) => plain(foundBefore(claim, exampleDeep)?.when);
  expect(about(unchanged)).toBe(when);
  for (const changed of [
    { ...unchanged, statement: 'He’s normal serves better' },
    { ...unchanged, setting: { ...unchanged.setting, data: { widths: [2, 4, 1] } } },
    { ...unchanged, record: 'refuted' as const },
    { ...unchanged, engine: 'reference' },
  ])
    expect(about(changed)).toBe(`${when} The claim has been changed since then.`);
});

test('a claim that ran or broke shows nothing from before', () => {
  for (const claim of fixtureResults.claims.filter(({ status }) => status !== 'not-run'))
    expect(
      foundBefore(claim, {
        ...exampleDeep,
        findings: [{ ...exampleDeep.findings[0]!, claim: { ...then, id: claim.id } }],
      }),
    ).toBeNull();
});

test('the board’s row of a claim that was left out tells in a word what was found of it', () => {
  const effect = (deep: typeof exampleDeep | null) =>
    boardPage(fixtureResults, null, deep)
      .topics.flatMap(({ items }) => items)
      .find(({ id }) => id === leftOut.id)?.effect;
  expect(plain(effect(exampleDeep))).toBe('holds in a deep run of 20 Nov 2026');
  expect(effect(null)).toBe('runs at --size deep only');
});
