import type { Contestant } from './contestant.ts';

const peer = (
  id: string,
  label: string,
  module: string,
  env: Readonly<Record<string, string>> = {},
): Contestant => ({
  id,
  label,
  pace: 'short',
  processes: 1,
  command: {
    interpreter: 'python',
    file: 'peers/peer.py',
    args: [module],
    env: { PYTHONDONTWRITEBYTECODE: '1', ...env },
  },
});

const oneThread = { OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1', MKL_NUM_THREADS: '1' };

/** The same training written by hand for other people’s frameworks; here only where Python has them. */
export const python: readonly Contestant[] = [
  peer('numpy', 'NumPy', 'numpy_peer', oneThread),
  peer('numpy-stacked', 'NumPy, stacked', 'numpy_stacked_peer', oneThread),
  peer('jax', 'JAX', 'jax_peer'),
  peer('torch-eager', 'PyTorch, eager', 'torch_peer'),
  peer('torch-compile', 'PyTorch, compiled', 'torch_compile_peer'),
];
