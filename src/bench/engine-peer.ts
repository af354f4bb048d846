import { createInterface } from 'node:readline';
import type { Engine, Trajectory } from '../engines/engine.ts';
import { engineFrom } from '../engines/registry.ts';
import type { Precision } from '../engines/schedule.ts';
import type { Answer, Request } from './protocol.ts';
import { jobOf, type Workload, type WorkloadId, workloads } from './workloads.ts';

// An engine of ours as a contestant, in a process of its own: `node engine-peer.js <engine> <precision>`.
// It speaks the same lines as the peers in Python (peers/peer.py).

const [engineId = '', precision = 'float64'] = process.argv.slice(2) as [string?, Precision?];
let workload: Workload;
let engine: Engine;
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
  try {
    engine = await engineFrom(engineId);
  } catch (error) {
    // A backend of TensorFlow.js that does not work on this machine.
    return { missing: (error as Error).message };
  }
  workload = workloads[name];
  replicates = engine.trainMany ? workload.replicates : 1;
  const many = replicates === 1 ? 'one network at a time' : `${replicates} replicates at once`;
  // The variant names the backend; why it is this one, the bench has decided.
  const detail = [many, precision, engine.variant].filter((part) => part).join(', ');
  return { ready: { detail, replicates } };
}

async function train(steps: number, times: number): Promise<Answer> {
  const jobs = Array.from({ length: replicates }, (_, r) => jobOf(workload, r, steps, precision));
  let last: Trajectory | undefined;
  const started = performance.now();
  for (let time = 0; time < times; time++) {
    const trajectories = engine.trainMany ? await engine.trainMany(jobs) : [engine.train(jobs[0]!)];
    last = trajectories[0];
  }
  const seconds = (performance.now() - started) / 1000;
  return { seconds, cost: last?.costs.at(-1) ?? null };
}
