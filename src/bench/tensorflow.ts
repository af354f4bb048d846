import type { Contestant } from './contestant.ts';

const backend = (name: string, label: string): Contestant => ({
  id: `tensorflow-${name}`,
  label,
  pace: 'short',
  processes: 1,
  command: {
    interpreter: 'node',
    file: 'engine-peer.js',
    args: ['tensorflow', 'float32'],
    env: { INITPROOF_TF_BACKEND: name },
  },
});

/** TensorFlow.js by the engine that wraps it, once for each backend. */
export const tensorflow: readonly Contestant[] = [
  backend('native', 'TensorFlow.js, native'),
  backend('wasm', 'TensorFlow.js, WebAssembly'),
];
