import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fixtureResults } from '../report/results-fixture.ts';
import { historyLineOf } from '../results/history.ts';
import { recordRun } from './data-branch.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-data-branch-'));
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test.each(['GIT_DIR', 'GIT_WORK_TREE', 'GIT_INDEX_FILE', 'GIT_COMMON_DIR', 'GIT_OBJECT_DIRECTORY'])(
  'in a hook, where git sets %s, nothing is done in the repository it is a hook of',
  async (name) => {
    const [own, bare] = [join(folder, 'own'), join(folder, 'data.git')];
    execFileSync('git', ['init', '--quiet', own]);
    execFileSync('git', ['init', '--quiet', '--bare', bare]);
    const filesOf = () => readdirSync(own, { recursive: true }).sort();
    const before = filesOf();
    vi.stubEnv(name, name === 'GIT_INDEX_FILE' ? join(own, 'index') : join(own, '.git'));
    const line = historyLineOf(fixtureResults);
    expect(await recordRun({ repository: bare, branch: 'gh-data' }, line)).toEqual([line]);
    expect(filesOf()).toEqual(before);
  },
);
