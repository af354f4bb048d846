/** A share in three digits without the zero before the point: .845, 1. */
export const formatShare = (share: number): string =>
  String(Math.round(share * 1000) / 1000).replace(/^(-?)0\./, '$1.');

/** A cut as it was stated: most have two digits, a formula's value is given five. */
export const formatCut = (cut: number): string => String(Number(cut.toFixed(5))).replace(/^(-?)0\./, '$1.');

/** A bound of a share beside a cut, in as many digits as tell the two apart: .7504 beside .75. */
export function formatBound(bound: number, cut: number): string {
  const digits = [3, 4, 5, 6].find((count) => bound.toFixed(count) !== cut.toFixed(count)) ?? 3;
  return digits === 3 ? formatShare(bound) : bound.toFixed(digits).replace(/^0\./, '.');
}

/** The same as a share for what may be far below a thousandth: .00315, 1.2e-7. */
export const formatSmall = (value: number): string => formatDeviation(value).replace(/^(-?)0\./, '$1.');

/** From a million on as a power of ten, as below a millionth. */
const written = (value: number): string =>
  Math.abs(value) >= 1e6 ? value.toExponential().replace('e+', 'e') : String(value);

/** A deviation as it deserves: 0, infinite, or three digits. */
export const formatDeviation = (value: number): string =>
  Number.isFinite(value)
    ? written(Number(value.toPrecision(3)))
    : Number.isNaN(value)
      ? 'not a number'
      : 'infinite';

/** A capital first, unless the first word is a name: of a function, of a package. */
export const capitalized = (text: string): string =>
  /^[a-z]+(?![\w(.-])/.test(text) && !text.startsWith('randn')
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;

export const uncapitalized = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1);
