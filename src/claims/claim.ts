import type fc from 'fast-check';
import type { MeasurementSpec } from '../measurements/registry.ts';
import type { ArmSpec } from '../training/arm.ts';
import type { Setting } from '../training/setting.ts';
import type { FaultId, Plant } from './faults.ts';
import type { Score } from './score.ts';
import type { Source } from './sources.ts';

/** What a layer has before training. */
export type LayerValues = 'preActivation' | 'activation' | 'gradient';

interface Stated {
  /** `topic/name`, in small letters and hyphens. */
  readonly id: string;
  readonly statement: string;
  readonly source: Source;
  /** The verdict expected to stand; `holds` unless said. */
  readonly record: 'holds' | 'refuted' | 'as found';
  /** What the claim's page adds for its reader. */
  readonly note: string;
  /** Faults that must turn the verdict. */
  readonly faults: readonly FaultId[];
  /** The smallest size of run that the claim is part of. */
  readonly from: 'quick' | 'deep';
}

type Optional = 'record' | 'note' | 'from';
type Definition<Claim extends Stated> = Omit<Claim, 'id' | 'kind' | Optional> &
  Partial<Pick<Claim, Optional>>;

const defaults = { record: 'holds', note: '', from: 'quick' } as const;

/** An exact property, for every case that fast-check draws. */
export interface Always<Case = unknown> extends Stated {
  readonly kind: 'always';
  /** What the cases are, as a sentence for the page. */
  readonly over: string;
  readonly given: { readonly [Name in keyof Case]: fc.Arbitrary<Case[Name]> };
  /** What `deviation` measures, e.g. "largest difference between two units of a layer". */
  readonly measure: string;
  /** How far a case is from the promise; NaN counts as a breach. Faults reach the case through `plant`. */
  readonly deviation: (given: Case, plant: Plant) => number;
  /** The largest deviation allowed, with its arithmetic beside it where it is not 0. */
  readonly atMost: number;
  /** Cases drawn in a standard run; 100 unless said. */
  readonly cases: number;
}

/** A statement about most keys, as plain data: the mean score over keys lies on one side of a cut. */
export interface Usually extends Stated {
  readonly kind: 'usually';
  readonly setting: Setting;
  readonly arms: Readonly<Record<string, ArmSpec>>;
  /** A number between 0 and 1 for each key. */
  readonly score: Score;
  /** What a score of 1 says, in the past tense: "He got to cost .15 first". */
  readonly means: string;
  /** The claim: the mean score lies above (or below) this. */
  readonly mean: { readonly above: number } | { readonly below: number };
  /** Mean score over the pilot's keys (seed 0), from which cut and cap were chosen; null for an open question. */
  readonly pilot: number | null;
  /** Keys at most in a standard run: it stops when they decide; 256 unless said. */
  readonly keys: number;
  /** Read off every arm beside what the score reads, for the page. */
  readonly show: readonly MeasurementSpec[];
  /** Whose mean square is drawn layer by layer, before training. */
  readonly layers: readonly LayerValues[];
}

/** Runs with a published outcome come out as published. */
export interface Reproduced extends Stated {
  readonly kind: 'reproduced';
  readonly setting: Setting;
  /** Seed of NumPy's one stream that all layers share in turn. */
  readonly numpySeed: number;
  readonly runs: readonly {
    readonly name: string;
    readonly arm: ArmSpec;
    readonly published: {
      /** Cost after the given number of updates, in the publication's convention. */
      readonly costs: readonly (readonly [step: number, cost: number])[];
      /** Shares, with the digits that were printed. */
      readonly trainAccuracy: number;
      readonly testAccuracy: number;
    };
  }[];
  readonly costTolerance: number;
  /** Half a unit of the last printed digit of an accuracy. */
  readonly accuracyTolerance: number;
}

// biome-ignore lint/suspicious/noExplicitAny: a claim keeps its own type of case to itself
export type Claim = Always<any> | Usually | Reproduced;

export const always = <Case>(
  id: string,
  definition: Omit<Definition<Always<Case>>, 'cases'> & { cases?: number },
): Always<Case> => ({ kind: 'always', id: checkedId(id), ...defaults, cases: 100, ...definition });

export const usually = (
  id: string,
  definition: Omit<Definition<Usually>, 'pilot' | 'keys' | 'show' | 'layers'> &
    Partial<Pick<Usually, 'pilot' | 'keys' | 'show' | 'layers'>>,
): Usually => ({
  kind: 'usually',
  id: checkedId(id),
  ...defaults,
  pilot: null,
  keys: 256,
  show: [],
  layers: [],
  ...definition,
});

export const reproduced = (id: string, definition: Definition<Reproduced>): Reproduced => ({
  kind: 'reproduced',
  id: checkedId(id),
  ...defaults,
  ...definition,
});

function checkedId(id: string): string {
  if (!/^[a-z0-9-]+(\/[a-z0-9-]+)+$/.test(id))
    throw new RangeError(
      `invalid claim id: ${id} (expected topic/name in small letters, digits and hyphens)`,
    );
  return id;
}
