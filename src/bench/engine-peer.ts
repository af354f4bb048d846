import { createInterface } from 'node:readline';
import type { Job, Trajectory } from '../engines/engine.ts';
import { engineFrom, engines } from '../engines/registry.ts';
import type { Precision } from '../engines/schedule.ts';
import type { Answer, Request } from './protocol.ts';
import { jobOf, type Workload, type WorkloadId, workloads } from './workloads.ts';

// An engine of ours as a contestant, in a process of its own: `node engine-peer.js <engine> <precision>`.
// It speaks the same lines as the peers in Python (peers/peer.py).

/** An engine that trains several replicates faster at once than one after another says so. */
type Trains = {
  train(job: Job): Trajectory | Promise<Trajectory>;
  trainMany?(jobs: readonly Job[]): readonly Trajectory[] | Promise<readonly Trajectory[]>;
};

const [engineId = '', precision = 'float64'] = process.argv.slice(2) as [string?, Precision?];
let workload: Workload;
let engine: Trains;
let replicates: number;

for await (const line of createInterface({ input: process.stdin })) {
  const answer = await respond(JSON.parse(line) as Request).catch((error: unknown) => ({
    error: error instanceof Error ? error.message : String(error),
  }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}

async function respond(request: Request): Promise<Answer> {
  if (request.do === 'load') return load(request.name);
  if (request.do === 'train') return train(request.steps, request.times);
  return { missing: 'engines have no single product to time' };
}

async function load(name: WorkloadId): Promise<Answer> {
  if (!Object.hasOwn(engines, engineId)) return { missing: `there is no engine ${engineId} in this build` };
  engine = engineFrom(engineId);
  workload = workloads[name];
  replicates = engine.trainMany ? workload.replicates : 1;
  const many = replicates === 1 ? 'one network at a time' : `${replicates} replicates at once`;
  return { ready: { detail: `${many}, ${precision}`, replicates } };
}

async function train(steps: number, times: number): Promise<Answer> {
  const jobs = Array.from({ length: replicates }, (_, r) => jobOf(workload, r, steps, precision));
  let last: Trajectory | undefined;
  const started = performance.now();
  for (let time = 0; time < times; time++) {
    const trajectories = engine.trainMany ? await engine.trainMany(jobs) : [await engine.train(jobs[0]!)];
    last = trajectories[0];
  }
  const seconds = (performance.now() - started) / 1000;
  return { seconds, cost: last?.costs.at(-1) ?? null };
}
