import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fixtureClaims } from '../report/results-fixture.ts';
import type { RanClaim } from '../results/schema.ts';
import { keptFindings, noFindings } from './kept-findings.ts';

const ran = fixtureClaims.find((claim): claim is RanClaim => claim.status === 'ran')!;
const basis = { seed: 1, size: 'standard', engine: 'fused', code: '0123456789abcdef' };
const startedAt = '2026-01-02T03:04:05.000Z';

let root: string;
let notices: string[];
beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'initproof-kept-'));
  mkdirSync(join(root, 'experiments'));
  notices = [];
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(root, { recursive: true, force: true });
});

const open = (own: Partial<typeof basis> = {}) =>
  keptFindings(root, { ...basis, ...own }, ['reports'], (message) => notices.push(message));

test('gives a finding back, and since when it stands', () => {
  open().keep(ran, startedAt);
  expect(open().find(ran.id)).toEqual({ ...ran, keptSince: startedAt });
  expect(open().find('another/claim')).toBeUndefined();
  expect(notices).toEqual([]);
});

test.each([{ seed: 2 }, { size: 'quick' }, { engine: 'reference' }, { code: 'fedcba9876543210' }])(
  'not under %o',
  (own) => {
    open().keep(ran, startedAt);
    expect(open(own).find(ran.id)).toBeUndefined();
  },
);

test('not where another backend is asked for: a claim may name the engine that runs on it', () => {
  open().keep(ran, startedAt);
  vi.stubEnv('INITPROOF_TF_BACKEND', 'cpu');
  expect(open().find(ran.id)).toBeUndefined();
});

test('not once a file has changed', () => {
  open().keep(ran, startedAt);
  writeFileSync(join(root, 'experiments/settings.ts'), '');
  expect(open().find(ran.id)).toBeUndefined();
});

test('neither one that breaks its record, nor a claim that failed', () => {
  open().keep({ ...ran, record: 'refuted' }, startedAt);
  open().keep(
    { ...ran, controls: ran.controls.map((control) => ({ ...control, caught: false })) },
    startedAt,
  );
  const { verdict: _v, finding: _f, evidence: _e, controls: _c, gated: _g, durationMs: _d, ...stated } = ran;
  open().keep({ ...stated, status: 'failed', error: 'no such layer' }, startedAt);
  expect(open().find(ran.id)).toBeUndefined();
});

test('where nothing is kept, nothing is found', () => {
  noFindings.keep(ran, startedAt);
  expect(noFindings.find(ran.id)).toBeUndefined();
});
