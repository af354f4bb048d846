// One null suite: every comparison under one seed's keys, through the functions that claims are decided by. As a
// worker it takes a seed and answers what was found.
import { parentPort, workerData } from 'node:worker_threads';
import { measureName } from '../dist/claims/observe.js';
import { better } from '../dist/claims/score.js';
import { twinOf, twinScores } from '../dist/claims/twin.js';
import { engineFrom } from '../dist/engines/registry.js';
import { readAll } from '../dist/measurements/measurement.js';
import { measurementFrom } from '../dist/measurements/registry.js';
import { jobFor, replicateKey } from '../dist/training/job.js';

/** Pairs of keys a comparison: more than twice what it takes to tell apart what is never the other way round. */
export const pairs = 64;

/** A claim that compares with itself what `rowsOf` reads. */
const itself = (measure) => ({ score: better('one', 'one', measure) });

/** What is read off a run under each of so many keys. */
export async function rowsOf({ engine: id, setting, arm, measures }, seed, keys) {
  const engine = await engineFrom(id);
  const names = measures.map(measureName);
  const measurements = measures.map(measurementFrom);
  const trains = measurements.some(({ reads }) => reads === 'run');
  return Array.from({ length: keys }, (_, key) => {
    const job = jobFor(setting, arm, replicateKey(seed, setting, key));
    const read = readAll(measurements, { job, engine, ...(trains && { trajectory: engine.train(job) }) });
    return { key, score: 0.5, values: names.map((measure, i) => ({ arm: 'one', measure, value: read[i] })) };
  });
}

/** How many pairs it takes at least, where none is a tie. */
export function pairsNeeded() {
  const [cost, rows] = [['cost-at', { step: 1 }], []];
  do for (const value of [0, 1]) rows.push({ values: [{ arm: 'one', measure: measureName(cost), value }] });
  while (!twinOf(itself(cost), rows).toldApart);
  return rows.length / 2;
}

async function suite(runs, seed) {
  const found = [];
  for (const run of runs) {
    const rows = await rowsOf(run, seed, 2 * pairs);
    for (const measure of run.measures) {
      const { toldApart, mean } = twinOf(itself(measure), rows);
      const untied = twinScores(itself(measure), rows).filter((score) => score !== 0.5).length;
      found.push({ id: run.id, measure: measureName(measure), toldApart, mean, untied });
    }
  }
  return found;
}

parentPort?.on('message', async (seed) => parentPort.postMessage(await suite(workerData, seed)));
