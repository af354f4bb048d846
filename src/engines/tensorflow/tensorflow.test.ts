import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { type LossId, losses } from '../../network/losses.ts';
import type { Parameters } from '../../network/network.ts';
import { gradients, type Party, profiling, training, tried } from '../contract-laws-fixture.ts';
import { type Case, jobOf, optimizers, plain } from '../drawn-jobs.ts';
import type { Engine, Trajectory } from '../engine.ts';
import { type Backend, loadBackend } from './backend.ts';
import { tensorflow } from './tensorflow.ts';

/** A network of its own; other seeds of it share its graph. */
const some: Case = { ...plain, widths: [2, 5, 3, 1], activation: 'tanh', loss: 'binary-cross-entropy' };
const { steps } = jobOf(some).schedule;

/** The largest distance of two tensors against the first one's norm; a norm below .001 counts as .001. */
function distance(expected: Parameters, found: Parameters): number {
  const one = (x: Float64Array, y: Float64Array) =>
    Math.hypot(...x.map((value, i) => value - y[i]!)) / Math.max(Math.hypot(...x), 1e-3);
  return Math.max(
    ...expected.weights.map((w, l) => one(w, found.weights[l]!)),
    ...expected.biases.map((b, l) => one(b, found.biases[l]!)),
  );
}

const here = await loadBackend();
const engines = [...new Set<Backend['id']>([here.id, 'wasm', 'cpu'])];

/** The contract of all engines, held by a backend that may not be the one that runs by itself. */
const partyOf = (name: string, engine: Engine): Party => ({
  name,
  engine,
  precision: 'float32',
  tolerance: 1e-4,
  equalUnits: false,
  cases: 30,
});

test(`on this machine the engine runs on ${here.about}`, () => {
  expect(here.version.startsWith(`${tf.version_core}-${here.id}`)).toBe(true);
});

describe.each(engines)('tensorflow, %s backend', (backend) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await tensorflow(backend);
  });

  function expectClose(found: Trajectory, expected: Trajectory, within: number) {
    expect(found.steps).toEqual(expected.steps);
    expect(found.divergedAt).toBe(expected.divergedAt);
    expect(distance(expected.final, found.final)).toBeLessThanOrEqual(within);
    for (const kind of ['costs', 'unguardedCosts'] as const) {
      expect(found[kind].length).toBe(expected[kind].length);
      found[kind].forEach((cost, i) => {
        expect(Math.abs(cost / expected[kind][i]! - 1)).toBeLessThanOrEqual(within);
      });
    }
    expect(found.snapshots.map(({ step }) => step)).toEqual(expected.snapshots.map(({ step }) => step));
    found.snapshots.forEach(({ parameters }, i) => {
      expect(distance(expected.snapshots[i]!.parameters, parameters)).toBeLessThanOrEqual(within);
    });
    // Both are read off numbers that agree; a number on the edge may fall to either side.
    expect(found.accuracies.map(({ step }) => step)).toEqual(expected.accuracies.map(({ step }) => step));
    expect(found.crossings.map(({ cost }) => cost)).toEqual(expected.crossings.map(({ cost }) => cost));
  }

  test.each([
    ['has the gradients of the reference', gradients],
    ['trains as the reference does', training],
    ['profiles as the reference does', profiling],
  ] as const)('%s', (_, law) => {
    const details = tried(law, partyOf(backend, engine));
    expect(details.failed, fc.defaultReportMessage(details)).toBe(false);
  });

  test.each(Object.keys(losses) as LossId[])(
    '%s: zeros start on a smooth cost, large logits stay finite',
    (loss) => {
      const job = jobOf({ ...some, activation: 'linear', loss, widths: [2, 3] });
      for (const scale of [0, 300]) {
        const scaled = (layers: readonly Float64Array[]) =>
          layers.map((v) => v.map((value) => value * scale));
        const start = { weights: scaled(job.start.weights), biases: scaled(job.start.biases) };
        for (const law of [gradients, profiling]) law(partyOf(backend, engine), { ...job, start });
      }
    },
  );

  test.each(['full', 5] as const)(
    'replicates in one graph train as each does alone, batch %s',
    async (batch) => {
      const [first, second] = [
        { ...some, batch },
        { ...some, batch, widths: [3, 4, 2, 1], count: 9 },
      ];
      const jobs = [1, 2, 3].flatMap((seed) => [jobOf({ ...first, seed }), jobOf({ ...second, seed })]);
      const found = await engine.trainMany!(jobs);
      const fromOthers = distance(found[0]!.final, found[2]!.final);
      expect(fromOthers).toBeGreaterThan(0.1);
      // The same sums in another order: 12 terms of 2^-24 a step.
      jobs.forEach((job, i) => {
        expectClose(found[i]!, engine.train(job), 1e-5);
      });
    },
  );

  test('a replicate that diverges stops, keeps the cost it stopped at, and leaves the others alone', async () => {
    const given: Case = { ...some, activation: 'linear', loss: 'squared-error' };
    const tame = jobOf(given);
    const huge = tame.start.weights.map((w) => w.map((value) => value * 1e9));
    const wild = { ...tame, start: { ...tame.start, weights: huge } };
    const [before, diverged, after] = await engine.trainMany!([tame, wild, jobOf({ ...given, seed: 2 })]);
    expect(diverged!.divergedAt).toBeLessThan(steps);
    expect(diverged!.steps.at(-1)).toBe(diverged!.divergedAt);
    expect(diverged!.costs.at(-1)).not.toSatisfy(Number.isFinite);
    expectClose(before!, engine.train(tame), 1e-5);
    expect(after!.divergedAt).toBeNull();
    // Alone, and started at infinity, nothing is trained at all.
    expect(engine.train(wild).divergedAt).toBe(diverged!.divergedAt);
  });

  test('no tensor is left behind', async () => {
    const before = tf.memory().numTensors;
    for (const optimizer of optimizers) engine.train(jobOf({ ...some, optimizer }));
    const wild = jobOf({ ...some, loss: 'squared-error', activation: 'linear' });
    await engine.trainMany!([
      jobOf({ ...some, batch: 5 }),
      jobOf({ ...some, batch: 5, seed: 2 }),
      { ...wild, schedule: { ...wild.schedule, learningRate: 1e30 } },
    ]);
    for (const loss of Object.keys(losses) as LossId[]) engine.profile(jobOf({ ...some, loss }));
    expect(tf.memory().numTensors).toBe(before);
  });

  test('refuses a precision that it does not have', () => {
    const job = jobOf(some);
    const double = { ...job, schedule: { ...job.schedule, precision: 'float64' as const } };
    expect(() => engine.train(double)).toThrow(
      /invalid precision: float64 \(the tensorflow engine has float32 only\)/,
    );
    expect(() => engine.profile(double)).toThrow(RangeError);
  });
});

