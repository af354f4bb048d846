import { InvalidArgumentError } from 'commander';

// Readers of option values. Each refuses with what was expected; commander adds which option it was.

export function wholeNumber(least: number, most = Number.MAX_SAFE_INTEGER) {
  return (text: string): number => {
    const value = Number(text);
    if (!/^\d+$/.test(text) || value < least || value > most)
      throw new InvalidArgumentError(`Expected a whole number from ${least} to ${most}.`);
    return value;
  };
}

export function positiveNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value) || value <= 0)
    throw new InvalidArgumentError('Expected a number above 0.');
  return value;
}

export function finiteNumber(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !Number.isFinite(value)) throw new InvalidArgumentError('Expected a number.');
  return value;
}

/** A factor that lets what it multiplies die away. */
export function momentumFactor(text: string): number {
  const value = Number(text);
  if (text.trim() === '' || !(value >= 0 && value < 1))
    throw new InvalidArgumentError('Expected a number from 0 to below 1.');
  return value;
}

/** `2,10,5,1` */
export function wholeNumbers(text: string): number[] {
  const parts = text.split(',');
  if (!parts.every((part) => /^[1-9]\d*$/.test(part.trim())))
    throw new InvalidArgumentError(
      'Expected whole numbers of 1 or more, separated by commas, e.g. 2,10,5,1.',
    );
  return parts.map(Number);
}

/** A seed, or a fresh one that is not drawn here. */
export function seedOrFresh(text: string): number | 'fresh' {
  if (text === 'fresh') return text;
  if (!/^\d+$/.test(text) || !Number.isSafeInteger(Number(text)))
    throw new InvalidArgumentError(
      `Expected a whole number from 0 to ${Number.MAX_SAFE_INTEGER}, or the word fresh.`,
    );
  return Number(text);
}

/** An address on the web; as it is put into links, without anything that would end one early. */
export function webAddress(text: string): string {
  if (!URL.canParse(text) || !/^https?:\/\/[^\s()<>[\]"'`|\\]+$/.test(text))
    throw new InvalidArgumentError('Expected an address that begins with https:// or http://.');
  return text;
}
