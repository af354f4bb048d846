import { decodeNumber } from '../../results/numbers.ts';
import type { ArmRecord, JsonNumber, MeasureRecord, ScoresEvidence } from '../../results/schema.ts';
import { mean } from '../../statistics/mean.ts';
import { initializerFamily } from './initializer-style.ts';
import { isSameForAllKeys, type SettingData, scoreLimits } from './score-limits.ts';

/** What one measure gave under one arm, over all keys. */
export interface Measured {
  readonly arm: ArmRecord;
  readonly keys: readonly number[];
  /** Null: never reached, or no value. */
  readonly values: readonly (number | null)[];
  /** Nothing in it is drawn by chance: the same run under every key, counted once. */
  readonly single: boolean;
  /** Where values end with the run, and never means not by then; null where they do not. */
  readonly limit: number | null;
  /** Values at which the claim's score turns. */
  readonly turns: readonly number[];
}

/** A measure's values, arm by arm; arms it was not taken of are left out. `setting` is the claim's, as data. */
export function measuredByArm(
  evidence: ScoresEvidence,
  measure: MeasureRecord,
  setting: SettingData = null,
): Measured[] {
  const { arms, readings, rows } = evidence;
  return arms.flatMap((arm) => {
    const place = readings.findIndex((of) => of.arm === arm.name && of.measure === measure.name);
    if (place < 0 || rows.length === 0) return [];
    const values = rows.map((row) => decoded(row.values[place] ?? null));
    const single = isSameForAllKeys(setting) && isWithoutChance(evidence, arm);
    const limit = readings[place]!.limit ?? measure.limit;
    const turns = scoreLimits(setting, arm.name, measure);
    const keys = rows.map(({ key }) => key);
    return [{ arm, keys, values: single ? values.slice(0, 1) : values, single, limit, turns }];
  });
}

const decoded = (value: JsonNumber | null): number | null => (value === null ? null : decodeNumber(value));

/**
 * Constant weights, and nothing on record that a key changes: neither a value read of the arm nor its cost at any step.
 * Values alone do not tell: where data or batches are drawn anew, costs differ though no run ever gets anywhere.
 */
function isWithoutChance(
  { curves, readings, rows }: ScoresEvidence,
  { name, init, differs }: ArmRecord,
): boolean {
  if (differs !== null || initializerFamily(init) !== 'zeros') return false;
  const curve = curves.find(({ arm }) => arm === name);
  const sameCosts = curve?.low.every((low, step) => low === curve.high[step]) ?? false;
  const isSame = (place: number) => new Set(rows.map(({ values }) => values[place])).size === 1;
  return sameCosts && readings.every(({ arm }, place) => arm !== name || isSame(place));
}

/**
 * Whether a value says yes or no of its key: its mean is a share, and it has no quantiles to speak of. Where only one of
 * 0 and 1 came out, the measure's words tell: a share of one key's own that is never in between.
 */
export const isIndicator = (values: readonly (number | null)[], measure?: MeasureRecord): boolean =>
  values.length > 0 &&
  values.every((value) => value === 0 || value === 1) &&
  ((values.includes(0) && values.includes(1)) || measure?.label.startsWith('share of') === true);

export const meanOf = (values: readonly (number | null)[]): number => mean(present(values));

export const present = (values: readonly (number | null)[]): number[] =>
  values.filter((value): value is number => value !== null);
