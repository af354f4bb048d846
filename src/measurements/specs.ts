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
export const layerLawDistance = (): MeasurementSpec => ['layer-law-distance'];
export const equalLivePairs = (): MeasurementSpec => ['equal-live-pairs'];
export const deadUnits = (): MeasurementSpec => ['dead-units'];
export const unitDifference = (): MeasurementSpec => ['unit-difference'];
export const layerMoment = (
  layer: number,
  of: 'preActivation' | 'activation' | 'gradient',
  moment: 'mean' | 'meanSquare',
): MeasurementSpec => ['layer-moment', { layer, of, moment }];
