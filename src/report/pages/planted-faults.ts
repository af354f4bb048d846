import type { Control, RanClaim } from '../../results/schema.ts';
import { type Table, table } from '../charts/chart.ts';
import { type FirstOf, firstOf } from './first-of.ts';
import { counted, formatCount, formatNumber, listed } from './numbers.ts';
import { claimPath } from './page.ts';

export interface PlantedFaults {
  readonly summary: string;
  /** A row a fault: what it changes, in how many claims it was caught, and how much that took. */
  readonly byFault: Table;
  readonly missed: readonly { readonly id: string; readonly href: string; readonly fault: string }[];
  readonly byClaim: FirstOf<{ readonly id: string; readonly href: string; readonly faults: string }>;
}

/** Rows of claims on the page: each claim's own page tells its faults as well. */
export const mostClaims = 1000;

/** Which faults were planted in which claims, and whether they were caught. */
export function plantedFaults(claims: readonly RanClaim[]): PlantedFaults {
  const planted = claims.flatMap(({ id, controls }) => controls.map((control) => ({ id, control })));
  const missed = planted.filter(({ control }) => !control.caught);
  return {
    summary: summaryOf(planted.length, missed.length),
    byFault: table(
      ['Fault', 'What it changes', '#Caught in', '#Keys, throws or cases it took'],
      [...new Set(planted.map(({ control }) => control.fault))].sort().map((fault) =>
        faultRow(
          fault,
          planted.flatMap(({ control }) => (control.fault === fault ? [control] : [])),
        ),
      ),
    ),
    missed: missed.map(({ id, control }) => ({ id, href: claimPath(id), fault: control.fault })),
    byClaim: firstOf(
      claims
        .filter(({ controls }) => controls.length > 0)
        .map(({ id, controls }) => ({
          id,
          href: claimPath(id),
          faults: listed(
            controls.map(
              ({ fault, caught, looks }) => `${fault} (${caught ? '' : 'missed, '}${formatCount(looks)})`,
            ),
          ),
        })),
      mostClaims,
    ),
  };
}

function summaryOf(planted: number, missed: number): string {
  if (planted === 0) return 'No fault was planted in this run.';
  if (planted === 1)
    return missed === 0 ? 'The one planted fault was caught.' : 'The one planted fault was missed.';
  if (missed === 0) return `All ${formatCount(planted)} planted faults were caught.`;
  return `${formatCount(planted - missed)} of ${formatCount(planted)} planted faults were caught.`;
}

function faultRow(fault: string, controls: readonly Control[]): string[] {
  const caught = controls.filter((control) => control.caught).length;
  const all = counted(controls.length, 'claim');
  const looks = controls.map((control) => control.looks).sort((a, b) => a - b);
  const [least, most] = [looks[0] ?? 0, looks.at(-1) ?? 0];
  return [
    fault,
    controls[0]?.description ?? '',
    caught === controls.length ? all : `${formatCount(caught)} of ${all}`,
    least === most ? formatNumber(least) : `${formatNumber(least)} to ${formatNumber(most)}`,
  ];
}
