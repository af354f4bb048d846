import { expect, test } from 'vitest';
import { exampleMaps, mapEvidence } from '../../results/maps-fixture.ts';
import { fixtureResults } from '../results-fixture.ts';
import { claimPage } from './claim.ts';
import { mapsPages } from './maps.ts';

const claimOf = (id: string) => fixtureResults.claims.find((claim) => claim.id === id)!;
const keptAbout =
  'Not made in this run. Made on 20 Nov 2026 at commit 9a1c9e1, fused engine, by “npx initproof run maps/ --size deep --seed 1 --engine fused”.';
const plain = (text: string | null | undefined) => text?.replaceAll('\u00a0', ' ');

test('the page of maps shows those of the run, and those kept with their date and command', () => {
  const [page] = mapsPages(fixtureResults, exampleMaps);
  expect(page?.maps.map(({ href, verdict, charts }) => [href, verdict.word, charts.length])).toEqual([
    ['claims/maps-born-dead.html', 'holds', 1],
    ['claims/maps-he-fastest-of-all.html', 'not run', 1],
  ]);
  expect(page?.maps.map(({ when }) => plain(when) ?? null)).toEqual([null, keptAbout]);
  expect(page?.maps[1]?.finding).toBe(exampleMaps.maps[0]?.finding);
});

test('a map of this run goes before one that was kept', () => {
  const kept = { ...exampleMaps, maps: [{ ...exampleMaps.maps[0]!, id: 'maps/born-dead', finding: 'Old.' }] };
  const [page, ...others] = mapsPages(fixtureResults, kept);
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
  expect(mapsPages({ ...fixtureResults, claims }, exampleMaps)).toEqual([]);
});

test('the page of a claim that was not run shows the map that was kept, and says so', () => {
  const notRun = claimOf('maps/he-fastest-of-all');
  const page = claimPage(notRun, fixtureResults, [], exampleMaps);
  expect([page.verdict.word, page.charts.length, plain(page.kept)]).toEqual(['not run', 1, keptAbout]);
  const without = claimPage(notRun, fixtureResults);
  expect([without.charts.length, without.kept]).toEqual([0, null]);
});

test('the numbers of a map count its cells, its record and what a formula says', () => {
  const { numbers, intervalNote } = claimPage(claimOf('maps/born-dead'), fixtureResults);
  const row = (name: string) => numbers?.rows.find(([first]) => first === name)?.slice(1);
  expect(row('cells in which it holds')).toEqual(['3', 'of 12 cells', '']);
  expect(row('cells left open')).toEqual(['3', 'of 12 cells', '']);
  expect(row('cells that come out as on record')).toEqual(['2', 'of 2 with a record', '']);
  expect(row('cells whose bounds hold the formula’s value')).toEqual(['1', 'of 1', '']);
  expect(row('keys in all')?.[0]).toBe(String(12 * 38));
  expect(plain(intervalNote)).toContain(
    'at most 10⁻⁸: the share of one decision of the run’s budget, divided by 12 cells',
  );
  expect(mapEvidence.cells.filter(({ verdict }) => verdict === 'refuted')).toHaveLength(6);
});
