// A process of its own that trains jobs over a shared cache, for shared-cache.test.ts. It runs the built code:
//   node shared-cache-fixture.mjs <cache> <log> <jobs> <milliseconds a job>
//   node shared-cache-fixture.mjs <cache> write <entries>
import { createHash } from 'node:crypto';
import { appendFileSync } from 'node:fs';
import { reference } from '../../dist/engines/reference/reference.js';
import { fileCache } from '../../dist/training/cache.js';
import { trainAll } from '../../dist/training/train-all.js';

const [directory, log, jobs, milliseconds] = process.argv.slice(2);
const cache = fileCache(directory, '0123456789abcdef', (message) => console.log(message));

if (log === 'write') rewrite(Number(jobs));
else await train(Number(jobs), Number(milliseconds));

async function train(count, milliseconds) {
  const engine = {
    ...reference,
    train(job) {
      appendFileSync(log, `${job.start.weights[0][0]}\n`);
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
      return reference.train(job);
    },
  };
  const trajectories = await trainAll(
    engine,
    Array.from({ length: count }, (_, i) => job(i)),
    cache,
  );
  console.log(createHash('sha256').update(JSON.stringify(trajectories)).digest('hex'));
}

/** The same entry again and again, each of another content and a quarter of a megabyte. */
function rewrite(times) {
  const trajectory = reference.train(job(0));
  for (let i = 0; i < times; i++)
    cache.write('large', { ...trajectory, costs: new Array(30_000).fill(i + 0.5) });
}

function job(index) {
  const points = { count: 2, features: 1, inputs: Float64Array.of(1, -1), labels: Int32Array.of(0, 1) };
  return {
    network: { widths: [1, 1], activation: 'relu', loss: 'binary-cross-entropy' },
    schedule: {
      optimizer: { name: 'sgd' },
      learningRate: 0.1,
      batch: 'full',
      steps: 3,
      record: { costEvery: 1 },
    },
    start: { weights: [Float64Array.of(index)], biases: [new Float64Array(1)] },
    train: points,
    test: points,
  };
}
