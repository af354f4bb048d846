import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test, vi } from 'vitest';
import { commit } from './commit.ts';

afterEach(() => vi.unstubAllEnvs());

test('is that of the working folder, also in a hook of another repository', () => {
  const here = commit();
  vi.stubEnv('GIT_DIR', join(tmpdir(), 'no-repository'));
  expect(commit()).toBe(here);
});
