import type fc from 'fast-check';
import type { EngineId } from '../engines/registry.ts';
import type { MeasurementSpec } from '../measurements/registry.ts';
import type { ArmSpec } from '../training/arm.ts';
import type { Setting } from '../training/setting.ts';
import type { FaultId, Plant } from './faults.ts';
import type { Score } from './score.ts';
import type { Source } from './sources.ts';
import type { Promised, Shapes, Subject } from './subject.ts';

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
  readonly deviation: (given: Case, plant: Plant) => number | Promise<number>;
  /** The largest deviation allowed, with its arithmetic beside it where it is not 0. */
  readonly atMost: number;
  /** Cases drawn in a standard run; 100 unless said. */
  readonly cases: number;
}

/** A statement about most keys, as plain data: the mean score over keys lies on one side of a cut. */
export interface Usually extends Stated {
  readonly kind: 'usually';
  readonly setting: Setting;
  /** The engine that runs it, where not every engine can; the run's own when absent. */
  readonly engine?: EngineId;
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

/** One direction of a map. */
export interface Axis {
  /** With its unit: "hidden units a layer". */
  readonly label: string;
  readonly values: readonly number[];
}

/** What one place of a map measures, as plain data. */
export interface Cell extends Pick<Usually, 'setting' | 'arms' | 'score'> {
  /** The verdict that the claim expects here; absent where it leaves it open. */
  readonly expected?: 'holds' | 'refuted';
  /** What a formula says of the mean score here, to be held beside it. */
  readonly due?: number;
}

/**
 * One question asked at every place of a grid. Where cells have a verdict to expect, the claim is that each comes out
 * so; where none has, that it depends: in some cells it holds, in others it is refuted.
 */
export interface Mapped extends Stated, Pick<Usually, 'means' | 'mean' | 'keys'> {
  readonly kind: 'mapped';
  readonly record: 'holds' | 'as found';
  readonly x: Axis;
  readonly y: Axis;
  /** Row by row, from the first value of y. */
  readonly cells: readonly Cell[];
  /** Keys at most in a standard run, over all cells; no limit beside that of each cell unless said. */
  readonly keysInAll: number;
}

/** What a subject draws keeps the law that is promised of it. */
export interface LawClaim extends Stated {
  readonly kind: 'law';
  readonly subject: Subject;
  readonly promised: Promised;
  /** The promise, for the page: a formula or a sentence. */
  readonly promise: string;
  /** Shapes that it is asked for. */
  readonly shapes: Shapes;
  /** Independent weights of the pooled decision in a standard run, a quarter of them compared with others; 40,000 unless said. */
  readonly draws: number;
  /** A program of a few lines that shows the same without this project; none unless given. */
  readonly script: string | null;
}

// biome-ignore lint/suspicious/noExplicitAny: a claim keeps its own type of case to itself
export type Claim = Always<any> | Usually | Reproduced | Mapped | LawClaim;

export const always = <Case>(
  id: string,
  definition: Omit<Definition<Always<Case>>, 'cases'> & { cases?: number },
): Always<Case> => ({ kind: 'always', id, ...defaults, cases: 100, ...definition });

export const usually = (
  id: string,
  definition: Omit<Definition<Usually>, 'pilot' | 'keys' | 'show' | 'layers'> &
    Partial<Pick<Usually, 'pilot' | 'keys' | 'show' | 'layers'>>,
): Usually => ({
  kind: 'usually',
  id,
  ...defaults,
  pilot: null,
  keys: 256,
  show: [],
  layers: [],
  ...definition,
});

export const reproduced = (id: string, definition: Definition<Reproduced>): Reproduced => ({
  kind: 'reproduced',
  id,
  ...defaults,
  ...definition,
});

/**
 * The cells are made here, so that what is decided, written down and shown is plain data. Where an axis or `cell` is none,
 * there are none, and the check of claims says what is missing.
 */
export const mapped = (
  id: string,
  {
    cell,
    ...definition
  }: Omit<Definition<Mapped>, 'cells' | 'keys' | 'keysInAll'> &
    Partial<Pick<Mapped, 'keys' | 'keysInAll'>> & { cell: (x: number, y: number) => Cell },
): Mapped => ({
  kind: 'mapped',
  id,
  ...defaults,
  keys: 256,
  keysInAll: Number.POSITIVE_INFINITY,
  ...definition,
  cells: isGrid(definition, cell)
    ? definition.y.values.flatMap((y) => definition.x.values.map((x) => cell(x, y)))
    : [],
});

const isGrid = ({ x, y }: Partial<Pick<Mapped, 'x' | 'y'>>, cell: unknown): boolean =>
  Array.isArray(x?.values) && Array.isArray(y?.values) && typeof cell === 'function';

/**
 * 40,000 weights: rejected beyond .0151, and with its share for misses at most within .0293 of it, √(ln(2 · 4 / α) / 2n) and
 * √(ln(1 / β) / 2n) more. A normal's scale × .88 is .0309 away, a uniform's .06.
 */
export const law = (
  id: string,
  definition: Omit<Definition<LawClaim>, 'draws' | 'script'> & Partial<Pick<LawClaim, 'draws' | 'script'>>,
): LawClaim => ({ kind: 'law', id, ...defaults, draws: 40_000, script: null, ...definition });
