import util from 'node:util';
import * as tf from '@tensorflow/tfjs-core';
// tfjs-core alone knows no gradient of its operations; tfjs-layers brings them.
import '@tensorflow/tfjs-layers';

/** What runs the operations of TensorFlow.js. */
export interface Backend {
  readonly id: BackendId;
  /** The backend and why it is this one. */
  readonly about: string;
  /** What its numbers depend on, e.g. 4.22.0-wasm or 4.22.0-native-2.15.1. */
  readonly version: string;
}

interface Loader {
  readonly label: string;
  /** Makes it the one that runs; gives the version of what it runs on, none where that comes with TensorFlow.js. */
  readonly load: () => Promise<[] | [version: string]>;
}

export type BackendId = 'native' | 'wasm' | 'cpu';

/** In the order of preference. */
const ours: Readonly<Record<BackendId, Loader>> = {
  native: { label: 'native', load: loadNative },
  wasm: { label: 'WebAssembly', load: loadWasm },
  cpu: { label: 'plain JavaScript', load: loadCpu },
};

const variable = 'INITPROOF_TF_BACKEND';

/**
 * The first backend that works on this machine, or the one that the environment asks for.
 *
 * @throws RangeError where it asks for one that there is not, or that does not work here
 */
export async function loadBackend(
  wanted: string | undefined = process.env[variable],
  loaders: Readonly<Record<BackendId, Loader>> = ours,
): Promise<Backend> {
  const ids = Object.keys(loaders) as BackendId[];
  const asked = wanted === undefined || wanted === '' ? ids : ids.filter((id) => id === wanted);
  if (asked.length === 0)
    throw new RangeError(`unknown backend in ${variable}: ${wanted} (expected one of ${ids.join(', ')})`);
  // Else the slower backends advertise tfjs-node at every start.
  tf.enableProdMode();
  const reasons = asked.length === 1 ? [`${variable} asks for it`] : [];
  for (const id of asked) {
    const { label, load } = loaders[id];
    try {
      const version = await load();
      const why = reasons.length > 0 ? ` (${reasons.join('; ')})` : '';
      const about = `TensorFlow.js ${[`${tf.version_core}, ${label} backend`, ...version].join(' ')}${why}`;
      return { id, about, version: [tf.version_core, id, ...version].join('-') };
    } catch (error) {
      reasons.push(`not the ${label} one: ${shortly(error as Error)}`);
    }
  }
  throw new RangeError(`no backend of TensorFlow.js works here (${reasons.join('; ')})`);
}

/** What kept a backend from loading, and what helps. */
function shortly(error: Error & { code?: string }): string {
  if (error.code === 'ERR_MODULE_NOT_FOUND' && error.message.includes('tfjs-node'))
    return '@tensorflow/tfjs-node is not installed, npm run native may help';
  if (error.message.includes('native addon module'))
    return 'the native library of @tensorflow/tfjs-node is not there, npm run native may help';
  return error.message.split('\n')[0]!;
}

async function loadNative(): Promise<[string]> {
  restoreRemoved();
  // What it tells of the processor's instructions is no warning.
  process.env.TF_CPP_MIN_LOG_LEVEL ??= '1';
  // Not a literal: where the package is not installed, its types are missing too.
  const name = '@tensorflow/tfjs-node';
  await import(name);
  await use('tensorflow');
  const { binding } = tf.backend() as unknown as { binding: { TF_Version: string } };
  return [binding.TF_Version];
}

/** Two functions that tfjs-node calls: Node 22 warns of them, Node 23 took them away. */
function restoreRemoved(): void {
  Object.assign(util, {
    isNullOrUndefined: (value: unknown) => value === null || value === undefined,
    isArray: Array.isArray,
  });
}

async function loadWasm(): Promise<[]> {
  await import('@tensorflow/tfjs-backend-wasm');
  await use('wasm');
  return [];
}

/** Its exponentials are those of JavaScript's engine. */
async function loadCpu(): Promise<[string]> {
  await import('@tensorflow/tfjs-backend-cpu');
  await use('cpu');
  return [process.versions.v8];
}

async function use(name: string): Promise<void> {
  if (!(await tf.setBackend(name))) throw new Error(`it does not start`);
}
