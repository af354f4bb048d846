// What a decision leaves behind, as plain data. Numbers may be infinite; the results file encodes them.

import type { LayerValues } from './claim.ts';
import type { Checked } from './law-checks.ts';
import type { Pool } from './law-pools.ts';

export type Verdict = 'holds' | 'refuted' | 'undecided';

/** A planted fault, and what the procedure said of it. */
export interface Control {
  readonly fault: string;
  readonly description: string;
  readonly caught: boolean;
  readonly verdict: Verdict;
  /** Keys, throws or cases it took. */
  readonly looks: number;
  readonly finding: string;
}

/** One arm against itself under other keys: who is better there is a matter of chance, and must not be told apart. */
export interface Twin {
  readonly arm: string;
  readonly measure: string;
  readonly pairs: number;
  readonly mean: number;
  readonly toldApart: boolean;
}

export interface CasesEvidence {
  readonly kind: 'cases';
  readonly measure: string;
  readonly atMost: number;
  readonly cases: number;
  readonly largest: number;
  readonly counterexample: {
    readonly text: string;
    readonly deviation: number;
    readonly seed: number;
    readonly path: string;
  } | null;
  readonly rows: readonly { readonly plant: string | null; readonly deviation: number }[];
}

export interface ArmRecord {
  readonly name: string;
  readonly label: string;
  readonly init: unknown;
  readonly differs: string | null;
}

/** What one key gave. */
export interface ScoreRow {
  readonly key: number;
  readonly score: number;
  readonly values: readonly {
    readonly arm: string;
    readonly measure: string;
    readonly value: number | null;
  }[];
}

export interface ScoresEvidence {
  readonly kind: 'scores';
  readonly score: string;
  readonly cut: number;
  readonly side: 'above' | 'below';
  readonly keys: number;
  readonly cap: number;
  readonly pilot: number | null;
  readonly mean: number;
  readonly interval: readonly [low: number, high: number];
  readonly level: number;
  readonly alpha: number;
  readonly bounds: readonly [low: number, high: number];
  readonly logEvidence: { readonly above: number; readonly below: number };
  readonly twin: Twin;
  readonly arms: readonly ArmRecord[];
  readonly measures: readonly {
    readonly name: string;
    readonly label: string;
    readonly unit: string;
    readonly better: 'lower' | 'higher';
    readonly scale: 'linear' | 'log';
    readonly limit: number | null;
  }[];
  readonly readings: readonly { readonly arm: string; readonly measure: string; readonly limit?: number }[];
  /** Values in the order of the readings. */
  readonly rows: readonly {
    readonly key: number;
    readonly score: number;
    readonly values: readonly (number | null)[];
  }[];
  readonly curves: readonly {
    readonly arm: string;
    readonly stopsAt: number | null;
    readonly steps: readonly number[];
    readonly low: readonly number[];
    readonly median: readonly number[];
    readonly high: readonly number[];
  }[];
  readonly layers: readonly LayerProfileRecord[];
}

/** Mean square of each layer's values before training, from layer 1 on: quantiles over the keys. */
export interface LayerProfileRecord {
  readonly arm: string;
  readonly of: LayerValues;
  readonly low: readonly number[];
  readonly median: readonly number[];
  readonly high: readonly number[];
}

export interface Figure {
  readonly published: number | null;
  readonly measured: number;
}

export type LabelledPoint = readonly [x1: number, x2: number, label: number];

export interface RunsEvidence {
  readonly kind: 'runs';
  readonly train: readonly LabelledPoint[];
  readonly test: readonly LabelledPoint[];
  readonly runs: readonly {
    readonly arm: ArmRecord;
    readonly costs: readonly { readonly step: number; readonly cost: Figure }[];
    readonly stableCosts: readonly number[];
    readonly finalCost: number;
    readonly trainAccuracy: Figure;
    readonly testAccuracy: Figure;
    readonly grid: {
      readonly low: number;
      readonly high: number;
      readonly size: number;
      readonly rows: readonly string[];
    };
    /** How alike each two units of a hidden layer are after training. */
    readonly similarity: { readonly layer: number; readonly rows: readonly (readonly number[])[] };
  }[];
  readonly largestCostDifference: number;
  readonly costTolerance: number;
}

export interface MapCell {
  readonly x: number;
  readonly y: number;
  readonly verdict: Verdict;
  readonly expected: 'holds' | 'refuted' | null;
  readonly keys: number;
  readonly mean: number;
  readonly bounds: readonly [low: number, high: number];
  readonly due: number | null;
}

export interface MapEvidence {
  readonly kind: 'map';
  readonly score: string;
  readonly cut: number;
  readonly side: 'above' | 'below';
  readonly cap: number;
  readonly alpha: number;
  readonly x: { readonly label: string; readonly values: readonly number[] };
  readonly y: { readonly label: string; readonly values: readonly number[] };
  readonly cells: readonly MapCell[];
}

export interface LawEvidence {
  readonly kind: 'law';
  readonly subject: string;
  readonly script: string | null;
  readonly cases: number;
  readonly checks: readonly Checked[];
  readonly pools: readonly Pool[];
  readonly moments: { readonly count: number; readonly mean: number; readonly deviation: number } | null;
  readonly alpha: number;
  readonly missed: number;
}

/** What running a claim gives. */
export interface Outcome {
  readonly verdict: Verdict;
  /** The verdict as a sentence made from its numbers. */
  readonly finding: string;
  readonly evidence: CasesEvidence | ScoresEvidence | RunsEvidence | MapEvidence | LawEvidence;
  readonly controls: readonly Control[];
}
