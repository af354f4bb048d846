/** A share in three digits without the zero before the point: .845, 1. */
export const formatShare = (share: number): string =>
  String(Math.round(share * 1000) / 1000).replace(/^(-?)0\./, '$1.');

/** A cut as it was stated: most have two digits, a formula's value is given five. */
export const formatCut = (cut: number): string => String(Number(cut.toFixed(5))).replace(/^(-?)0\./, '$1.');

/**
 * A bound of a share beside a cut, in as many digits as keep it on its side: .7504 beside .75. A lower one is rounded down
 * and an upper one up, so that what is printed is still a bound.
 */
export function formatBound(bound: number, cut: number, end: 'low' | 'high'): string {
  const rounded = (digits: number) => {
    // What float64 adds to a share of few digits is no reason to round away from it.
    const [scaled, nearest] = [bound * 10 ** digits, Math.round(bound * 10 ** digits)];
    if (Math.abs(scaled - nearest) < 1e-9) return nearest / 10 ** digits;
    return (end === 'low' ? Math.floor(scaled) : Math.ceil(scaled)) / 10 ** digits;
  };
  const side = Math.sign(bound - cut);
  const digits = [3, 4, 5, 6].find((count) => Math.sign(rounded(count) - cut) === side) ?? 6;
  return String(rounded(digits)).replace(/^0\./, '.');
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
