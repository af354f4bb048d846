import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, test } from 'vitest';
import { results as resultsSchema } from '../results/schema.ts';
import {
  expectRefused,
  experiment,
  folderWith,
  initproof,
  lowerCost,
  removeFolders,
} from './command-fixture.ts';

afterAll(removeFolders);

// WebAssembly is there on every machine.
const wasm = { INITPROOF_TF_BACKEND: 'wasm' };
const about = /^TensorFlow\.js \d+\.\d+\.\d+, WebAssembly backend \(INITPROOF_TF_BACKEND asks for it\)$/;

describe.concurrent('the tensorflow engine', () => {
  test('doctor tells its backend and why; one that does not work is told of, too', async ({ expect }) => {
    const { stdout } = await initproof('doctor --json', undefined, wasm);
    expect(JSON.parse(stdout).tensorflow).toMatch(about);
    const broken = await initproof('doctor', undefined, { INITPROOF_TF_BACKEND: 'gpu' });
    expect(broken.code).toBe(0);
    expect(broken.stdout).toMatch(
      /^tensorflow +does not work: unknown backend in INITPROOF_TF_BACKEND: gpu \(/m,
    );
  });

  test('run keeps its backend with the results and shows it; each backend has its own runs', async ({
    expect,
  }) => {
    const folder = folderWith({ 'experiments/a.test.ts': experiment(lowerCost('one/lower')) });
    const { code, stderr } = await initproof('run --engine tensorflow', folder, wasm);
    expect({ code, stderr }).toMatchObject({ code: 0 });
    const file = (name: string) => readFileSync(join(folder, 'reports/latest', name), 'utf8');
    const { run } = resultsSchema.parse(JSON.parse(file('results.json')));
    expect(run.engine).toBe('tensorflow');
    expect(run.engineAbout).toMatch(about);
    expect(file('methods.html')).toContain(`tensorflow: ${run.engineAbout}`);
    expect(JSON.parse(file('claims.jsonl').split('\n')[0]!).engine).toMatch(/^tensorflow-[\d.]+-wasm$/);
    const cpu = await initproof('run --engine tensorflow --resume', folder, { INITPROOF_TF_BACKEND: 'cpu' });
    expectRefused(cpu, /had another engine \(tensorflow-[\d.]+-wasm, now tensorflow-[\d.]+-cpu/);
  });

  test('train comes to the costs of the fused engine, and refuses float64', async ({ expect }) => {
    const costs = async (engine: string): Promise<number[]> => {
      const { stdout, stderr } = await initproof(
        `train --layers 2,6,1 --steps 60 --every 20 --json --engine ${engine}`,
      );
      expect(stderr).toBe('');
      return JSON.parse(stdout).costs;
    };
    const [ours, theirs] = await Promise.all([costs('fused'), costs('tensorflow')]);
    expect(theirs.length).toBe(3);
    // 60 steps of gradients to within 1e-4, at a rate of .01, on a cost of slope at most 1.
    theirs.forEach((cost, i) => {
      expect(Math.abs(cost - ours[i]!)).toBeLessThan(6e-5);
    });
    expectRefused(
      await initproof('train --layers 2,3,1 --engine tensorflow --precision float64'),
      /invalid precision: float64 \(the tensorflow engine has float32 only\)/,
    );
  });

  test('a backend that there is not stops what needs it, and nothing else', async ({ expect }) => {
    const unknown = { INITPROOF_TF_BACKEND: 'gpu' };
    const folder = folderWith({ 'experiments/a.test.ts': experiment(lowerCost('one/lower')) });
    const message = /unknown backend in INITPROOF_TF_BACKEND: gpu \(expected one of native, wasm, cpu\)/;
    expectRefused(await initproof('train --layers 2,3,1 --engine tensorflow', folder, unknown), message);
    expectRefused(await initproof('run --engine tensorflow', folder, unknown), message);
    expect((await initproof('run', folder, unknown)).code).toBe(0);
  });

  test('is loaded by what trains on it alone', async ({ expect }) => {
    const folder = folderWith({
      'experiments/a.test.ts': experiment(lowerCost('one/lower')),
      'loaded.cjs': `process.on('exit', () => {
        if (Object.keys(require.cache).some((file) => file.includes('@tensorflow'))) process.exitCode = 77;
      });`,
    });
    const watched = { ...wasm, NODE_OPTIONS: `--require ${join(folder, 'loaded.cjs')}` };
    const code = async (args: string) => (await initproof(args, folder, watched)).code;
    expect(await code('list')).toBe(0);
    expect(await code('train --layers 2,3,1 --steps 1')).toBe(0);
    expect(await code('train --layers 2,3,1 --steps 1 --engine tensorflow')).toBe(77);
  });
});
