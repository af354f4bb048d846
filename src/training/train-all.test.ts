import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Engine, Job } from '../engines/engine.ts';
import { reference } from '../engines/reference/reference.ts';
import { type Cache, fileCache, memoryCache } from './cache.ts';
import { jobFor, replicateKey } from './job.ts';
import type { Setting } from './setting.ts';
import { trainAll } from './train-all.ts';

const setting: Setting = {
  network: { widths: [2, 3, 1], activation: 'relu', loss: 'binary-cross-entropy' },
  data: { dataset: 'circles', train: 10, test: 5, seeds: 'per-key' },
  schedule: {
    optimizer: { name: 'sgd' },
    learningRate: 0.1,
    batch: 'full',
    steps: 5,
    record: { costEvery: 1 },
  },
};
const jobs = Array.from({ length: 5 }, (_, i) =>
  jobFor(setting, { init: 'he' }, replicateKey(1, setting, i)),
);
const alone = jobs.map(reference.train);

/** The reference engine, with the jobs it was given. */
function counting(): Engine & { readonly trained: Job[] } {
  const trained: Job[] = [];
  const train = (job: Job) => {
    trained.push(job);
    return reference.train(job);
  };
  return { ...reference, trained, train };
}

test('trajectories come in the order of their jobs; equal jobs are trained once', async () => {
  const engine = counting();
  const order = [3, 0, 3, 1, 0, 4];
  const got = await trainAll(
    engine,
    order.map((i) => structuredClone(jobs[i]!)),
    memoryCache(),
  );
  expect(got).toStrictEqual(order.map((i) => alone[i]));
  expect(engine.trained).toEqual([3, 0, 1, 4].map((i) => jobs[i]));
});

test('no jobs, no trajectories', async () => {
  expect(await trainAll(counting(), [], memoryCache())).toEqual([]);
});

describe('with a folder', () => {
  let directory: string;
  let notices: string[];
  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'initproof-train-'));
    notices = [];
  });
  afterEach(() => rmSync(directory, { recursive: true, force: true }));
  const open = (at = directory) => fileCache(at, '0123456789abcdef', (message) => notices.push(message));
  const entries = () => readdirSync(join(directory, '0123456789abcdef'));

  test('what is there is not trained again, and no lock is left', async () => {
    await trainAll(reference, jobs.slice(0, 3), open());
    expect(entries().every((name) => /^reference-[0-9a-f]{64}$/.test(name))).toBe(true);
    const engine = counting();
    expect(await trainAll(engine, jobs, open())).toStrictEqual(alone);
    expect(engine.trained).toEqual(jobs.slice(3));
    expect(entries().length).toBe(5);
  });

  test('another engine’s are its own', async () => {
    await trainAll(reference, jobs, open());
    const other = { ...counting(), id: 'other' };
    await trainAll(other, jobs, open());
    expect(other.trained).toEqual(jobs);
  });

  test('what one variant of an engine trained is none of another’s', async () => {
    await trainAll({ ...reference, variant: '1.0-wasm' }, jobs, open());
    expect(entries().every((name) => /^reference-1\.0-wasm-[0-9a-f]{64}$/.test(name))).toBe(true);
    const other = { ...counting(), variant: '1.0-native' };
    await trainAll(other, jobs, open());
    expect(other.trained).toEqual(jobs);
  });

  test('an engine that trains many gets what is missing at once, and each is kept', async () => {
    await trainAll(reference, jobs.slice(1, 3), open());
    const batches: (readonly Job[])[] = [];
    const engine: Engine = {
      ...reference,
      trainMany: async (together) => {
        batches.push(together);
        expect(entries().filter((name) => name.endsWith('.lock')).length).toBe(3);
        return together.map(reference.train);
      },
    };
    expect(await trainAll(engine, jobs, open())).toStrictEqual(alone);
    expect(batches).toEqual([[jobs[0], jobs[3], jobs[4]]]);
    expect(entries().length).toBe(5);
    expect(await trainAll(engine, jobs, open())).toStrictEqual(alone);
    expect(batches.length).toBe(1);
  });

  test('where many fail, no lock is left', async () => {
    const broken: Engine = { ...reference, trainMany: () => Promise.reject(new Error('the engine broke')) };
    await expect(trainAll(broken, jobs, open())).rejects.toThrow('the engine broke');
    expect(entries()).toEqual([]);
  });

  test('a damaged entry is told of once and trained again', async () => {
    await trainAll(reference, jobs, open());
    const [damaged] = entries();
    truncateSync(join(directory, '0123456789abcdef', damaged!), 40);
    const engine = counting();
    expect(await trainAll(engine, jobs, open())).toStrictEqual(alone);
    expect(engine.trained.length).toBe(1);
    expect(notices).toEqual([expect.stringMatching(/^damaged cache entry: .* \(it is made again\)$/)]);
    expect(await trainAll(counting(), jobs, open())).toStrictEqual(alone);
    expect(notices.length).toBe(1);
  });

  test('one that cannot be written to costs a sentence, nothing else', async () => {
    writeFileSync(join(directory, 'taken'), '');
    expect(await trainAll(reference, jobs, open(join(directory, 'taken')))).toStrictEqual(alone);
    expect(notices.length).toBe(1);
  });

  test('an engine that fails leaves no lock behind', async () => {
    const broken: Engine = {
      ...reference,
      train: () => {
        expect(entries().filter((name) => name.endsWith('.lock')).length).toBe(1);
        throw new Error('the engine broke');
      },
    };
    await expect(trainAll(broken, jobs, open())).rejects.toThrow('the engine broke');
    expect(entries()).toEqual([]);
    expect(await trainAll(reference, jobs, open())).toStrictEqual(alone);
  });

  test('a lock whose owner lives on without working is waited for, then passed over', async () => {
    await trainAll(reference, jobs, open());
    const [entry] = entries();
    const at = (name: string) => join(directory, '0123456789abcdef', name);
    rmSync(at(entry!));
    writeFileSync(at(`${entry}.lock`), String(process.ppid));
    const engine = counting();
    expect(await trainAll(engine, jobs, open(), 60)).toStrictEqual(alone);
    expect(engine.trained.length).toBe(1);
    expect(existsSync(at(entry!)) && readFileSync(at(entry!)).length > 32).toBe(true);
  });
});

