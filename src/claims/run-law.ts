import { formatNumber } from '../measurements/labels.ts';
import { type Key, rootKey } from '../random/key.ts';
import { alpha } from './budget.ts';
import type { LawClaim } from './claim.ts';
import type { Control, LawEvidence, Outcome } from './evidence.ts';
import { type Fault, type FaultId, faults } from './faults.ts';
import { capitalized, formatShare, formatSmall } from './format.ts';
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

function finding({ checks, pools, moments }: Found): string {
  const broken = checks.find(({ breaches }) => breaches > 0);
  const rejected = pools.filter(({ distance, band }) => distance > band);
  const said = [
    ...(broken
      ? [
          `${formatNumber(broken.breaches)} of ${formatNumber(broken.cases)} cases break the promise that ${broken.name} (such as ${broken.example})`,
        ]
      : []),
    ...rejected.map(
      ({ name, distance, band }) =>
        `the promise that ${name} is broken (a distance of ${formatSmall(distance)} was measured, ${formatSmall(band)} is allowed)`,
    ),
  ];
  if (said.length > 0) {
    const spread = moments
      ? `; the standard deviation is ${formatShare(moments.deviation)} of the promised one, and the mean lies ${formatSmall(Math.abs(moments.mean))} promised standard deviations ${moments.mean < 0 ? 'below' : 'above'} the promised mean`
      : '';
    const text = said.join('; ');
    // A minus sign, not a hyphen.
    return `${capitalized(text)}${spread}.`.replaceAll(/ -(?=[\d.])/g, ' −');
  }
  const cases = `In ${formatNumber(checks[0]?.cases ?? 0)} cases everything was as promised`;
  const [weights] = pools;
  if (!weights) return `${cases}.`;
  return `${cases}; ${formatNumber(weights.count)} weights lie ${formatSmall(weights.distance)} from their law, where a distance of ${formatSmall(weights.caught)} would be seen with probability ${formatShare(1 - missed)}.`;
}

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
