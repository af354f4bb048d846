import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { shown } from '../initializers/parameters.ts';
import { formatNumber } from '../measurements/labels.ts';
import { type Key, rootKey } from '../random/key.ts';
import { type CaseAddress, caseAt } from './case-at.ts';
import type { Always } from './claim.ts';
import type { CasesEvidence, Control, Outcome } from './evidence.ts';
import { type FaultId, faults, type Plant, plantOf } from './faults.ts';
import { formatDeviation } from './format.ts';
import { howMany, type World } from './world.ts';

/** Cases in which a fault is looked for, at most twice the claim's own: enough for a chart, whatever the size of the run. */
const faultCases = 200;

/** Checks the property on every case drawn, shrinks a breach to the smallest, and plants the claim's faults. */
export async function runAlways(claim: Always, world: World): Promise<Outcome> {
  const key = rootKey(world.seed).child(claim.id);
  const { replay } = world;
  const deviations: number[] = [];
  const soundPlant = plantOf(undefined, () => key.draws());
  const property = fc.asyncProperty(replay ? onlyCase(claim, replay) : arbitraryOf(claim), async (given) => {
    // Lets a worker notice that its run has gone.
    await setImmediate();
    const deviation = await deviationOf(claim, given, soundPlant);
    deviations.push(deviation);
    if (!(deviation <= claim.atMost)) throw new Breach();
  });
  const details = await fc.check(property, {
    seed: replay?.seed ?? seedOf(key),
    numRuns: replay ? 1 : howMany(claim.cases, world.size),
  });
  if (details.failed && !(details.errorInstance instanceof Breach)) throw details.errorInstance;

  const breach = details.counterexample?.[0];
  // Later ones come from shrinking.
  const drawn = deviations.slice(0, details.numRuns);
  const evidence: CasesEvidence = {
    kind: 'cases',
    measure: claim.measure,
    atMost: claim.atMost,
    cases: details.numRuns,
    largest: largestOf(drawn),
    counterexample:
      (breach && {
        text: fc.stringify(breach),
        deviation: await deviationOf(claim, breach, soundPlant),
        seed: details.seed,
        path: replay?.path ?? details.counterexamplePath ?? '0',
      }) ||
      null,
    rows: drawn.map((deviation) => ({ plant: null, deviation })),
  };
  const planted: Planted[] = [];
  for (const fault of claim.faults) planted.push(await plantFault(fault, claim, key));
  return {
    verdict: details.failed ? 'refuted' : 'holds',
    finding: finding(claim, evidence),
    evidence: { ...evidence, rows: [...evidence.rows, ...planted.flatMap(({ rows }) => rows)] },
    controls: planted.map(({ control }) => control),
  };
}

/** A case in which more deviates than is allowed; every other error is the claim's own and no verdict. */
class Breach extends Error {}

async function deviationOf(claim: Always, given: unknown, plant: Plant): Promise<number> {
  try {
    const deviation: unknown = await claim.deviation(given, plant);
    if (typeof deviation === 'number') return deviation;
    throw new TypeError(`it is ${shown(deviation)} (expected a number)`);
  } catch (error) {
    const why = fc.PreconditionFailure.isFailure(error)
      ? 'fc.pre left it out, which no claim may (have `given` draw no such case, by .filter)'
      : error instanceof Error
        ? error.message
        : String(error);
    throw new Error(`no deviation of ${claim.id} for ${fc.stringify(given)}: ${why}`, { cause: error });
  }
}

const arbitraryOf = (claim: Always) => fc.record(claim.given as Record<string, fc.Arbitrary<unknown>>);

const onlyCase = (claim: Always, address: CaseAddress) =>
  fc.constant(caseAt(arbitraryOf(claim), address, howMany(claim.cases, 'deep')));

/** fast-check's seed is a 32-bit number; it comes from the key, never from the clock. */
const seedOf = (key: Key) => Math.floor(key.child('cases').draws().uniform() * 2 ** 31);

const largestOf = (deviations: readonly number[]) =>
  deviations.some(Number.isNaN) ? Number.NaN : Math.max(...deviations);

function finding({ measure, atMost }: Always, { cases, largest, counterexample }: CasesEvidence): string {
  const allowed = atMost === 0 ? 'exactly 0 is promised' : `at most ${formatDeviation(atMost)} is allowed`;
  if (counterexample)
    return `The ${measure} is ${formatDeviation(counterexample.deviation)} in the smallest breach found, where ${allowed}: ${counterexample.text}.`;
  const found = largest === 0 ? 'exactly 0' : `at most ${formatDeviation(largest)}`;
  return `In ${formatNumber(cases)} ${cases === 1 ? 'case' : 'cases'} the ${measure} was ${found}${atMost === 0 ? ', as promised' : `, where ${allowed}`}.`;
}

interface Planted {
  readonly control: Control;
  readonly rows: CasesEvidence['rows'];
}

async function plantFault(id: FaultId, claim: Always, key: Key): Promise<Planted> {
  const faultKey = key.child(`fault-${id}`);
  const plant = plantOf(faults[id], () => faultKey.draws());
  const looks = Math.min(faultCases, 2 * claim.cases);
  const drawn = fc.sample(arbitraryOf(claim), { seed: seedOf(faultKey), numRuns: looks });
  const deviations: number[] = [];
  for (const given of drawn) deviations.push(await deviationOf(claim, given, plant));
  const breaches = deviations.filter((deviation) => !(deviation <= claim.atMost)).length;
  return {
    control: {
      fault: id,
      description: faults[id].description,
      caught: breaches > 0,
      verdict: breaches > 0 ? 'refuted' : 'holds',
      looks,
      finding: `${breaches} of ${looks} cases break the promise; ${claim.measure}: up to ${formatDeviation(largestOf(deviations))}.`,
    },
    rows: deviations.map((deviation) => ({ plant: id, deviation })),
  };
}
