import { spawnSync } from 'node:child_process';
import { expect, test } from 'vitest';

test('a null suite compares what every claim reads, made small, and tells nothing apart', () => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['.ci/null-suites.mjs', '1'], {
    encoding: 'utf8',
  });
  // An engine may print warnings; what went wrong stands among them.
  expect(status, stderr).toBe(0);
  const [, comparisons, apart] =
    /^1 suites .* of (\d+) comparisons between twins: (\d+) of \1 told apart/m.exec(stdout)!;
  expect(Number(comparisons)).toBeGreaterThan(100);
  expect(apart).toBe('0');
});
