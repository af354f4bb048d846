import { decodeNumber } from '../../results/numbers.ts';
import type { ArmRecord, MeasureRecord, ScoresEvidence } from '../../results/schema.ts';

/** What one measure gave under one arm, over all keys. */
export interface Measured {
  readonly arm: ArmRecord;
  readonly keys: readonly number[];
  /** Null: never reached, or no value. */
  readonly values: readonly (number | null)[];
}

/** A measure's values, arm by arm; arms it was not taken of are left out. */
export function measuredByArm(evidence: ScoresEvidence, measure: MeasureRecord): Measured[] {
  return evidence.arms
    .map((arm) => {
      const found = evidence.rows.flatMap(({ key, values }) =>
        values
          .filter((value) => value.arm === arm.name && value.measure === measure.name)
          .map(({ value }) => ({ key, value: value === null ? null : decodeNumber(value) })),
      );
      return { arm, keys: found.map(({ key }) => key), values: found.map(({ value }) => value) };
    })
    .filter(({ values }) => values.length > 0);
}

export const present = (values: readonly (number | null)[]): number[] =>
  values.filter((value): value is number => value !== null);
