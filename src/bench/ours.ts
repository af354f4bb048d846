import type { Contestant } from './contestant.ts';

const engine = (id: string, precision: string) => ({
  interpreter: 'node' as const,
  file: 'engine-peer.js',
  args: [id, precision],
  env: {},
});

/** The project's engines, each by its contract. */
export const ours: readonly Contestant[] = [
  {
    id: 'fused-float32',
    label: 'fused, float32',
    pace: 'long',
    processes: 1,
    command: engine('fused', 'float32'),
  },
  {
    id: 'fused-float32-two',
    label: 'fused, two processes',
    pace: 'long',
    processes: 2,
    command: engine('fused', 'float32'),
  },
  {
    id: 'fused-float64',
    label: 'fused, float64',
    pace: 'long',
    processes: 1,
    command: engine('fused', 'float64'),
  },
  {
    id: 'reference',
    label: 'reference, float64',
    pace: 'short',
    processes: 1,
    command: engine('reference', 'float64'),
  },
];
