import { expect, test } from 'vitest';
import type { DeepFinding } from '../../results/deep-findings.ts';
import { exampleDeep } from '../../results/deep-findings-fixture.ts';
import { mapEvidence } from '../../results/map-fixture.ts';
import { fixtureResults } from '../results-fixture.ts';
import { claimPage } from './claim.ts';
import { mapsPages } from './maps.ts';

const claimOf = (id: string) => fixtureResults.claims.find((claim) => claim.id === id)!;
const foundWhen =
  'Not run this time (runs at --size deep only): this is what a run of 20 Nov 2026 at commit 9a1c9e1 found, fused engine, seed 1, by “npx initproof run maps/ he/ --size deep --seed 1 --engine fused”.';
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');

test('the page of maps shows those of the run, and those kept with their date and command', () => {
  const [page] = mapsPages(fixtureResults, exampleDeep);
  expect(page?.maps.map(({ href, verdict, charts }) => [href, verdict.word, charts.length])).toEqual([
    ['claims/maps-born-dead.html', 'holds', 1],
    ['claims/maps-he-fastest-of-all.html', 'holds', 1],
  ]);
  expect(page?.maps.map(({ when }) => plain(when) ?? null)).toEqual([
    null,
    expect.stringContaining(foundWhen),
  ]);
  expect(page?.maps[1]?.finding).toBe(exampleDeep.findings[1]?.claim.finding);
});

test('a map of this run goes before one that was kept', () => {
  const [, { claim, run }] = exampleDeep.findings as [unknown, DeepFinding];
  const older = { claim: { ...claim, id: 'maps/born-dead', finding: 'Old.' }, run };
  const [page, ...others] = mapsPages(fixtureResults, { ...exampleDeep, findings: [older] });
  expect(page?.maps.map(({ finding, when }) => [finding === 'Old.', when])).toEqual([[false, null]]);
  expect(others).toEqual([]);
});

test('among very many claims those maps are drawn whose claims are', () => {
  const [first] = fixtureResults.claims;
  const many = Array.from({ length: 300 }, (_, i) => ({ ...first!, id: `course/figures-${i}` }));
  const [page] = mapsPages({ ...fixtureResults, claims: [...many, claimOf('maps/born-dead')] }, null);
  expect(page?.maps.map(({ charts }) => charts.length)).toEqual([0]);
});

test('without a map there is no page of maps', () => {
  const claims = fixtureResults.claims.filter(({ id }) => !id.startsWith('maps/'));
  expect(mapsPages({ ...fixtureResults, claims }, exampleDeep)).toEqual([]);
});

test('the numbers of a map count its cells, its record and what a formula says', () => {
  const { numbers, intervalNote } = claimPage(claimOf('maps/born-dead'), fixtureResults);
  const row = (name: string) => numbers?.rows.find(([first]) => first === name)?.slice(1);
  expect(row('cells that say yes')).toEqual(['3', 'of 12 cells', '']);
  expect(row('cells left open')).toEqual(['3', 'of 12 cells', '']);
  expect(row('cells that say what the map claims of them')).toEqual(['2', 'of 2 it claims something of', '']);
  expect(row('cells whose bounds hold the formula’s value')).toEqual(['1', 'of 1', '']);
  expect(row('keys in all')?.[0]).toBe(String(12 * 38));
  expect(plain(intervalNote)).toContain(
    'at most 10⁻⁸: the share of one decision of the run’s budget, divided by 12 cells',
  );
  expect(intervalNote).toContain('“Holds” says of this map that the 2 cells');
  expect(mapEvidence.cells.filter(({ verdict }) => verdict === 'refuted')).toHaveLength(6);
});

test('of a map that claims nothing of a cell the page says that “holds” proves no single one', () => {
  const claim = claimOf('maps/born-dead');
  if (claim.status !== 'ran' || claim.evidence.kind !== 'map') throw new Error('invalid fixture');
  const cells = claim.evidence.cells.map((cell) => ({ ...cell, expected: null }));
  const open = { ...claim, evidence: { ...claim.evidence, cells } };
  expect(claimPage(open, fixtureResults).intervalNote).toContain(
    '“Holds” says of this map only that there are cells of both kinds, a yes and a no; where they lie is as found.',
  );
});
