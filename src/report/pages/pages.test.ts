import { expect, test } from 'vitest';
import { exampleBench } from '../../results/bench-fixture.ts';
import type { ClaimResult, Results } from '../../results/schema.ts';
import { courseClaim, fixtureClaims, fixtureResults } from '../results-fixture.ts';
import { pageContent } from '../templates.ts';
import { boardPage } from './board.ts';
import { claimPage } from './claim.ts';
import { type CoursePage, coursePages } from './course.ts';
import { breakSentence, headline } from './headline.ts';
import { type InitializerPage, initializerPage } from './initializer.ts';
import { initializerPages } from './initializers.ts';
import { linkedNote } from './linked-note.ts';
import { methodsPage } from './methods.ts';
import type { NotesSentence } from './notes-sentences.ts';

const find = (id: string): ClaimResult => {
  const claim = fixtureClaims.find((other) => other.id === id);
  if (!claim) throw new Error(`unknown claim: ${id}`);
  return claim;
};
const resultsOf = (claims: ClaimResult[]): Results => ({ ...fixtureResults, claims });

test('the headline counts verdicts, and sets apart what broke or was not run', () => {
  expect(headline(fixtureClaims)).toBe(
    '8 of 11 claims hold, 2 are refuted, 1 is undecided. The test of 1 more broke. 2 more were not run.',
  );
  expect(headline([find('he/fastest-on-relu'), find('zero/units-stay-identical')])).toBe(
    'All 2 claims hold.',
  );
  expect(headline([find('small/does-better')])).toBe('0 of 1 claim holds, 1 is refuted.');
  expect(headline([find('he/shape-irrelevant')])).toBe('No claim was run. 1 more was not run.');
});

test('only a break with the record is loud, and says how it breaks', () => {
  const said = Object.fromEntries(fixtureClaims.map((claim) => [claim.id, breakSentence(claim)]));
  expect(Object.entries(said).filter(([, how]) => how !== null)).toEqual([
    ['he/accuracy', 'On record as “holds”, this run says “refuted”.'],
    ['he/generalizes', 'Planted and not caught: biased-coin.'],
    ['seed/one-seed-proves-little', 'Its test broke before a verdict was reached.'],
  ]);
  expect(boardPage(fixtureResults).breaks.items).toHaveLength(3);
});

test('a claim’s numbers carry their ranges', () => {
  const rows = claimPage(find('he/fastest-on-relu'), fixtureResults).numbers?.rows ?? [];
  const plain = rows.map((row) => row.map((cell) => cell.replaceAll('\u00a0', ' ')));
  expect(plain).toContainEqual(['mean score', '.85', '.72 to .95 (95 % interval)', '20 keys']);
  expect(plain).toContainEqual(['the same, to decide by', '', '.62 to .97 (error 1.25 × 10⁻⁷ a side)', '']);
  const claim = find('he/fastest-on-relu');
  if (claim.status !== 'ran' || claim.evidence.kind !== 'scores') throw new Error('invalid fixture');
  const evidence = { ...claim.evidence, bounds: [0.123_96, 0.599_36] as [number, number] };
  // As in the sentence: what is printed is still a bound.
  expect(claimPage({ ...claim, evidence }, fixtureResults).numbers?.rows[1]?.[2]).toMatch(
    /^\.123 to \.5994 /,
  );
  expect(plain).toContainEqual([
    'zeros: median steps to cost .15',
    'never',
    'the same for every key: nothing in it is random',
    '0 of 1 run',
  ]);
});

test('a note leads to the claims that it names and that there are', () => {
  const parts = linkedNote('as 1/n; he/fastest-on-relu tells more, he/gone nothing', fixtureClaims, '../');
  expect(parts.map(({ text }) => text).join('')).toBe(
    'As 1/n; he/fastest-on-relu tells more, he/gone nothing.',
  );
  expect(parts.filter(({ href }) => href !== null)).toEqual([
    { text: 'he/fastest-on-relu', href: '../claims/he-fastest-on-relu.html' },
  ]);
  expect(linkedNote('', fixtureClaims, '../')).toEqual([]);
  const hostile = { ...find('he/fastest-on-relu'), note: '<b>he/accuracy</b>' };
  const page = claimPage(hostile, fixtureResults);
  const html = pageContent({ ...page, charts: [], boundaries: [], history: null } as typeof page, new Map());
  expect(html).toContain('&lt;b&gt;<a href="../claims/he-accuracy.html">he/accuracy</a>&lt;/b&gt;');
});

