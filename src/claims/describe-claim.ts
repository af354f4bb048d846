import { formatNumber } from '../measurements/labels.ts';
import type { Axis, Claim, Mapped, Usually } from './claim.ts';
import { cellRisk } from './decide-cells.ts';
import { describeSetting } from './describe-setting.ts';
import { formatSmall, uncapitalized } from './format.ts';
import { readsRun } from './observe.ts';
import type { Source } from './sources.ts';

/** A claim without what cannot be written down: for lists, pages and the results file. */
export interface ClaimDescription {
  readonly id: string;
  readonly kind: Claim['kind'];
  readonly statement: string;
  readonly source: Source;
  readonly record: Claim['record'];
  readonly note: string;
  readonly from: Claim['from'];
  readonly setting: { readonly sentence: string; readonly data: unknown };
  readonly decision: string;
  readonly faults: readonly string[];
  /** The engine that runs it whatever the run's own is; null where that is the run's. */
  readonly engine: string | null;
  /** The whole claim where it is plain data, so that it can be decided anywhere. */
  readonly definition: Usually | null;
}

export function describeClaim(claim: Claim): ClaimDescription {
  const { id, kind, statement, source, record, note, from, faults } = claim;
  const definition = claim.kind === 'usually' ? claim : null;
  const engine = definition?.engine ?? null;
  return { id, kind, statement, source, record, note, from, faults, engine, definition, ...details(claim) };
}

function details(claim: Claim): Pick<ClaimDescription, 'setting' | 'decision'> {
  switch (claim.kind) {
    case 'always': {
      const { over, measure, atMost, cases } = claim;
      return {
        setting: { sentence: over, data: { cases, measure, atMost } },
        decision: `For each of ${cases} drawn cases: the ${measure} is at most ${atMost}.`,
      };
    }
    case 'usually': {
      const { setting, engine, arms, score, mean, means, keys } = claim;
      const cut = 'above' in mean ? `above ${mean.above}` : `below ${mean.below}`;
      return {
        setting: {
          sentence: `${describeSetting(looksAt(claim))}${engine ? ` On the ${engine} engine.` : ''}`,
          data: { ...setting, arms, score, mean },
        },
        decision: `A key scores 1 when: ${means}. The mean score lies ${cut}, decided over at most ${keys} keys.`,
      };
    }
    case 'mapped':
      return describeMap(claim);
    case 'law': {
      const { subject, promise, draws, script } = claim;
      return {
        setting: {
          sentence: `${subject.label}, for shapes and seeds drawn at random. Promised: ${promise}.`,
          data: { subject: subject.label, promise, draws, script },
        },
        decision: `Promised: ${promise}. Some ${formatNumber(draws)} weights follow it, and each is independent of the others, of other layers and of other seeds.`,
      };
    }
    case 'reproduced': {
      const { setting, numpySeed, runs, costTolerance, accuracyTolerance } = claim;
      return {
        setting: {
          sentence: `${describeSetting(setting)} Weights from NumPy’s stream, seed ${numpySeed}, layer by layer.`,
          data: { ...setting, numpySeed, runs },
        },
        decision: `Every published cost comes out within ${costTolerance}, every accuracy within ${accuracyTolerance}.`,
      };
    }
  }
}

function describeMap({
  x,
  y,
  cells,
  means,
  mean,
  keys,
}: Mapped): Pick<ClaimDescription, 'setting' | 'decision'> {
  const [first, last] = [cells[0]!, cells.at(-1)!];
  const along = ({ label, values }: Axis) => `${label}: ${values.map(formatSmall).join(', ')}`;
  const cut = 'above' in mean ? `above ${mean.above}` : `below ${mean.below}`;
  const claimed = cells.some(({ expected }) => expected)
    ? 'Each cell with a verdict on record comes out so; the others are left open.'
    : 'In some cells it lies there, in others not.';
  return {
    setting: {
      sentence: `A map over ${along(x)}; over ${along(y)}. In its first cell: ${uncapitalized(describeSetting(first.setting))}`,
      data: { x, y, mean, first, last },
    },
    decision: `A key scores 1 when: ${means}. In each of ${cells.length} cells: the mean score lies ${cut}, decided over at most ${keys} keys with an error of at most ${cellRisk(cells.length).toPrecision(2)}. ${claimed}`,
  };
}

/** The setting, without its steps where no measurement reads a run: nothing is trained then. */
function looksAt(claim: Usually): Usually['setting'] {
  const { setting, arms } = claim;
  const trained = Object.keys(arms).some((name) => readsRun(claim, name));
  return trained ? setting : { ...setting, schedule: { ...setting.schedule, steps: 0 } };
}