describe('which backend runs', () => {
  const works = (label: string) => ({ label, load: async (): Promise<[string]> => ['v1'] });
  const fails = (label: string, error: Error) => ({
    label,
    load: async () => {
      throw error;
    },
  });
  const absent = Object.assign(new Error("Cannot find package '@tensorflow/tfjs-node'"), {
    code: 'ERR_MODULE_NOT_FOUND',
  });
  const all = { native: works('native'), wasm: works('WebAssembly'), cpu: works('plain') };
  const version = tf.version_core;

  test('is the first that works, and it is said why', async () => {
    expect(await loadBackend('', all)).toEqual({
      id: 'native',
      about: `TensorFlow.js ${version}, native backend v1`,
      version: `${version}-native-v1`,
    });
    const second = await loadBackend('', { ...all, native: fails('native', absent) });
    expect(second.about).toBe(
      `TensorFlow.js ${version}, WebAssembly backend v1 (not the native one: @tensorflow/tfjs-node is not installed, npm run native may help)`,
    );
    const third = await loadBackend('', {
      ...all,
      native: fails('native', new Error('The Node.js native addon module can not be found at path: x')),
      wasm: fails('WebAssembly', new Error('no WebAssembly\nat line 1')),
    });
    expect(third.id).toBe('cpu');
    expect(third.about).toContain(
      '(not the native one: the native library of @tensorflow/tfjs-node is not there, npm run native may help; not the WebAssembly one: no WebAssembly)',
    );
  });

  test('is the one asked for, or none', async () => {
    expect((await loadBackend('cpu', all)).about).toMatch(
      /plain backend v1 \(INITPROOF_TF_BACKEND asks for it\)$/,
    );
    await expect(loadBackend('gpu', all)).rejects.toThrow(
      /^unknown backend in INITPROOF_TF_BACKEND: gpu \(expected one of native, wasm, cpu\)$/,
    );
    await expect(loadBackend('native', { ...all, native: fails('native', absent) })).rejects.toThrow(
      /^no backend of TensorFlow\.js works here \(.*tfjs-node is not installed/,
    );
  });
});
