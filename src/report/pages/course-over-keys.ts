import type { ArmRecord, ClaimResult, MeasureRecord, ScoresEvidence } from '../../results/schema.ts';
import type { Chart } from '../charts/chart.ts';
import { initializerFamily } from '../charts/initializer-style.ts';
import { measureChart } from '../charts/measure.ts';
import { type Measured, measuredByArm } from '../charts/measured.ts';
import { counted } from './numbers.ts';
import { claimPath } from './page.ts';

/** One measure of the notes' three starts over many keys, with the claim it was taken for. */
export interface OverKeys {
  readonly chart: Chart;
  readonly claim: { readonly href: string; readonly statement: string };
  readonly setting: string;
  readonly keys: string;
}

interface Candidate {
  readonly claim: ClaimResult;
  readonly evidence: ScoresEvidence;
  readonly measure: MeasureRecord;
  readonly measured: readonly Measured[];
}

/** Of all claims on the course's points that compare at least two of the notes' three starts; of equal measures in equal settings the fullest. */
export function overManyKeys(claims: readonly ClaimResult[]): OverKeys[] {
  const fullest = new Map<string, Candidate>();
  for (const candidate of claims.flatMap(candidates)) {
    // The setting in words: what a claim has its runs record makes no other runs.
    const name = JSON.stringify([candidate.measure.label, candidate.claim.setting.sentence]);
    const known = fullest.get(name);
    if (!known || weight(candidate) > weight(known)) fullest.set(name, candidate);
  }
  return [...fullest.values()].flatMap(({ claim, evidence, measure, measured }) => {
    const chart = measureChart(measure, measured);
    return chart
      ? [
          {
            chart,
            claim: { href: claimPath(claim.id), statement: claim.statement },
            setting: claim.setting.sentence,
            keys: counted(evidence.keys, 'key'),
          },
        ]
      : [];
  });
}

function candidates(claim: ClaimResult): Candidate[] {
  if (claim.status !== 'ran' || claim.evidence.kind !== 'scores' || !onCircles(claim)) return [];
  const { evidence } = claim;
  return evidence.measures.flatMap((measure) => {
    const measured = measuredByArm(evidence, measure).filter(({ arm }) => isOfTheNotes(arm));
    const families = new Set(measured.map(({ arm }) => initializerFamily(arm.init)));
    return families.size >= 2 ? [{ claim, evidence, measure, measured }] : [];
  });
}

const onCircles = ({ setting }: ClaimResult): boolean =>
  JSON.stringify(setting.data).includes('"dataset":"circles"');

const weight = ({ measured, evidence }: Candidate): number => measured.length * 1e6 + evidence.keys;

/** He, randn × 10 and zeros, in the claim's own setting. */
function isOfTheNotes({ init, differs }: ArmRecord): boolean {
  if (differs !== null) return false;
  return (
    init === 'he' ||
    init === 'zeros' ||
    (initializerFamily(init) === 'large' && JSON.stringify(init).includes('"std":10}'))
  );
}
