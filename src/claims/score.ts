import type { MeasurementSpec } from '../measurements/registry.ts';

/** How a key is scored from what its arms measured: plain data. Arms are named as the claim names them. */
export type Score =
  /** 1 where the first arm is better by the measurement's own direction, ½ where they tie. Never is worst. */
  | {
      readonly kind: 'better';
      readonly arms: readonly [first: string, second: string];
      readonly measure: MeasurementSpec;
    }
  /** 1 where the two arms lie no further apart than the margin. */
  | {
      readonly kind: 'near';
      readonly arms: readonly [first: string, second: string];
      readonly measure: MeasurementSpec;
      readonly margin: number;
    }
  /** 1 where the first arm's value exceeds `factor` times the second's. */
  | {
      readonly kind: 'exceeds';
      readonly arms: readonly [first: string, second: string];
      readonly measure: MeasurementSpec;
      readonly factor: number;
    }
  /** 1 where the arm's value lies within [low, high], ends included. */
  | {
      readonly kind: 'within';
      readonly arm: string;
      readonly measure: MeasurementSpec;
      readonly range: readonly [low: number, high: number];
    }
  /** 1 where the arm's value is infinite. */
  | { readonly kind: 'infinite'; readonly arm: string; readonly measure: MeasurementSpec }
  /** 1 where the value of a time is reached within the run. */
  | { readonly kind: 'reached'; readonly arm: string; readonly measure: MeasurementSpec }
  /** 1 where the second value is lower than the first. */
  | {
      readonly kind: 'falls';
      readonly arm: string;
      readonly from: MeasurementSpec;
      readonly to: MeasurementSpec;
    }
  /** The value itself, which lies between 0 and 1. */
  | { readonly kind: 'value'; readonly arm: string; readonly measure: MeasurementSpec }
  /** 1 − the score. */
  | { readonly kind: 'not'; readonly score: Score }
  /** The least of the scores: 1 where all are. */
  | { readonly kind: 'all'; readonly scores: readonly Score[] };

export const better = (first: string, second: string, measure: MeasurementSpec): Score => ({
  kind: 'better',
  arms: [first, second],
  measure,
});
export const near = (first: string, second: string, measure: MeasurementSpec, margin: number): Score => ({
  kind: 'near',
  arms: [first, second],
  measure,
  margin,
});
export const exceeds = (first: string, factor: number, second: string, measure: MeasurementSpec): Score => ({
  kind: 'exceeds',
  arms: [first, second],
  measure,
  factor,
});
export const within = (arm: string, measure: MeasurementSpec, low: number, high: number): Score => ({
  kind: 'within',
  arm,
  measure,
  range: [low, high],
});
export const infinite = (arm: string, measure: MeasurementSpec): Score => ({
  kind: 'infinite',
  arm,
  measure,
});
export const reached = (arm: string, measure: MeasurementSpec): Score => ({ kind: 'reached', arm, measure });
export const falls = (arm: string, from: MeasurementSpec, to: MeasurementSpec): Score => ({
  kind: 'falls',
  arm,
  from,
  to,
});
export const value = (arm: string, measure: MeasurementSpec): Score => ({ kind: 'value', arm, measure });
export const not = (score: Score): Score => ({ kind: 'not', score });
export const all = (...scores: readonly Score[]): Score => ({ kind: 'all', scores });

/** What an arm measured under one key; null for a time that was not reached. */
export type Reading = (
  arm: string,
  measure: MeasurementSpec,
) => { readonly value: number | null; readonly better: 'lower' | 'higher' };

/** The score of one key, between 0 and 1. */
export function scoreOf(score: Score, read: Reading): number {
  switch (score.kind) {
    case 'better':
      return compare(score.arms, score.measure, read);
    case 'near': {
      const [first, second] = score.arms.map((arm) => read(arm, score.measure).value ?? Number.NaN);
      return Number(Math.abs(first! - second!) <= score.margin);
    }
    case 'exceeds': {
      const [first, second] = score.arms.map((arm) => read(arm, score.measure).value ?? Number.NaN);
      return Number(first! > score.factor * second!);
    }
    case 'within': {
      const at = read(score.arm, score.measure).value ?? Number.NaN;
      return Number(at >= score.range[0] && at <= score.range[1]);
    }
    case 'infinite':
      return Number(read(score.arm, score.measure).value === Number.POSITIVE_INFINITY);
    case 'reached':
      return Number(read(score.arm, score.measure).value !== null);
    case 'falls':
      return Number(
        (read(score.arm, score.to).value ?? Number.NaN) < (read(score.arm, score.from).value ?? Number.NaN),
      );
    case 'value':
      return bounded(read(score.arm, score.measure).value);
    case 'not':
      return 1 - scoreOf(score.score, read);
    case 'all':
      return Math.min(...score.scores.map((part) => scoreOf(part, read)));
  }
}

function compare(
  [first, second]: readonly [string, string],
  measure: MeasurementSpec,
  read: Reading,
): number {
  const [a, b] = [first, second].map((arm) => {
    const { value: at, better: direction } = read(arm, measure);
    const cost = direction === 'lower' ? (at ?? Number.POSITIVE_INFINITY) : -(at ?? Number.NEGATIVE_INFINITY);
    return Number.isNaN(cost) ? Number.POSITIVE_INFINITY : cost;
  });
  return a === b ? 0.5 : Number(a! < b!);
}

function bounded(at: number | null): number {
  if (at === null || !(at >= 0 && at <= 1))
    throw new RangeError(`invalid score: ${at} (a value that is scored as it is lies between 0 and 1)`);
  return at;
}

/** The arms and measurements a score reads. */
export const readingsOf = (score: Score): { readonly arm: string; readonly measure: MeasurementSpec }[] =>
  pairs(score).map(([arm, measure]) => ({ arm, measure }));

function pairs(score: Score): [arm: string, measure: MeasurementSpec][] {
  switch (score.kind) {
    case 'better':
    case 'near':
    case 'exceeds':
      return score.arms.map((arm) => [arm, score.measure]);
    case 'falls':
      return [
        [score.arm, score.from],
        [score.arm, score.to],
      ];
    case 'not':
      return pairs(score.score);
    case 'all':
      return score.scores.flatMap(pairs);
    default:
      return [[score.arm, score.measure]];
  }
}

/** The same score with the two arms of every comparison exchanged. */
export function swapArms(score: Score): Score {
  switch (score.kind) {
    case 'better':
    case 'near':
    case 'exceeds':
      return { ...score, arms: [score.arms[1], score.arms[0]] };
    case 'not':
      return { ...score, score: swapArms(score.score) };
    case 'all':
      return { ...score, scores: score.scores.map(swapArms) };
    default:
      return score;
  }
}
