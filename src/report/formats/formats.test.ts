import { describe, expect, test } from 'vitest';
import type { Since } from '../../results/changes.ts';
import { historyLineOf } from '../../results/history.ts';
import { standing } from '../../results/standing.ts';
import { plainTexts } from '../plain-texts.ts';
import { fixtureClaims as allClaims, fixtureResults as allResults } from '../results-fixture.ts';
import { badge, badgeSvg } from './badge.ts';
import { comment, commentDue } from './comment.ts';
import { junit } from './junit.ts';
import { markdownText, plainText } from './plain-text.ts';
import { summary, summaryBytes } from './summary.ts';

// One of each kind: two hold on record, one is refuted on record, three break it, one was not run.
const fixtureClaims = [
  'course/printed-figures',
  'zero/units-stay-identical',
  'small/does-better',
  'he/accuracy',
  'he/generalizes',
  'seed/one-seed-proves-little',
  'he/shape-irrelevant',
].map((id) => allClaims.find((claim) => claim.id === id)!);
const fixtureResults = { ...allResults, claims: fixtureClaims };

const hostile = `</script><img src=x>\u0000\u001b[31m\ud800 \u202egnirts\u2066 | [a](b) @everyone ]]> $x$ https://e.org`;
const spoilt = {
  ...fixtureResults,
  claims: fixtureClaims.map((claim) => ({
    ...claim,
    statement: hostile,
    ...(claim.status === 'failed' && { error: hostile }),
    ...(claim.status === 'ran' && { finding: hostile }),
    ...(claim.status === 'not-run' && { reason: hostile }),
  })),
};
const since: Since = {
  number: 3,
  run: historyLineOf(fixtureResults),
  changes: [
    { kind: 'new', id: 'a/b', before: null, now: { id: 'a/b', outcome: 'holds', breaks: false } },
    { kind: 'gone', id: 'a/c', before: { id: 'a/c', outcome: 'holds', breaks: false }, now: null },
  ],
};

test('texts lose controls, halves of characters and what turns the reading direction, and nothing else', () => {
  expect(plainText(hostile)).toBe(
    '</script><img src=x>[31m\ufffd gnirts | [a](b) @everyone ]]> $x$ https://e.org',
  );
  const kept = 'Glorot’s 2⁄(n + m) → σ²,\n\tשלום 😀 नमस्ते';
  expect(plainText(kept)).toBe(kept);
});

