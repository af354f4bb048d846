import type { MeasurementSpec } from './registry.ts';

// Measurements as a claim writes them.

export const stepsToCost = (cost: number): MeasurementSpec => ['steps-to-cost', { cost }];
export const costAt = (step: number): MeasurementSpec => ['cost-at', { step }];
export const trainAccuracy = (): MeasurementSpec => ['accuracy', { of: 'train' }];
export const testAccuracy = (): MeasurementSpec => ['accuracy', { of: 'test' }];
export const unguardedCost = (): MeasurementSpec => ['unguarded-cost'];
export const outputChange = (): MeasurementSpec => ['output-change'];
export const outputSaturation = (): MeasurementSpec => ['output-saturation'];
export const gradientNorm = (layer: number): MeasurementSpec => ['gradient-norm', { layer }];
/** He's law where no scale is given. */
export const layerLawDistance = (scale = 2): MeasurementSpec => ['layer-law-distance', { scale }];
export const layerSize = (layer: number): MeasurementSpec => ['layer-size', { layer }];
export const equalLivePairs = (): MeasurementSpec => ['equal-live-pairs'];
export const deadUnits = (): MeasurementSpec => ['dead-units'];
export const unitDifference = (): MeasurementSpec => ['unit-difference'];
export const layerMoment = (
  layer: number,
  of: 'preActivation' | 'activation' | 'gradient',
  moment: 'mean' | 'meanSquare',
): MeasurementSpec => ['layer-moment', { layer, of, moment }];
export const layerGrowth = (
  of: 'preActivation' | 'activation' | 'gradient',
  from: number,
  to: number,
  average: 'geometric' | 'square' = 'geometric',
): MeasurementSpec => ['layer-growth', { of, from, to, average }];
export const inputShare = (layer: number): MeasurementSpec => ['input-share', { layer }];
export const bornDead = (): MeasurementSpec => ['born-dead'];
export const tiedLayers = (): MeasurementSpec => ['tied-layers'];
export const singularValue = (which: 'smallest' | 'median' | 'largest'): MeasurementSpec => [
  'singular-value',
  { which },
];
