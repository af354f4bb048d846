import { decodeNumber } from '../../results/numbers.ts';
import type { LawEvidence } from '../../results/schema.ts';
import { type Table, table } from '../charts/chart.ts';
import { asPrinted, counted, formatNumber, formatShare } from './numbers.ts';

/** What was asked of a law, what came out, and the smallest deviation that would have been seen. */
export function lawNumbers({ checks, pools, moments, missed }: LawEvidence): Table {
  return table(
    ['Promise', 'Measured', 'Allowed', '#Counted', 'Would be seen'],
    [
      ...checks.map(({ name, cases, breaches, example }) => [
        name,
        `${breaches === 0 ? 'always' : `not in ${counted(breaches, 'case')}`}${example === null ? '' : `; the first: ${asPrinted(example).replace(/ -(?=[\d.])/g, ' −')}`}`,
        'no breach',
        counted(cases, 'case'),
        'a single breach',
      ]),
      ...pools.map(({ name, unit, count, distance, band, caught }) => [
        name,
        `distance ${formatNumber(distance)}`,
        `at most ${formatNumber(band)}`,
        counted(count, unit),
        `a distance of ${formatNumber(caught)} (missed with ${formatShare(missed)} at most)`,
      ]),
      ...(moments === null
        ? []
        : [
            [
              'mean, less the promised one, in promised standard deviations',
              formatNumber(decodeNumber(moments.mean)),
              'shown, not decided on',
              counted(moments.count, 'weight'),
              '',
            ],
            [
              'standard deviation, as a share of the promised one',
              formatNumber(decodeNumber(moments.deviation)),
              'shown, not decided on',
              counted(moments.count, 'weight'),
              '',
            ],
          ]),
    ],
  );
}
