import { type Key, rootKey } from '../random/key.ts';
import { alpha } from './budget.ts';
import type { LawClaim } from './claim.ts';
import type { Control, LawEvidence, Outcome } from './evidence.ts';
import { type Fault, type FaultId, faults } from './faults.ts';
import { formatDeviation } from './format.ts';
import { type LawCase, lawCases, plantAgain, plantInCases } from './law-cases.ts';
import { checkCases } from './law-checks.ts';
import { missed, poolCases } from './law-pools.ts';
import { type DrawWeights, drawsAt } from './subject.ts';
import { howMany, type World } from './world.ts';

/** Holds what a subject draws against what is promised of it, and plants the claim's faults in the same draws. */
export async function runLaw(claim: LawClaim, world: World): Promise<Outcome> {
  const key = rootKey(world.seed).child(claim.id);
  const count = howMany(claim.draws, world.size);
  const draw = await claim.subject.open();
  const cases = lawCases(claim, draw, key, count);
  const found = look(claim, cases, key);
  return {
    verdict: verdictOf(found),
    finding: finding(found),
    evidence: {
      kind: 'law',
      subject: claim.subject.label,
      script: claim.script,
      alpha,
      missed,
      cases: cases.length,
      ...found,
    },
    controls: claim.faults.map((fault) => plantFault(fault, claim, cases, key, count)),
  };
}

type Found = Pick<LawEvidence, 'checks' | 'pools' | 'moments'>;

function look({ subject }: LawClaim, cases: readonly LawCase[], key: Key): Found {
  return {
    checks: checkCases(cases, subject.rounding),
    pools: poolCases(cases, key.child('atoms').draws()),
    moments: momentsOf(cases),
  };
}

const verdictOf = ({ checks, pools }: Found) =>
  checks.some(({ breaches }) => breaches > 0) || pools.some(({ distance, band }) => distance > band)
    ? 'refuted'
    : 'holds';

/** Mean and standard deviation of all weights, each less its promised mean and in its promised standard deviations. */
function momentsOf(cases: readonly LawCase[]): LawEvidence['moments'] {
  const drawing = cases.filter(({ law }) => law.variance > 0);
  let [count, sum, squares] = [0, 0, 0];
  for (const { law, weights } of drawing)
    for (let i = 0; i < weights.length; i++) {
      const z = (weights[i]! - law.mean) / Math.sqrt(law.variance);
      count++;
      sum += z;
      squares += z * z;
    }
  if (count === 0) return null;
  const mean = sum / count;
  return { count, mean, deviation: Math.sqrt(squares / count - mean * mean) };
}

function finding(found: Found): string {
  const broken = found.checks.filter(({ breaches }) => breaches > 0);
  const rejected = found.pools.filter(({ distance, band }) => distance > band);
  if (broken.length + rejected.length > 0) {
    const said = [
      ...broken.map(
        ({ name, breaches, cases, example }) =>
          `not kept in ${breaches} of ${cases} cases: ${name} (${example})`,
      ),
      ...rejected.map(
        ({ name, distance, band }) =>
          `not kept: ${name} (distance ${formatDeviation(distance)}, allowed ${formatDeviation(band)})`,
      ),
    ].join('; ');
    return `${said.charAt(0).toUpperCase()}${said.slice(1)}${momentsSaid(found)}.`;
  }
  const [first] = found.pools;
  const cases = `In ${found.checks[0]?.cases ?? 0} cases nothing that is promised exactly was broken`;
  if (!first) return `${cases}.`;
  return `${cases}; ${first.count.toLocaleString('en-US')} weights lie ${formatDeviation(first.distance)} from their law, where a distance of ${formatDeviation(first.caught)} would be seen with probability ${1 - missed}.`;
}

const momentsSaid = ({ moments }: Found): string =>
  moments
    ? `; the standard deviation is ${formatDeviation(moments.deviation)} of the promised one, the mean ${formatDeviation(moments.mean)} of those away from its own`
    : '';

function plantFault(
  id: FaultId,
  claim: LawClaim,
  cases: readonly LawCase[],
  key: Key,
  count: number,
): Control {
  const fault: Fault = faults[id];
  const faultKey = key.child(`fault-${id}`);
  const found = look(claim, faultyCases(), faultKey);
  const verdict = verdictOf(found);
  return {
    fault: id,
    description: fault.description,
    caught: verdict === (claim.record === 'refuted' ? 'holds' : 'refuted'),
    verdict,
    looks: cases.length,
    finding: finding(found),
  };

  function faultyCases(): LawCase[] {
    if (fault.on === 'start') return plantInCases(fault, cases, faultKey.draws());
    if (fault.on === 'again') return plantAgain(fault, cases);
    if (fault.on === 'subject') return lawCases(claim, promisedDraws(claim), faultKey, count);
    throw new RangeError(
      `invalid fault of ${claim.id}: ${id} (a law takes faults of its subject, of the start, of what comes again)`,
    );
  }
}

/** What draws as promised, in the subject's place. */
const promisedDraws =
  ({ promised }: LawClaim): DrawWeights =>
  (place, dimensions) =>
    promised.draw(drawsAt(place), dimensions);