describe('jobs that another process has', () => {
  /** A cache in which others hold some jobs; they finish one after `looks` looks at it. */
  function shared(heldByOthers: (index: number) => boolean, looks: number) {
    const cache = memoryCache();
    const asked = new Map<string, number>();
    const indexOf = new Map<string, number>();
    const claims: number[] = [];
    const index = (hash: string) => {
      if (!indexOf.has(hash)) indexOf.set(hash, indexOf.size);
      return indexOf.get(hash)!;
    };
    const others: Cache = {
      ...cache,
      read(hash) {
        const times = (asked.get(hash) ?? 0) + 1;
        asked.set(hash, times);
        return heldByOthers(index(hash)) && times > looks ? alone[index(hash)] : cache.read(hash);
      },
      claim(hash) {
        claims.push(index(hash));
        return !heldByOthers(index(hash));
      },
    };
    return { cache: others, claims };
  }

  test('are left to it while the rest is trained, and waited for', async () => {
    const engine = counting();
    const { cache } = shared((i) => i < 2, 4);
    expect(await trainAll(engine, jobs, cache)).toStrictEqual(alone);
    expect(engine.trained).toEqual(jobs.slice(2));
  });

  test('are trained here once patience is at its end, not before', async () => {
    const engine = counting();
    const { cache, claims } = shared((i) => i === 0, Number.POSITIVE_INFINITY);
    expect(await trainAll(engine, jobs, cache, 100)).toStrictEqual(alone);
    expect(engine.trained).toEqual([...jobs.slice(1), jobs[0]]);
    // A look with the news of the others; then after 20, 40 more and 80 more ms, the last past patience.
    expect(claims.filter((i) => i === 0).length).toBe(4);
  });

  test('one finished between the look and the claim is not trained again', async () => {
    const engine = counting();
    const cache = memoryCache();
    const late: Cache = {
      ...cache,
      claim(hash) {
        cache.write(hash, alone[0]!);
        return true;
      },
    };
    expect(await trainAll(engine, jobs.slice(0, 1), late)).toStrictEqual(alone.slice(0, 1));
    expect(engine.trained).toEqual([]);
  });
});
