import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, expect, test, vi } from 'vitest';
import { results as resultsSchema } from '../results/schema.ts';
import {
  expectRefused,
  experiment,
  folderWith,
  initproof,
  lowerCost,
  removeFolders,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

const variable = 'INITPROOF_TF_BACKEND';
afterEach(() => void vi.unstubAllEnvs());

const about = /^TensorFlow\.js \d+\.\d+\.\d+, WebAssembly backend \(INITPROOF_TF_BACKEND asks for it\)$/;

test('doctor tells its backend and why; one that does not work is told of, too', async () => {
  // WebAssembly is there on every machine.
  vi.stubEnv(variable, 'wasm');
  const { stdout } = await initproofHere('doctor --json');
  expect(JSON.parse(stdout).tensorflow).toMatch(about);
  vi.stubEnv(variable, 'gpu');
  const broken = await initproofHere('doctor');
  expect(broken.code).toBe(0);
  expect(broken.stdout).toMatch(
    /^tensorflow +does not work: unknown backend in INITPROOF_TF_BACKEND: gpu \(/m,
  );
});

test('run keeps its backend with the results and shows it; each backend has its own runs', async () => {
  const folder = folderWith({ 'experiments/a.test.ts': experiment(lowerCost('one/lower')) });
  const { code, stderr } = await initproof('run --engine tensorflow', folder, { [variable]: 'wasm' });
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const file = (name: string) => readFileSync(join(folder, 'reports/latest', name), 'utf8');
  const { run } = resultsSchema.parse(JSON.parse(file('results.json')));
  expect(run.engine).toBe('tensorflow');
  expect(run.engineAbout).toMatch(about);
  expect(file('methods.html')).toContain(`tensorflow: ${run.engineAbout}`);
  expect(JSON.parse(file('claims.jsonl').split('\n')[0]!).engine).toMatch(/^tensorflow-[\d.]+-wasm$/);
  vi.stubEnv(variable, 'cpu');
  const cpu = await initproofHere('run --engine tensorflow --resume', folder);
  expectRefused(cpu, /had another engine \(tensorflow-[\d.]+-wasm, now tensorflow-[\d.]+-cpu/);
});

test('train comes to the costs of the fused engine, and refuses float64', async () => {
  const costs = async (engine: string): Promise<number[]> => {
    const { stdout, stderr } = await initproofHere(
      `train --layers 2,6,1 --steps 60 --every 20 --json --engine ${engine}`,
    );
    expect(stderr).toBe('');
    return JSON.parse(stdout).costs;
  };
  const [ours, theirs] = [await costs('fused'), await costs('tensorflow')];
  expect(theirs.length).toBe(3);
  // 60 steps of gradients to within 1e-4, at a rate of .01, on a cost of slope at most 1.
  theirs.forEach((cost, i) => {
    expect(Math.abs(cost - ours[i]!)).toBeLessThan(6e-5);
  });
  expectRefused(
    await initproofHere('train --layers 2,3,1 --engine tensorflow --precision float64'),
    /invalid precision: float64 \(the tensorflow engine has float32 only\)/,
  );
});

test('a backend that there is not stops what needs it, and nothing else', async () => {
  vi.stubEnv(variable, 'gpu');
  const folder = folderWith({ 'experiments/a.test.ts': experiment(lowerCost('one/lower')) });
  const message = /unknown backend in INITPROOF_TF_BACKEND: gpu \(expected one of native, wasm, cpu\)/;
  expectRefused(await initproofHere('train --layers 2,3,1 --engine tensorflow', folder), message);
  expectRefused(await initproofHere('run --engine tensorflow', folder), message);
  expect((await initproofHere('run', folder)).code).toBe(0);
});

test('is loaded by what trains on it alone', async () => {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(lowerCost('one/lower')),
    // In every thread: of what is loaded a file is made.
    'loading.cjs': `const modules = require('node:module');
      const load = modules._load;
      modules._load = (id, ...rest) => {
        if (id.includes('@tensorflow')) require('node:fs').writeFileSync('loaded', '');
        return load(id, ...rest);
      };`,
  });
  const watched = { [variable]: 'wasm', NODE_OPTIONS: `--require ${join(folder, 'loading.cjs')}` };
  const loads = async (args: string) => {
    expect((await initproof(args, folder, watched)).code).toBe(0);
    return existsSync(join(folder, 'loaded'));
  };
  expect(await loads('list')).toBe(false);
  expect(await loads('train --layers 2,3,1 --steps 1')).toBe(false);
  expect(await loads('train --layers 2,3,1 --steps 1 --engine tensorflow')).toBe(true);
});