test('a finding that was taken over says since when it stands', () => {
  const claim = find('he/fastest-on-relu');
  expect(claimPage(claim, fixtureResults).took).toBe('Took .4\u00a0s in this run.');
  const kept = { ...claim, keptSince: '2026-11-03T10:20:30.000Z' } as typeof claim;
  expect(claimPage(kept, fixtureResults).took).toMatch(
    /^Worked out by the run of 3 Nov 2026, 10:20 UTC, in /,
  );
  expect(boardPage(fixtureResults).kept).toBe(null);
  expect(boardPage({ ...fixtureResults, claims: [kept] }).kept).toBe(
    '1 finding is of the run of 3 Nov 2026, 10:20 UTC; nothing has changed since.',
  );
  const later = { ...claim, keptSince: '2026-11-04T10:20:30.000Z' } as typeof claim;
  expect(boardPage({ ...fixtureResults, claims: [later, kept] }).kept).toMatch(
    /^2 findings are of runs from 3 Nov 2026, 10:20 UTC, to 4 Nov 2026, 10:20 UTC; /,
  );
});

test('evidence without rows is said to be missing, not drawn', () => {
  const claim = find('he/fastest-on-relu');
  if (claim.status !== 'ran' || claim.evidence.kind !== 'scores') throw new Error('invalid fixture');
  const empty = { ...claim, evidence: { ...claim.evidence, keys: 0, rows: [], curves: [], layers: [] } };
  const page = claimPage(empty, fixtureResults);
  expect([page.charts, page.howToRead]).toEqual([[], []]);
  expect(page.noChart).toContain('nothing to draw');
  expect(claimPage(claim, fixtureResults).charts).toHaveLength(6);
});

test('the course’s page compares printed and measured figures', () => {
  const [{ printed }] = coursePages(fixtureResults) as [CoursePage];
  expect(printed?.accuracies.rows.find(([run, name]) => run === 'He' && name === 'training')).toEqual([
    'He',
    'training',
    '99.3\u00a0%',
    '99.3\u00a0%',
    '.033 points',
  ]);
  const { columns = [], rows = [] } = printed?.figures ?? {};
  expect(rows).toHaveLength(15);
  const he = columns.findIndex(({ label }) => label === 'He: published');
  expect(rows[1]?.slice(he, he + 2)).toEqual(['.688000', '.688000']);
  expect(printed?.boundaries).toHaveLength(3);
  expect(printed?.similarities.map(({ title }) => title)).toEqual([
    'zeros: all 10 units are still one',
    expect.stringMatching(/^He: no two units are the same; the closest are \.\d+ alike$/),
  ]);
  expect(printed?.infinite).toContain(
    'randn × 10 costs infinitely much at step 0 (the same cost, computed from the logit, is 817)',
  );
});

test('the course’s page takes each measure over keys once, and only of the notes’ three starts', () => {
  const [{ overKeys }] = coursePages(fixtureResults) as [CoursePage];
  expect(overKeys.map(({ charts, setting }) => [charts.length, setting !== null])).toEqual([[3, true]]);
  // Side by side, so as narrow as on a phone, and a pointer finds nothing where it looks for the wide drawing.
  expect(overKeys[0]?.charts.every(({ specs, tips }) => specs.narrow === null && tips === undefined)).toBe(
    true,
  );
  const claim = find('he/fastest-on-relu');
  if (claim.status !== 'ran' || claim.evidence.kind !== 'scores') throw new Error('invalid fixture');
  const alone = { ...claim, evidence: { ...claim.evidence, arms: claim.evidence.arms.slice(0, 1) } };
  expect(coursePages(resultsOf([alone]))[0]?.overKeys).toEqual([]);
});

test('each of the notes’ sentences leads to its claims; claims not in the results are not run', () => {
  const [{ sentences, printed }] = coursePages(
    resultsOf([find('small/does-better'), find('he/shape-irrelevant')]),
  ) as [CoursePage];
  expect(printed).toBeNull();
  const small = sentences.find(({ quote }) => quote.startsWith('Hopefully'));
  expect(small?.verdict.word).toBe('refuted');
  const tested = (claims: NotesSentence['claims'] = []) =>
    claims.map(({ id, href, verdict }) => [id, href, verdict.word]);
  expect(tested(small?.claims)).toEqual([['small/does-better', 'claims/small-does-better.html', 'refuted']]);
  expect(tested(small?.but)[0]).toEqual(['small/needs-rate', null, 'not run']);
});

test('a sentence holds where all of its claims do, and results that know none of them have no page on the course', () => {
  const [{ sentences }] = coursePages(fixtureResults) as [CoursePage];
  const verdict = (start: string) => sentences.find(({ quote }) => quote.startsWith(start))?.verdict.word;
  // he/accuracy is refuted and he/variance-kept not run; he/fastest-on-relu holds and he/faster-than-xavier was not run.
  expect([verdict('This works well'), verdict('Speed up'), verdict('you might as well')]).toEqual([
    'refuted',
    'not run',
    'holds',
  ]);
  expect(coursePages(resultsOf([find('oddments/other')]))).toEqual([]);
});

