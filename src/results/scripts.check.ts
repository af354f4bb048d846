import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { readResults } from './results-file.ts';

// The scripts of the run before these checks: each shows, without this project, what its claim found.

const scripts = readResults('reports/latest/results.json').claims.flatMap((claim) =>
  claim.status === 'ran' && claim.evidence.kind === 'law' && claim.evidence.script !== null
    ? [{ id: claim.id, verdict: claim.verdict, script: claim.evidence.script }]
    : [],
);

const folder = mkdtempSync(join(tmpdir(), 'initproof-scripts-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/**
 * What each script prints, from one process that runs them in the order of the claims: one of the last adds methods to
 * tensors, whose absence an earlier one shows.
 */
function printed(): string[] {
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'), 'junction');
  const imports = scripts.map(({ script }, i) => {
    writeFileSync(join(folder, `${i}.mjs`), script);
    return `await import('./${i}.mjs');\nconsole.log('---');`;
  });
  writeFileSync(join(folder, 'all.mjs'), imports.join('\n'));
  const { stdout, stderr, status } = spawnSync(process.execPath, [join(folder, 'all.mjs')], {
    encoding: 'utf8',
  });
  expect({ status, stderr: status === 0 ? '' : stderr }).toEqual({ status: 0, stderr: '' });
  return stdout.split('---\n');
}

test('every script is of five lines and says whether the promise is kept, as its claim does', () => {
  const said = printed().map((text) => /kept: (true|false)\n$/.exec(text)?.[1]);
  expect(scripts.map(({ id, script }, i) => [id, script.split('\n').length, said[i]])).toEqual(
    scripts.map(({ id, verdict }) => [id, 5, String(verdict === 'holds')]),
  );
});
