import { expect, test } from 'vitest';
import type { RanClaim } from '../../results/schema.ts';
import { startDrawer } from '../charts/drawer.ts';
import { lawDeviationChart } from '../charts/law-deviation.ts';
import { lawEvidence } from '../evidence-fixture.ts';
import { fixtureClaims, fixtureResults } from '../results-fixture.ts';
import { pageContent } from '../templates.ts';
import { boardPage } from './board.ts';
import { effect } from './board-row.ts';
import { claimPage } from './claim.ts';
import { lawNumbers } from './law-numbers.ts';
import { tensorflowPages } from './tensorflow.ts';

const base = fixtureClaims.find((claim): claim is RanClaim => claim.status === 'ran')!;
const claimOf = (id: string, kept: boolean): RanClaim => ({
  ...base,
  id,
  record: kept ? 'holds' : 'refuted',
  verdict: kept ? 'holds' : 'refuted',
  finding: kept ? 'everything was as promised' : 'it is not so',
  evidence: lawEvidence(kept),
});
const results = {
  ...fixtureResults,
  claims: [
    claimOf('tensorflow-js/he-normal', false),
    claimOf('tensorflow-js/zeros', true),
    claimOf('laws/he', true),
  ],
};

test('a law’s numbers: what was asked, measured, allowed, and would have been seen', () => {
  expect(lawNumbers(lawEvidence(false)).rows).toEqual([
    ['every weight is finite', 'always', 'no breach', '320 cases', 'a single breach'],
    [
      'every weight lies in the support',
      'not in 7 cases; the first: shape 2 × 3: weight 1 is 4',
      'no breach',
      '320 cases',
      'a single breach',
    ],
    [
      'each weight has its law',
      'distance .0334',
      'at most .015',
      '40,000 weights',
      'a distance of .0242 (missed with .001 at most)',
    ],
    [
      'mean, less the promised one, in promised standard deviations',
      '−6\u00a0×\u00a010⁻⁴',
      'shown, not decided on',
      '40,000 weights',
      '',
    ],
    [
      'standard deviation, as a share of the promised one',
      '.88',
      'shown, not decided on',
      '40,000 weights',
      '',
    ],
  ]);
});

test('an example of a breach is printed as other numbers are', () => {
  const { checks, ...law } = lawEvidence(false);
  const negative = { ...checks[1]!, example: 'shape 2: weight 1 is -0.03963' };
  expect(lawNumbers({ ...law, checks: [negative] }).rows[0]?.[1]).toBe(
    'not in 7 cases; the first: shape 2: weight 1 is −.03963',
  );
});

test('a law’s chart says in its title whether it is kept, and draws', async () => {
  const [off, kept] = [lawDeviationChart(lawEvidence(false))!, lawDeviationChart(lawEvidence(true))!];
  expect(off.title).toBe(
    'Not kept: each weight has its law; the farthest point lies .0334 away, .015 is allowed',
  );
  expect(kept.title).toBe('Nowhere further from the promised share than .004, where .015 is allowed');
  expect(kept.table.columns.length).toBe(3);
  for (const chart of [off, kept]) {
    const svg = (await startDrawer().draw([chart])).get(chart)!;
    expect(svg.wide).toContain('allowed: ±.015');
    expect(svg.wide).toContain('promised share');
  }
  expect(lawDeviationChart({ pools: [] })).toBeNull();
});

test('the page on TensorFlow.js shows deviations with their scripts, then what is kept', async () => {
  const [page] = tensorflowPages(results);
  expect(page).toMatchObject({
    path: 'tensorflow-js.html',
    summary: 'Of 2 promises, 1 is kept and 1 is not, in 1 way.',
    deviations: [
      { promises: [{ href: 'claims/tensorflow-js-he-normal.html', measured: 'broken in 7 of 320 cases' }] },
    ],
    others: [{ href: 'claims/tensorflow-js-zeros.html', script: null }],
  });
  const html = pageContent(page!, new Map());
  expect(html).toContain('console.log(&#x27;&lt;kept&gt;:&#x27;, false);');
  expect(html).toContain('href="claims/tensorflow-js-he-normal.html"');
  expect(html).not.toMatch(/TensorFlow\.js \d/);
  expect(tensorflowPages({ ...results, claims: [claimOf('laws/he', true)] })).toEqual([]);
});

test('the board tells deviations on record from those that are new', () => {
  expect(boardPage(results).tensorflow).toEqual({
    known: '1 promise of TensorFlow.js’s initializers is not kept',
    unknown: null,
  });
  const fresh = { ...claimOf('tensorflow-js/ones', false), record: 'holds' as const };
  const both = boardPage({ ...results, claims: [...results.claims, fresh, fresh] });
  expect(both.tensorflow).toEqual({
    known: '1 promise of TensorFlow.js’s initializers is not kept',
    unknown: '2 promises of TensorFlow.js’s initializers are not kept',
  });
  expect(pageContent(both, new Map())).toContain('are not kept</a> and not on record');
  expect(boardPage({ ...results, claims: [claimOf('laws/he', true)] }).tensorflow).toBeNull();
});

test('promises that break in one way stand together, and no promise stands twice', () => {
  const broken = (id: string, note: string) => ({ ...claimOf(`tensorflow-js/${id}`, false), note });
  const claims = [broken('a', 'One.'), broken('b', 'Another.'), broken('c', 'One.')];
  const [page] = tensorflowPages({ ...results, claims });
  expect(page?.deviations.map(({ note, promises }) => [note, promises.map(({ href }) => href)])).toEqual([
    ['One.', ['claims/tensorflow-js-a.html', 'claims/tensorflow-js-c.html']],
    ['Another.', ['claims/tensorflow-js-b.html']],
  ]);
});

test.each([
  ['https://example.org/', true],
  ['HTTP://example.org/', true],
  ['https:example.org', false],
  ['javascript:alert(1)', false],
  ['x https://example.org/', false],
])('a source at %s is a link: %s', (url, isLink) => {
  const claim = { ...claimOf('tensorflow-js/a', true), source: { title: 'A', where: 'there', url } };
  const page = claimPage(claim, { ...results, claims: [claim] });
  const html = pageContent({ ...page, charts: [], boundaries: [] } as typeof page, new Map());
  expect(html.includes(`href="${url}"`)).toBe(isLink);
});

test('a law on the board, and on a page of its own', async () => {
  const rows = boardPage(results).topics.flatMap(({ items }) => items);
  expect(rows.map(({ id, effect }) => [id, effect])).toEqual([
    ['laws/he', 'off by .004 from the law; .015 allowed'],
    ['tensorflow-js/he-normal', 'broken in 7 of 320 cases'],
    ['tensorflow-js/zeros', 'off by .004 from the law; .015 allowed'],
  ]);
  const dependent = lawEvidence(true);
  const [weights, pairs] = dependent.pools;
  expect(effect({ ...dependent, pools: [weights!, { ...pairs!, distance: 0.03 }] })).toBe(
    'layers are independent: off by .03; .015 allowed',
  );
  const claim = claimPage(results.claims[0]!, results);
  const html = pageContent(claim, await startDrawer().draw(claim.charts));
  const exact = { ...claimOf('laws/zeros', true), evidence: { ...lawEvidence(true), pools: [] } };
  expect(claimPage(exact, results).noChart).toContain('each case keeps the promise or breaks it');
  expect(html).toContain('Without this project, in plain JavaScript');
  expect(html).toContain('is rejected with a probability of at most 1.2');
});
