/** Refuses all but 0 < value < 1: levels, error rates. */
export function strictlyInUnit(what: string, value: number): void {
  if (!(value > 0 && value < 1))
    throw new RangeError(`invalid ${what}: ${value} (expected a number between 0 and 1)`);
}

/** Refuses all but 0 ≤ value ≤ 1: observations, means, shares. */
export function inUnit(what: string, value: number): void {
  if (!(value >= 0 && value <= 1))
    throw new RangeError(`invalid ${what}: ${value} (expected a number from 0 to 1)`);
}
