import { setImmediate, setTimeout } from 'node:timers/promises';
import type { Engine, Job, Trajectory } from '../engines/engine.ts';
import type { Cache } from './cache.ts';
import { jobHash } from './job-hash.ts';

const pollMs = 20;
/** Without news of any job left to others for so long they are trained here too: a lock can outlive its owner. */
const patienceMs = 5 * 60 * 1000;

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
  const hashes = jobs.map((job) => `${engine.id}-${jobHash(job)}`);
  const waiting = new Map(hashes.map((hash, i) => [hash, jobs[i]!]));
  const done = new Map<string, Trajectory>();
  for (let idle = 0; waiting.size > 0; idle++) {
    for (const [hash, job] of waiting) {
      const trajectory = cache.read(hash) ?? trainIfFree(engine, job, hash, cache, idle * pollMs > patience);
      if (!trajectory) continue;
      done.set(hash, trajectory);
      waiting.delete(hash);
      idle = 0;
      await setImmediate();
    }
    if (waiting.size > 0) await setTimeout(pollMs);
  }
  return hashes.map((hash) => done.get(hash)!);
}

function trainIfFree(
  engine: Engine,
  job: Job,
  hash: string,
  cache: Cache,
  force: boolean,
): Trajectory | undefined {
  if (!cache.claim(hash) && !force) return undefined;
  try {
    // Another process may have finished it between the look and the claim.
    const finished = cache.read(hash);
    if (finished) return finished;
    const trajectory = engine.train(job);
    cache.write(hash, trajectory);
    return trajectory;
  } finally {
    cache.release(hash);
  }
}
