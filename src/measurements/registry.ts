import { accuracy } from './accuracy.ts';
import { bornDead } from './born-dead.ts';
import { costAt } from './cost-at.ts';
import { deadUnits } from './dead-units.ts';
import { equalLivePairs } from './equal-live-pairs.ts';
import { gradientNorm } from './gradient-norm.ts';
import { inputShare } from './input-share.ts';
import { layerGrowth } from './layer-growth.ts';
import { layerLawDistance } from './layer-law-distance.ts';
import { layerMoment } from './layer-moment.ts';
import { layerSize } from './layer-size.ts';
import type { Measurement } from './measurement.ts';
import { outputChange } from './output-change.ts';
import { outputSaturation } from './output-saturation.ts';
import { singularValue } from './singular-value.ts';
import { stepsToCost } from './steps-to-cost.ts';
import { tiedLayers } from './tied-layers.ts';
import { unguardedCost } from './unguarded-cost.ts';
import { unitDifference } from './unit-difference.ts';

export const measurements = {
  accuracy,
  'born-dead': bornDead,
  'cost-at': costAt,
  'dead-units': deadUnits,
  'equal-live-pairs': equalLivePairs,
  'gradient-norm': gradientNorm,
  'input-share': inputShare,
  'layer-growth': layerGrowth,
  'layer-law-distance': layerLawDistance,
  'layer-moment': layerMoment,
  'layer-size': layerSize,
  'output-change': outputChange,
  'output-saturation': outputSaturation,
  'singular-value': singularValue,
  'steps-to-cost': stepsToCost,
  'tied-layers': tiedLayers,
  'unguarded-cost': unguardedCost,
  'unit-difference': unitDifference,
  // biome-ignore lint/suspicious/noExplicitAny: each entry has parameters of its own
} satisfies Record<string, (params: any) => Measurement>;

export type MeasurementId = keyof typeof measurements;

/** A measurement by name and parameters, as plain data. */
export type MeasurementSpec = {
  [Id in MeasurementId]: Parameters<(typeof measurements)[Id]> extends [infer Params]
    ? readonly [id: Id, params: Params]
    : readonly [id: Id];
}[MeasurementId];

export function measurementFrom([id, params]: MeasurementSpec): Measurement {
  return (measurements[id] as (params: unknown) => Measurement)(params);
}
