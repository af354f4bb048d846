import type { Bench, Timed } from './bench.ts';

const timed = (id: string, label: string, detail: string, microseconds: number[]): Timed => ({
  status: 'timed',
  ...{ id, label, detail, microseconds },
  processes: 1,
  replicates: 1,
  steps: 200,
  cost: 0.70612,
  expected: 0.70612,
});

/** A bench of three rounds; one of each outcome. */
export const exampleBench: Bench = {
  version: 1,
  startedAt: '2026-11-24T10:20:30.000Z',
  commit: '3f2c9e1a55b0c1d2e3f4a5b6c7d8e9f001122334',
  rounds: 3,
  versions: { initproof: '0.1.0', node: '22.0.0', v8: '12.4' },
  machine: { platform: 'linux', arch: 'x64', cpu: 'a processor', cores: 2, load: 0.25 },
  product: { size: 1024, gigaflops: [60, 61, 59] },
  workloads: [
    {
      name: 'course',
      title: 'The course’s network',
      flopsPerStep: 123_000,
      outcomes: [
        timed('numpy', 'NumPy', 'NumPy 2, 1 thread', [60, 100, 50]),
        timed('fused-float32', 'fused, float32', 'one network at a time', [10, 20, 10]),
        { status: 'absent', id: 'jax', label: 'JAX', reason: 'No module named jax' },
        { status: 'broke', id: 'torch-eager', label: 'PyTorch, eager', reason: 'the process ended' },
        {
          status: 'wrong',
          id: 'torch-compile',
          label: 'PyTorch, compiled',
          detail: '8 replicates',
          cost: 0.8,
          expected: 0.70612,
        },
      ],
    },
    {
      name: 'deep',
      title: 'Thirty hidden layers',
      flopsPerStep: 2e8,
      outcomes: [{ status: 'absent', id: 'jax', label: 'JAX', reason: 'No module named jax' }],
    },
  ],
};
