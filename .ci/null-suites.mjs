// Suites in which nothing is to be found: every arm of every statistical claim against itself, under fresh keys. Counts
// how often the procedure tells two apart that are one. `npm run null-suites -- 1000 [first seed]`
import { scoreKey } from '../dist/claims/observe.js';
import { replicatesOf } from '../dist/claims/replicates.js';
import { better, readingsOf } from '../dist/claims/score.js';
import { twinOf } from '../dist/claims/twin.js';
import { engineFrom } from '../dist/engines/registry.js';
import { measurementFrom } from '../dist/measurements/registry.js';
import { memoryCache } from '../dist/training/cache.js';
import { collectClaims } from '../dist/vitest/run.js';

const suites = Number(process.argv[2] ?? 10);
const firstSeed = Number(process.argv[3] ?? 1_000_000);
/** Pairs of keys a comparison: more than twice what it takes to tell apart what is never the other way round (26). */
const pairs = 64;
/** Trained this briefly: whatever one arm does, it does to both. */
const steps = 20;

const { claims } = await collectClaims(process.cwd());
const all = claims.flatMap(({ definition }) => (definition ? twinsOf(definition) : []));
// Claims on one setting share arms.
const twins = [
  ...new Map(all.map((twin) => [JSON.stringify([twin.setting, twin.arms, twin.score]), twin])).values(),
];
let toldApart = 0;
let extreme = 0;
for (let suite = 0; suite < suites; suite++) {
  for (const claim of twins) {
    const engine = await engineFrom(claim.engine ?? 'fused');
    const world = { seed: firstSeed + suite, size: 'standard', engine, cache: memoryCache() };
    const observed = await replicatesOf(claim, world).first(2 * pairs);
    const twin = twinOf(
      claim,
      observed.map((run, key) => scoreKey(claim, run, key)),
    );
    extreme = Math.max(extreme, Math.abs(twin.mean - 0.5));
    if (!twin.toldApart) continue;
    toldApart++;
    console.log(`told apart: ${claim.id}, seed ${world.seed}, mean ${twin.mean}`);
  }
  if ((suite + 1) % 50 === 0) console.log(`${suite + 1} suites, ${toldApart} false decisions`);
}
console.log(
  `${suites} suites of ${twins.length} comparisons between twins: ${toldApart} of ${suites * twins.length} told apart; ` +
    `the mean score farthest from .5 was .5 ± ${extreme.toFixed(3)} over ${pairs} pairs`,
);
process.exit(toldApart > 0 ? 1 : 0);

/** One claim for each arm: trained for a few steps where the claim trains, else looked at as the claim does. */
function twinsOf(claim) {
  return Object.entries(claim.arms).map(([arm, spec]) => {
    const read = readingsOf(claim.score).find((reading) => reading.arm === arm)?.measure;
    const trains = read === undefined || measurementFrom(read).reads === 'run';
    const { schedule: own, ...rest } = typeof spec === 'object' && 'init' in spec ? spec : { init: spec };
    const schedule = {
      ...claim.setting.schedule,
      ...own,
      batch: 'full',
      steps,
      record: { costEvery: steps },
    };
    const measure = trains ? ['cost-at', { step: steps }] : read;
    return {
      ...claim,
      id: claim.id,
      setting: { ...claim.setting, data: fewer(claim.setting.data), schedule },
      arms: { one: rest },
      score: better('one', 'one', measure),
      show: [],
      layers: [],
    };
  });
}

function fewer({ train, test, ...data }) {
  return { ...data, train: Math.min(train, 40), test: Math.min(test, 10) };
}
