import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { readBench } from '../results/bench.ts';

// Runs what is built in dist/, with turns so short that nothing is learnt from the times.

const folder = mkdtempSync(join(tmpdir(), 'initproof-bench-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const file = join(folder, 'bench.json');
const main = fileURLToPath(new URL('../../dist/bench/main.js', import.meta.url));

function bench(...args: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, '--json', file, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
}

test('a short run times our engines, says who is not here, and writes what the report reads', () => {
  const { status, stdout, stderr } = bench(
    ...['--workload', 'course', '--only', 'fused', 'numpy', '--rounds', '2', '--seconds', '.001'],
    ...['--python', 'no-such-python'],
  );
  expect({ status, stderr }).toMatchObject({ status: 0 });
  const { rounds, product, workloads } = readBench(file);
  expect([rounds, product, workloads.length]).toEqual([2, null, 1]);
  const { outcomes } = workloads[0]!;
  expect(outcomes.map(({ id, status: outcome }) => [id, outcome])).toEqual([
    ['fused-float32', 'timed'],
    ['fused-float32-two', 'timed'],
    ['fused-float64', 'timed'],
    ['numpy', 'absent'],
    ['numpy-stacked', 'absent'],
  ]);
  for (const outcome of outcomes)
    if (outcome.status === 'timed') expect(outcome.microseconds).toHaveLength(2);
  expect(stdout).toContain('fused, two processes');
  expect(stdout).toContain('NumPy: not here (no-such-python could not be started');
});

test.each([
  ['--rounds', '0'],
  ['--workload', 'iris'],
  ['--only', 'caffe'],
  ['--colour', 'red'],
  ['--json', tmpdir()],
  ['--json', join(process.execPath, 'folder', 'bench.json')],
])('wrong use, %s %s, ends with 2 and one sentence', (...args) => {
  const { status, stdout, stderr } = bench(...args);
  expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
  expect(stderr).toMatch(/^error: .+\n$/);
});
