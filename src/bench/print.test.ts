import { expect, test } from 'vitest';
import { exampleBench } from '../results/bench-fixture.ts';
import { bounds } from './bounds.ts';
import { printed } from './print.ts';

test('the table names machine, times, ratios, and who was not timed', () => {
  const text = printed(exampleBench);
  for (const part of [
    'a processor, 2 cores, linux x64, load 0.3; initproof 0.1.0, Node 22.0.0',
    '1024² matrices, 1 thread: 60 (59–61) GFLOP/s',
    '  fused, float32  10 (10–20) µs   1          12.3 GFLOP/s  one network at a time',
    '  NumPy           60 (50–100) µs  × 5 (5–6)  2.0 GFLOP/s   NumPy 2, 1 thread',
    '  JAX: not here (No module named jax)',
    '  PyTorch, eager: broke (the process ended)',
    '  PyTorch, compiled: not timed, it computed a cost of 0.8, not 0.70612',
  ])
    expect(text).toContain(part);
});

test('bounds are told where this run can tell', () => {
  expect(bounds(exampleBench)).toEqual([
    'missed: course, NumPy against fused, 5.00 times as long (asked: 9)',
  ]);
  const [course, deep] = exampleBench.workloads;
  const fused = course!.outcomes.find(({ id }) => id === 'fused-float32')!;
  const twice = { ...fused, id: 'fused-float32-two', microseconds: [5, 12, 5] };
  // 2e8 operations in 10 ms are 20 GFLOP/s.
  const alone = { ...fused, microseconds: [10_000, 10_000, 10_000] };
  const both = {
    ...exampleBench,
    product: { size: 1024, gigaflops: [90, 90, 90] },
    workloads: [
      { ...course!, outcomes: [fused, twice as typeof fused] },
      { ...deep!, outcomes: [alone as typeof fused] },
    ],
  };
  expect(bounds(both)).toEqual([
    'kept: course, two processes against one, 2.00 times as many steps (asked: 1.8)',
    'missed: deep, one core, 20.00 GFLOP/s (asked: 22.5)',
  ]);
});
