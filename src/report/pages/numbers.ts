import { capitalized, formatBound } from '../../claims/format.ts';
import { decodeNumber } from '../../results/numbers.ts';
import type { JsonNumber } from '../../results/schema.ts';

/** A number with the digits it deserves, as the report prints it: `.82`, `15,000`, `5 × 10⁻¹³`, `∞`. */
export function formatNumber(encoded: JsonNumber, digits = 3): string {
  const value = decodeNumber(encoded);
  if (Number.isNaN(value)) return 'not a number';
  if (value < 0) return `−${formatNumber(-value, digits)}`;
  if (value === Number.POSITIVE_INFINITY) return '∞';
  if (value === 0) return '0';
  if (value < 1e-3 || value >= 1e7) return scientific(value, digits);
  if (Number.isInteger(value) || value >= 1000) return formatCount(Math.round(value));
  const rounded = Number(value.toPrecision(digits));
  return rounded >= 1000 ? formatCount(rounded) : withoutLeadingZero(String(rounded));
}

/** A count or a step: 15,000. */
export function formatCount(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A share between 0 and 1: two digits, three near the ends, and never a rounded 0 or 1. */
export function formatShare(value: number): string {
  if (value === 0 || value === 1) return String(value);
  if (value > 0 && value < 0.001) return '<.001';
  if (value < 1 && value > 0.999) return '>.999';
  const digits = value < 0.01 || value > 0.99 ? 3 : 2;
  return withoutLeadingZero(String(Number(value.toFixed(digits))));
}

/** Two bounds beside a cut, each rounded outward and on its side of it, as the finding rounds them. */
export const formatRange = ([low, high]: readonly [number, number], cut: number): string =>
  `${formatBound(low, cut, 'low')} to ${formatBound(high, cut, 'high')}`;

/** Accuracies as percentages: 99.3 %. */
export const formatPercent = (encoded: JsonNumber): string =>
  `${String(Number((decodeNumber(encoded) * 100).toFixed(1)))}\u00a0%`;

/** Every digit up to the sixth after the point, so that figures line up in a column. */
export function formatFixed(encoded: JsonNumber, decimals = 6): string {
  const value = decodeNumber(encoded);
  return Number.isFinite(value) ? withoutLeadingZero(value.toFixed(decimals)) : formatNumber(encoded);
}

export function formatDuration(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 0.05) return '<.1\u00a0s';
  if (seconds < 9.95) return `${withoutLeadingZero(seconds.toFixed(1))}\u00a0s`;
  const whole = Math.round(seconds);
  return whole < 120 ? `${whole}\u00a0s` : `${Math.floor(whole / 60)}\u00a0min ${whole % 60}\u00a0s`;
}

const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** The day of an ISO 8601 time, as written there; other text is left as it is. */
export function formatDay(iso: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})T/.exec(iso);
  const month = months[Number(match?.[2]) - 1];
  return match && month ? `${Number(match[3])} ${month} ${match[1]}` : iso;
}

/** `28 Nov 2026, 10:32 UTC`. */
export const formatMinute = (iso: string): string => {
  const clock = /T(\d{2}:\d{2})/.exec(iso)?.[1];
  return clock ? `${formatDay(iso)}, ${clock} UTC` : formatDay(iso);
};

/** `1 key`, `20 keys`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${formatCount(count)} ${count === 1 ? one : many}`;

/** `a`, `a and b`, `a, b and c`. */
export function listed(words: readonly string[]): string {
  const last = words.at(-1) ?? '';
  return words.length < 2 ? last : `${words.slice(0, -1).join(', ')} and ${last}`;
}

/** Text of a claim's author as a sentence: a capital first, a full stop last, numbers as they are printed elsewhere. */
export const asSentence = (text: string): string =>
  asPrinted(capitalized(/[\p{L}\p{N})”’%]$/u.test(text) ? `${text}.` : text));

/** The numbers of a text as the report prints them: 1.4e-15 as 1.4 × 10⁻¹⁵, 0.8 as .8, no more than six decimals. */
export const asPrinted = (text: string): string =>
  text.replace(
    /(?<![\w.]|\w-)(\d*\.?\d+)(?:e([+-]?\d+))?(?![\w]|\.\d)/g,
    (_, mantissa: string, exponent: string | undefined) => {
      const digits = withoutLeadingZero(
        /\.\d{7,}$/.test(mantissa) ? formatNumber(Number(mantissa), 4) : mantissa,
      );
      if (exponent === undefined) return digits;
      const power = powerOfTen(Number(exponent));
      return mantissa === '1' ? power : `${digits}\u00a0×\u00a0${power}`;
    },
  );

const superscripts = '⁰¹²³⁴⁵⁶⁷⁸⁹';

export function powerOfTen(exponent: number): string {
  const digits = [...String(Math.abs(exponent))].map((digit) => superscripts[Number(digit)]).join('');
  return `10${exponent < 0 ? '⁻' : ''}${digits}`;
}

function scientific(value: number, digits: number): string {
  const [mantissa, exponent] = value.toExponential(Math.max(0, digits - 2)).split('e');
  const factor = String(Number(mantissa));
  const power = powerOfTen(Number(exponent));
  return factor === '1' ? power : `${factor}\u00a0×\u00a0${power}`;
}

const withoutLeadingZero = (text: string): string => text.replace(/^0\./, '.');
