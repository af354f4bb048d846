/** A share in three digits without the zero before the point: .845, 1. */
export const formatShare = (share: number): string =>
  String(Math.round(share * 1000) / 1000).replace(/^(-?)0\./, '$1.');

/** The same for what may be far below a thousandth: .00315, 1.2e-7. */
export const formatSmall = (value: number): string => formatDeviation(value).replace(/^(-?)0\./, '$1.');

/** A deviation as it deserves: 0, infinite, or three digits. */
export const formatDeviation = (value: number): string =>
  Number.isFinite(value)
    ? String(Number(value.toPrecision(3)))
    : Number.isNaN(value)
      ? 'not a number'
      : 'infinite';
