/** A number for a label, with at most four digits and no leading zero: `10`, `.01`, `1.414`. */
export function shortNumber(value: number): string {
  return String(Number(value.toPrecision(4))).replace(/^(-?)0\./, '$1.');
}

/** What a label adds for a mean: nothing for 0, else ` + 3` or ` − .5`. */
export function plus(mean: number): string {
  if (mean === 0) return '';
  return mean > 0 ? ` + ${shortNumber(mean)}` : ` − ${shortNumber(-mean)}`;
}
