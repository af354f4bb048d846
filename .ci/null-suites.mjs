// Suites in which nothing is to be found: all that statistical claims and maps compare, compared with itself under
// fresh keys. Counts how often the procedure tells two apart that are one. `npm run null-suites -- 1000 [first seed]`
//
// Keys, starts, schedules, training, measurements, pairs, ties and decision are those of the claims. Smaller are the
// networks (hidden layers, units), the points and the steps; times are to a cost that is reached about half the time.
// The null stays what it is: the two of a pair are drawn, trained and read in the same way, from keys that share
// nothing, so that each is the better one with equal chance, and pairs are independent. That holds at any size, and the
// procedure relies on nothing else. What does change is how often they tie, and a pair that ties tells nothing: so
// the last line says how many comparisons had enough pairs that did not. What becomes one when it is smaller, and what
// several claims read off one run, is compared once.
import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { alpha } from '../dist/claims/budget.js';
import { comparisons } from './null-comparisons.mjs';
import { pairs, pairsNeeded } from './null-suite.mjs';

const [suites = 10, firstSeed = 1_000_000] = process.argv.slice(2).map(Number);
if (!(Number.isSafeInteger(suites) && suites > 0 && Number.isSafeInteger(firstSeed) && firstSeed > 0)) {
  console.error(
    `invalid arguments: ${process.argv.slice(2).join(' ')} (expected how many suites, and the first one’s seed: whole numbers above 0)`,
  );
  process.exit(2);
}

const { runs, readings } = await comparisons(process.cwd());
const aSuite = runs.reduce((sum, { measures }) => sum + measures.length, 0);
const needed = pairsNeeded();
const count = { suites: 0, toldApart: 0, extreme: 0, untied: 0, enough: 0 };
console.log(`${aSuite} comparisons a suite, for ${readings} readings of claims and cells of maps`);

let interrupted = false;
process.once('SIGINT', () => {
  interrupted = true;
  console.log('ends with the suites under way');
});
let next = firstSeed;
await Promise.all(Array.from({ length: availableParallelism() }, work));
console.log(
  `${count.suites} suites (seeds ${firstSeed} to ${next - 1}) of ${aSuite} comparisons between twins: ` +
    `${count.toldApart} of ${all()} told apart, where at most ${Number((alpha * all()).toPrecision(2))} were to be expected by chance. ` +
    `${count.untied} of them had a pair that was no tie, ${count.enough} as many as a decision takes (${needed}). ` +
    `The mean score farthest from .5 was .5 ± ${count.extreme.toFixed(3)} over ${pairs} pairs.`,
);
process.exit(count.toldApart > 0 ? 1 : interrupted ? 130 : 0);

/** A worker does one suite after the other, each under the next seed. */
async function work() {
  const worker = new Worker(new URL('./null-suite.mjs', import.meta.url), {
    workerData: runs,
    // What a key leaves behind goes at once: a small part of memory for what is young would be swept all the time.
    resourceLimits: { maxYoungGenerationSizeMb: 64 },
  });
  while (!interrupted && next < firstSeed + suites) {
    const seed = next++;
    worker.postMessage(seed);
    const [found] = await once(worker, 'message');
    add(found, seed);
  }
}

function add(found, seed) {
  for (const { id, measure, toldApart, mean, untied } of found) {
    if (toldApart) console.log(`told apart: ${id}, ${measure}, seed ${seed}, mean ${mean}`);
    count.toldApart += toldApart;
    count.extreme = Math.max(count.extreme, Math.abs(mean - 0.5));
    count.untied += untied > 0;
    count.enough += untied >= needed;
  }
  count.suites++;
  if (count.suites % 50 === 0)
    console.log(`${count.suites} suites, ${count.toldApart} of ${all()} told apart`);
}

function all() {
  return count.suites * aSuite;
}
