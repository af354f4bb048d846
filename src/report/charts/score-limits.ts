import { decodeNumber } from '../../results/numbers.ts';
import type { ClaimResult, JsonNumber, MeasureRecord } from '../../results/schema.ts';

export type SettingData = ClaimResult['setting']['data'];

/** Where a claim's score draws a line through a measure's values under an arm: the ends of what it asks for. */
export function scoreLimits(setting: SettingData, arm: string, { name }: MeasureRecord): number[] {
  const asked = isObject(setting) ? rangesIn(setting.score ?? null) : [];
  const limits = asked
    .filter((range) => range.arm === arm && JSON.stringify(range.measure) === name)
    .flatMap(({ range }) => range.map(decodeNumber));
  // The ends of what is possible at all are no limits: nothing lies below 0 or above an accuracy of 1.
  const isEnd = (limit: number) => limit === 0 || (limit === 1 && name.startsWith('["accuracy"'));
  return [...new Set(limits)].filter((limit) => Number.isFinite(limit) && !isEnd(limit));
}

interface Range {
  readonly arm: SettingData;
  readonly measure: SettingData;
  readonly range: readonly JsonNumber[];
}

/** The ranges in a score, however deep: `{ kind: 'within', arm, measure, range }`. */
function rangesIn(score: SettingData): Range[] {
  if (Array.isArray(score)) return score.flatMap(rangesIn);
  if (!isObject(score)) return [];
  const { kind, arm, measure, range } = score;
  if (kind !== 'within') return Object.values(score).flatMap(rangesIn);
  return [{ arm: arm ?? null, measure: measure ?? null, range: range as JsonNumber[] }];
}

type Json = Readonly<Record<string, SettingData>>;

const isObject = (value: SettingData): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Whether data and batches are the same under every key, as far as the setting tells. */
export function isSameForAllKeys(setting: SettingData): boolean {
  if (!isObject(setting)) return true;
  const { data, schedule } = setting as { data?: SettingData; schedule?: SettingData };
  const fixedData = !isObject(data ?? null) || (data as Json).seeds !== 'per-key';
  const fullBatch = !isObject(schedule ?? null) || (schedule as Json).batch === 'full';
  return fixedData && fullBatch;
}
