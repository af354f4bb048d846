import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readBench, writeBench } from './bench.ts';
import { exampleBench } from './bench-fixture.ts';
import { speedsOf } from './speeds.ts';
import { ResultsError } from './versioned-file.ts';

let folder: string;
let path: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-bench-'));
  path = join(folder, 'bench.json');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('what was written is read again', () => {
  writeBench(path, exampleBench);
  expect(readBench(path)).toStrictEqual(exampleBench);
  expect(readdirSync(folder)).toEqual(['bench.json']);
});

test('times that are none are not written', () => {
  const [workload] = exampleBench.workloads;
  const [first] = workload!.outcomes;
  const broken = { ...workload!, outcomes: [{ ...first!, microseconds: [Number.NaN] }] } as never;
  expect(() => writeBench(path, { ...exampleBench, workloads: [broken] })).toThrow();
  expect(readdirSync(folder)).toEqual([]);
});

test.each([
  ['cut off', () => readFileSync(path, 'utf8').slice(0, -20), /^invalid bench file: .* it is cut off/],
  ['of another version', () => '{"version": 9}', /is of version 9 .* make it again with npm run bench\)$/],
  ['without rounds', () => JSON.stringify({ ...exampleBench, rounds: undefined }), /: rounds: /],
])('a file that is %s is refused in one sentence', (_what, content, message) => {
  writeBench(path, exampleBench);
  writeFileSync(path, content());
  expect(() => readBench(path)).toThrow(ResultsError);
  expect(() => readBench(path)).toThrow(message);
});

test('a file that is not there is named, with what writes one', () => {
  expect(() => readBench(path)).toThrow(
    /missing bench: .*there is no such file \(npm run bench writes one\)/,
  );
});

test('speeds: the fastest first, ratios round by round, operations a second', () => {
  const speeds = speedsOf(exampleBench.workloads[0]!);
  expect(speeds.map(({ id }) => id)).toEqual(['fused-float32', 'numpy']);
  // 10, 20, 10 µs against 60, 100, 50: the round that slowed both down leaves their ratio alone.
  expect(speeds[1]?.microseconds).toEqual({ median: 60, low: 50, high: 100 });
  expect(speeds[1]?.ratio).toEqual({ median: 5, low: 5, high: 6 });
  expect(speeds[0]?.ratio).toEqual({ median: 1, low: 1, high: 1 });
  // 123,000 operations in 10 µs.
  expect(speeds[0]?.gigaflops).toBeCloseTo(12.3, 12);
});

test('without the engine that others are held to there is no ratio', () => {
  const [workload] = exampleBench.workloads;
  const alone = { ...workload!, outcomes: workload!.outcomes.filter(({ id }) => id === 'numpy') };
  expect(speedsOf(alone).map(({ ratio }) => ratio)).toEqual([null]);
});
