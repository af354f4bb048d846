/** 15,000 and .15: thousands apart, no zero before the point. */
export function formatNumber(value: number): string {
  return value.toLocaleString('en-US', { maximumSignificantDigits: 6 }).replace(/^(-?)0\./, '$1.');
}

/** When a value is taken, in words. */
export const stepLabel = (step: number): string =>
  step === 0 ? 'before training' : `after ${formatNumber(step)} steps`;

/** A layer's number in words; layers count from 1. */
export const layerLabel = (layer: number): string => `layer ${layer}`;
