import type { ArmRecord, ClaimResult, MeasureRecord, ScoresEvidence } from '../../results/schema.ts';
import type { Chart } from '../charts/chart.ts';
import { initializerFamily } from '../charts/initializer-style.ts';
import { measureChart } from '../charts/measure.ts';
import { type Measured, measuredByArm } from '../charts/measured.ts';
import { counted } from './numbers.ts';
import { claimPath } from './page.ts';

/** Measures of the notes' three starts over many keys, with the claim they were taken for. */
export interface OverKeys {
  readonly claim: { readonly href: string; readonly statement: string };
  readonly keys: string;
  /** In words; null where it is the same as in the group before. */
  readonly setting: string | null;
  /** One measure at full width; several as small multiples. */
  readonly charts: readonly Chart[];
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
  const groups = [...new Set([...fullest.values()].map(({ claim }) => claim))].flatMap((claim) => {
    const own = [...fullest.values()].filter((candidate) => candidate.claim === claim);
    const charts = own.flatMap(({ measure, measured }) => measureChart(measure, measured) ?? []);
    return charts.length > 0 ? [{ claim, evidence: own[0]!.evidence, charts }] : [];
  });
  return groups.map(({ claim, evidence, charts }, at) => {
    const { sentence } = claim.setting;
    return {
      claim: { href: claimPath(claim.id), statement: claim.statement },
      keys: counted(evidence.keys, 'key'),
      setting: sentence === groups[at - 1]?.claim.setting.sentence ? null : sentence,
      charts: charts.length > 1 ? charts.map(small) : charts,
    };
  });
}

/** The drawing for phones, which fits beside others. */
const small = ({ specs, tips: _, ...chart }: Chart): Chart => ({
  ...chart,
  specs: { wide: specs.narrow ?? specs.wide, narrow: null },
});

function candidates(claim: ClaimResult): Candidate[] {
  if (claim.status !== 'ran' || claim.evidence.kind !== 'scores' || !onCircles(claim)) return [];
  const { evidence, setting } = claim;
  return evidence.measures.flatMap((measure) => {
    const measured = measuredByArm(evidence, measure, setting.data).filter(({ arm }) => isOfTheNotes(arm));
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