test('in Markdown they are words: no markup, no mention, no link, one line', () => {
  const text = markdownText(`${hostile}\n# two`);
  expect(text).not.toMatch(/[<>|[\]()`*_$\n]|@e|https:\/\/e/);
  expect(text).toContain('@\u200beveryone');
});

describe('JUnit', () => {
  const count = (text: string, part: RegExp) => text.match(part)?.length ?? 0;

  test('has a suite a topic and a case a claim; a break with the record fails, whatever the verdict', () => {
    const xml = junit(fixtureResults);
    const broken = fixtureClaims.filter(
      (claim) => claim.status === 'ran' && standing(claim) === 'breaks',
    ).length;
    const topics = new Set(fixtureClaims.map(({ id }) => id.split('/')[0])).size;
    expect(broken).toBe(2);
    expect(xml).toContain(
      `<testsuites name="initproof" tests="${fixtureClaims.length}" failures="2" errors="1" skipped="1" time="74.000">`,
    );
    expect([count(xml, /<testsuite /g), count(xml, /<testcase /g)]).toEqual([topics, fixtureClaims.length]);
    expect([count(xml, /<failure /g), count(xml, /<error /g), count(xml, /<skipped /g)]).toEqual([2, 1, 1]);
    // Refuted on record: no failure.
    expect(xml).toMatch(/name="small\/does-better"[^>]*>\s*<system-out>refuted: /);
  });

  test('stays well-formed whatever results say', () => {
    const xml = junit(plainTexts(spoilt));
    expect(xml).not.toMatch(/<script|<img|&(?!(?:amp|lt|gt|quot|#x?[0-9a-fA-F]+);)/);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: XML forbids them
    expect(xml).not.toMatch(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/u);
    const open: string[] = [];
    for (const [, close, name, empty] of xml.matchAll(/<(\/?)([a-z-]+)(?: [^<>]*?)?(\/?)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name!);
    }
    expect(open).toEqual([]);
  });
});

describe('the Markdown summary', () => {
  test('says what holds, what breaks, what changed, and has a row a claim', () => {
    const text = summary(fixtureResults, since, 'https://example.org/');
    expect(text).toMatch(/^# 3 of 5 claims hold/);
    expect(text).toContain('- **he/accuracy** breaks its record.');
    expect(text).toContain('Since run 3 (23 Nov 2026): 1 claim is new and 1 claim is gone.');
    expect(text).toContain('- **a/c** is no longer stated; it was holding.');
    expect(text.match(/^\| . \w/gm)).toHaveLength(fixtureClaims.length);
    expect(text).toContain('[The whole report](https://example.org/)');
  });

  const many = (count: number, statement: string) => ({
    ...fixtureResults,
    claims: Array.from({ length: count }, (_, i) => ({
      ...fixtureClaims[1]!,
      id: `zero/no-${i}`,
      statement,
    })),
  });

  test('is cut where GitHub would drop it, with a word on what is missing and the link', () => {
    const text = summary(
      many(10_000, 'Zeros never break symmetry — '.repeat(10)),
      since,
      'https://example.org/',
    );
    expect(Buffer.byteLength(text)).toBeLessThanOrEqual(summaryBytes);
    expect(Buffer.byteLength(text)).toBeGreaterThan(summaryBytes - 2000);
    const rows = text.match(/^\| ✓/gm)!.length;
    expect(text).toContain(`… and ${(10_000 - rows).toLocaleString('en')} claims more.`);
    expect(text.trimEnd()).toMatch(/\[The whole report\]\(https:\/\/example\.org\/\)$/);
  });

  test.each([700, 1000, 1500, 5000])(
    'keeps within %d bytes, even where nothing but the link fits',
    (limit) => {
      const broken = {
        ...fixtureResults,
        claims: fixtureClaims.map((claim) => ({ ...claim, statement: '—'.repeat(200) })),
      };
      const text = summary(broken, since, 'https://example.org/', limit);
      expect(Buffer.byteLength(text)).toBeLessThanOrEqual(limit);
      expect(text).toContain('[The whole report](https://example.org/)');
    },
  );
});

describe('the badge', () => {
  test('counts what holds, and is red only where a record is broken', () => {
    const onRecord = fixtureClaims.filter((claim) => standing(claim) !== 'breaks');
    expect(badge(onRecord)).toEqual({
      schemaVersion: 1,
      label: 'claims',
      message: '2 of 3 hold',
      color: 'brightgreen',
    });
    expect(badge(fixtureClaims)).toMatchObject({ message: '3 of 6 hold, 3 off record', color: 'red' });
    expect(badge([])).toMatchObject({ message: 'none run', color: 'lightgrey' });
  });

  test('is a drawing that says the same, and asks nobody for anything', () => {
    const svg = badgeSvg(badge(fixtureClaims));
    expect(svg).toMatch(/^<svg [^>]*aria-label="claims: 3 of 6 hold, 3 off record"/);
    expect(svg.replaceAll(/xmlns(?::\w+)?="[^"]*"/g, '')).not.toMatch(/https?:|<script|<image/);
  });
});

describe('the comment', () => {
  const claim = { id: 'a/b', outcome: 'holds', breaks: false } as const;
  const with1 = (kind: Since['changes'][number]['kind']): Since => ({
    ...since,
    changes: [{ kind, id: 'a/b', before: claim, now: claim }],
  });

  test.each([
    ['broken', true],
    ['fixed', true],
    ['turned', true],
    ['drifting', true],
    ['new', false],
    ['gone', false],
  ] as const)('for a claim that is %s: %s', (kind, due) => {
    expect(commentDue(with1(kind))).toBe(due);
  });

  test('is not due without changes or without a run to compare with', () => {
    expect(commentDue({ ...since, changes: [] })).toBe(false);
    expect(commentDue(null)).toBe(false);
  });

  test('holds no text of the results, and fits however many changes there are', () => {
    const changes = Array.from({ length: 5000 }, (_, i) => ({
      ...with1('turned').changes[0]!,
      id: `${'a'.repeat(500)}/b${i}`,
    }));
    const body = comment(spoilt, { ...since, changes }, 'https://example.org/');
    expect(body.length).toBeLessThan(65_536);
    expect(body).toContain('… and 4,800 changes more.');
    expect(body).not.toMatch(/script|img|everyone|gnirts/);
  });
});
