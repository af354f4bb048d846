const whole = new Intl.NumberFormat('en-US');
const sixDigits = new Intl.NumberFormat('en-US', { maximumSignificantDigits: 6 });

/** 15,000 and .15: thousands apart, no zero before the point; whole numbers in full, others to 6 digits. */
export function formatNumber(value: number): string {
  return (Number.isInteger(value) ? whole : sixDigits).format(value).replace(/^(-?)0\./, '$1.');
}

/** When a value is taken, in words. */
export const stepLabel = (step: number): string =>
  step === 0 ? 'before training' : `after ${formatNumber(step)} ${step === 1 ? 'step' : 'steps'}`;

/** A layer's number in words; layers count from 1. */
export const layerLabel = (layer: number): string => `layer ${layer}`;