test('methods list each planted fault as caught or missed', () => {
  const { faults } = methodsPage(fixtureResults);
  expect(faults.summary).toBe('19 of 20 planted faults were caught.');
  expect(faults.missed).toEqual([
    { id: 'he/generalizes', href: 'claims/he-generalizes.html', fault: 'biased-coin' },
  ]);
  expect(faults.byFault.rows.find(([fault]) => fault === 'biased-coin')?.slice(2)).toEqual([
    '7 of 8 claims',
    '33',
  ]);
  expect(faults.byClaim.items.find(({ id }) => id === 'he/generalizes')?.faults).toBe(
    'swapped-arms (33) and biased-coin (missed, 33)',
  );
  const [one] = courseClaim.status === 'ran' ? courseClaim.controls : [];
  const single = { ...courseClaim, controls: [{ ...one!, caught: true }] } as ClaimResult;
  expect(methodsPage(resultsOf([single])).faults.summary).toBe('The one planted fault was caught.');
  expect(methodsPage(resultsOf([{ ...courseClaim, controls: [] }])).faults.summary).toBe(
    'No fault was planted in this run.',
  );
});

test('methods add up the shares of the error budget, faults and twins among them', () => {
  const claim = find('he/generalizes');
  const { budget } = methodsPage(resultsOf([claim, courseClaim, find('zero/units-stay-identical')]));
  // Itself, two faults, a twin; 1e-4 / 400 each. 20 keys, and 33 for each fault.
  expect(budget?.rows.items.map(({ id, decisions, looks }) => [id, decisions, looks])).toEqual([
    ['he/generalizes', '4', '86'],
  ]);
  expect(budget?.total.share.replaceAll('\u00a0', ' ')).toBe('10⁻⁶');
  const { budget: _, ...run } = fixtureResults.run;
  expect(methodsPage({ ...fixtureResults, run }).budget).toBeNull();
});

test('methods tell how fast the engines are, the fastest first, and who was not timed', () => {
  const { speeds } = methodsPage(fixtureResults, exampleBench);
  expect(speeds?.about).toContain('24 Nov 2026, commit 3f2c9e1: a processor, 2 cores');
  expect(speeds?.about).toContain('60 (59 to 61) GFLOP/s');
  const [course, deep] = speeds?.workloads ?? [];
  expect(course?.speeds.rows).toEqual([
    ['fused, float32', '10 (10 to 20)', '1', '12.3', 'one network at a time'],
    ['NumPy', '60 (50 to 100)', '5 (5 to 6)', '2.05', 'NumPy 2, 1 thread'],
  ]);
  expect(course?.others).toEqual([
    'JAX was not there: No module named jax.',
    'PyTorch, eager broke: the process ended.',
    'PyTorch, compiled computed something else, so it was not timed: its cost is .8, not .70612.',
  ]);
  expect(deep?.chart).toBeNull();
  expect(methodsPage(fixtureResults, null).speeds).toBeNull();
});

test('an initializer’s page holds its draws against its law, and says what depth does to its signal', () => {
  const [overview, ...pages] = initializerPages(fixtureResults);
  expect(overview?.path).toBe('initializers.html');
  const [he, zeros] = pages as InitializerPage[];
  expect(he?.draws?.title).toContain('variance is .00784, the law’s .00781');
  expect(he?.depth?.title.replaceAll('\u00a0', ' ')).toBe(
    'From the first to the last of 20 layers of ReLU the signal’s mean square is multiplied by .54, the gradient’s on its way back by 1.5',
  );
  expect(he?.claims.items.map(({ href }) => href)).toContain('../claims/he-fastest-on-relu.html');
  expect(he?.claims.items.map(({ href }) => href)).not.toContain('../claims/zero-units-stay-identical.html');
  expect([zeros?.draws, zeros?.depth]).toEqual([null, null]);
  expect(zeros?.noDraws).toBe('Nothing is drawn by chance: every weight is 0.');
  const [, still] = fixtureResults.initializers!;
  const bins = [0, 1].map((low) => ({ ...still!.layer.bins[0]!, low }));
  const identity = initializerPage({ ...still!, layer: { ...still!.layer, bins } }, fixtureResults);
  expect(identity.noDraws).toBe('Nothing is drawn by chance: every weight is 0 or 1.');
  expect(zeros?.claims.items.map(({ href }) => href)).toContain('../claims/zero-units-stay-identical.html');
  const { initializers: _, ...without } = fixtureResults;
  expect(initializerPages(without)).toEqual([]);
});
