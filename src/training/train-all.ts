import { setImmediate, setTimeout } from 'node:timers/promises';
import { type Engine, fullName, type Job, type Trajectory } from '../engines/engine.ts';
import type { Cache } from './cache.ts';
import { jobHash } from './job-hash.ts';

/** Between two looks at what others train: longer with each look that finds nothing. */
const shortestPauseMs = 20;
const longestPauseMs = 1000;
/** Without news of any job left to others for so long they are trained here too: a lock can outlive its owner. */
const patienceMs = 15 * 60 * 1000;
/** Jobs at once for an engine that trains many: each batch is kept when it is done, and others wait for it meanwhile. */
const atOnce = 64;

type HashedJob = readonly [hash: string, job: Job];

/**
 * The trajectory of each job, in order. Jobs found in the cache are not trained again; jobs that another process is
 * training are left to it, so that processes with the same jobs share the work.
 */
export async function trainAll(
  engine: Engine,
  jobs: readonly Job[],
  cache: Cache,
  patience = patienceMs,
): Promise<Trajectory[]> {
  const hashes = jobs.map((job) => `${fullName(engine)}-${jobHash(job)}`);
  const waiting = new Map(hashes.map((hash, i) => [hash, jobs[i]!]));
  const done = new Map<string, Trajectory>();
  let pause = shortestPauseMs;
  let waited = 0;
  const settle = async (found: ReadonlyMap<string, Trajectory>) => {
    for (const [hash, trajectory] of found) {
      done.set(hash, trajectory);
      waiting.delete(hash);
    }
    if (found.size === 0) return;
    pause = shortestPauseMs;
    waited = 0;
    await setImmediate();
  };
  while (waiting.size > 0) {
    await settle(kept(cache, [...waiting]));
    for (const batch of batchesOf([...waiting], engine.trainMany ? atOnce : 1))
      await settle(await trainFree(engine, batch, cache, waited > patience));
    if (waiting.size === 0) break;
    await setTimeout(pause);
    waited += pause;
    pause = Math.min(2 * pause, longestPauseMs);
  }
  return hashes.map((hash) => done.get(hash)!);
}

/** Trains those of the jobs that no other process has; with `force`, all of them. */
async function trainFree(
  engine: Engine,
  batch: readonly HashedJob[],
  cache: Cache,
  force: boolean,
): Promise<Map<string, Trajectory>> {
  const mine = batch.filter(([hash]) => cache.claim(hash) || force);
  try {
    // Another process may have finished some between the look and the claim.
    const found = kept(cache, mine);
    const missing = mine.filter(([hash]) => !found.has(hash));
    const trained = await trainedBy(
      engine,
      missing.map(([, job]) => job),
    );
    missing.forEach(([hash], i) => {
      cache.write(hash, trained[i]!);
      found.set(hash, trained[i]!);
    });
    return found;
  } finally {
    for (const [hash] of mine) cache.release(hash);
  }
}

function kept(cache: Cache, jobs: readonly HashedJob[]): Map<string, Trajectory> {
  const found = new Map<string, Trajectory>();
  for (const [hash] of jobs) {
    const trajectory = cache.read(hash);
    if (trajectory) found.set(hash, trajectory);
  }
  return found;
}

const trainedBy = async (engine: Engine, jobs: readonly Job[]): Promise<Trajectory[]> =>
  engine.trainMany ? engine.trainMany(jobs) : jobs.map((job) => engine.train(job));

const batchesOf = (jobs: readonly HashedJob[], size: number): HashedJob[][] =>
  Array.from({ length: Math.ceil(jobs.length / size) }, (_, i) => jobs.slice(i * size, (i + 1) * size));
