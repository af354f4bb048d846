import { expect, test } from 'vitest';
import type { ClaimResult } from '../../results/schema.ts';
import { fixtureClaims, fixtureResults } from '../results-fixture.ts';
import { boardPage } from './board.ts';
import { boardHeadline } from './board-headline.ts';
import { effect } from './board-row.ts';
import type { NotesSentence } from './notes-sentences.ts';
import { verdictMarks } from './page.ts';

test('the board groups by topic in reading order; unknown topics come last', () => {
  expect(boardPage(fixtureResults).topics.map(({ heading, items }) => [heading, items.length])).toEqual([
    ['The course’s three runs', 1],
    ['Zeros and constants', 2],
    ['Large values', 2],
    ['Small values', 1],
    ['He', 4],
    ['What one seed proves', 1],
    ['Maps', 2],
    ['Oddments', 1],
  ]);
});

test('a row shows the effect and the sample of its kind of evidence', () => {
  const rows = boardPage(fixtureResults).topics.flatMap(({ items }) => items);
  const row = (id: string) => {
    const found = rows.find((other) => other.id === id);
    return [found?.effect.replaceAll('\u00a0', ' '), found?.sample, found?.drawn !== null];
  };
  expect(row('zero/units-stay-identical')).toEqual(['off by 0 in every case', '200 cases', false]);
  expect(row('he/fastest-on-relu')).toEqual(['.85', '20 keys', true]);
  expect(row('course/printed-figures')).toEqual(['off by 2 × 10⁻¹⁴; 10⁻⁹ allowed', '3 runs', false]);
  expect(row('maps/born-dead')).toEqual(['yes in 3 of 12 cells, no in 6', '456 keys', false]);
  expect(row('he/shape-irrelevant')).toEqual(['runs at --size deep only', '', false]);
});

test('what is measured in units of what is allowed is told as a share of it', () => {
  const claim = fixtureClaims.find(({ id }) => id === 'zero/units-stay-identical');
  if (claim?.status !== 'ran' || claim.evidence.kind !== 'cases') throw new Error('invalid fixture');
  const said = effect({ ...claim.evidence, largest: 0.00377, atMost: 1 });
  expect(said.replaceAll('\u00a0', ' ')).toBe('off by .4 % of what is allowed');
});

test('a source is chosen by its title, in few letters', () => {
  const title = 'Saxe, McClelland, Ganguli: Exact solutions to the nonlinear dynamics of learning (2014)';
  const claims = fixtureClaims.slice(0, 2).map((claim) => ({ ...claim, source: { ...claim.source, title } }));
  const page = boardPage({ ...fixtureResults, claims });
  expect(page.filters.sources).toEqual(['Saxe, McClelland, Ganguli: Exact solutions to the nonlinear …']);
  expect(page.topics.flatMap(({ items }) => items.map(({ source }) => source))).toEqual([0, 0]);
});

test('a row draws its interval on the scale of all rows', () => {
  const rows = boardPage(fixtureResults).topics.flatMap(({ items }) => items);
  const drawn = rows.find(({ id }) => id === 'he/fastest-on-relu')?.drawn;
  // 6 + 148 × share: the cut .6, the mean .85, its interval .72 to .95, the bounds .62 to .97.
  expect(drawn).toEqual({
    label: '95\u00a0% interval .72 to .95, decided by .62 to .97, cut .6',
    cut: 94.8,
    mean: 131.8,
    interval: [112.6, 146.6],
    bounds: [97.8, 149.6],
  });
});

test('the board says of each of the notes’ sentences what came out, with the first of its claims', () => {
  const { notes } = boardPage(fixtureResults);
  expect(notes.length).toBeGreaterThan(10);
  expect(notes.every(({ claims }) => claims.length === 1)).toBe(true);
  const slower = notes.find(({ quote }) => quote.includes('slows down'));
  expect([...slower!.claims, ...slower!.but].map(({ id }) => id)).toEqual([
    'large/learns-slower',
    'large/early-luck',
  ]);
  expect(boardPage({ ...fixtureResults, claims: [] }).notes).toEqual([]);
});

test('what does not hold comes first in reading order, and long lists are cut with their count', () => {
  const { standOuts } = boardPage(fixtureResults);
  expect([standOuts.items.map(({ href }) => href), standOuts.more]).toEqual([
    ['claims/large-early-luck.html', 'claims/small-does-better.html', 'claims/he-accuracy.html'],
    null,
  ]);
  const broken = fixtureClaims.find(({ id }) => id === 'he/accuracy') as ClaimResult;
  const claims = Array.from({ length: 1300 }, (_, i) => ({ ...broken, id: `he/accuracy-${i}` }));
  const many = boardPage({ ...fixtureResults, claims });
  expect([many.breaks.items.length, many.breaks.more, many.breakCount]).toEqual([
    50,
    '1,250 more are',
    '1,300 claims break their record:',
  ]);
  expect(boardPage({ ...fixtureResults, claims: claims.slice(0, 9) }).standOuts.more).toBe('1 more is');
  expect([many.standOuts.items.length, many.standOuts.more, many.many]).toEqual([8, '1,292 more are', true]);
});

test('the headline speaks of the notes’ sentences where all are decided, and sets another library’s promises apart', () => {
  const [holds, refuted] = ['he/fastest-on-relu', 'small/does-better'].map(
    (id) => fixtureClaims.find((claim) => claim.id === id)!,
  ) as [ClaimResult, ClaimResult];
  const promise = (claim: ClaimResult, i: number): ClaimResult => ({ ...claim, id: `tensorflow-js/p-${i}` });
  const claims = [holds, refuted, ...[holds, holds, refuted].map(promise)];
  const said = (...kinds: string[]) =>
    boardHeadline(
      claims,
      kinds.map((kind) => {
        const verdict = verdictMarks.find((mark) => mark.kind === kind)!;
        return { quote: '', verdict, claims: [], but: [] } satisfies NotesSentence;
      }),
    );
  expect(said('holds', 'refuted', 'undecided', 'holds')).toEqual({
    headline: '2 of the notes’ 4 sentences hold, 1 is refuted, 1 is undecided.',
    counts: '1 of 2 claims holds, 1 is refuted. TensorFlow.js keeps 2 of 3 promises about its initializers.',
  });
  expect(said('holds', 'holds').headline).toBe('All of the notes’ 2 sentences hold.');
  expect(said('holds', 'not-run')).toEqual({ headline: '3 of 5 claims hold, 2 are refuted.', counts: null });
  expect(said().counts).toBeNull();
});
