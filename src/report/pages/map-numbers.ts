import { formatCut } from '../../claims/format.ts';
import type { MapEvidence } from '../../results/schema.ts';
import { type Table, table } from '../charts/chart.ts';
import { counted, formatCount, formatNumber } from './numbers.ts';

/** Cells in which the question is answered so. */
export const cellsWith = ({ cells }: MapEvidence, verdict: MapEvidence['cells'][number]['verdict']): number =>
  cells.filter((cell) => cell.verdict === verdict).length;

export const keysInAll = ({ cells }: MapEvidence): number => cells.reduce((sum, { keys }) => sum + keys, 0);

/** What the cells of a map add up to. */
export function mapNumbers(evidence: MapEvidence): Table {
  const { cells, cap, alpha, cut, side } = evidence;
  const of = `of ${counted(cells.length, 'cell')}`;
  const stated = cells.filter(({ expected }) => expected !== null);
  const met = stated.filter(({ verdict, expected }) => verdict === expected).length;
  const due = cells.filter((cell) => cell.due !== null);
  const within = due.filter(({ due: at, bounds: [low, high] }) => at! >= low && at! <= high).length;
  return table(
    ['Number', '#Value', 'Range', '#Counted'],
    [
      ['cells that say yes', formatCount(cellsWith(evidence, 'holds')), of, ''],
      ['cells that say no', formatCount(cellsWith(evidence, 'refuted')), of, ''],
      ['cells left open', formatCount(cellsWith(evidence, 'undecided')), of, ''],
      ...(stated.length === 0
        ? []
        : [
            [
              'cells that say what the map claims of them',
              formatCount(met),
              `of ${formatCount(stated.length)} it claims something of`,
              '',
            ],
          ]),
      ...(due.length === 0
        ? []
        : [
            [
              'cells whose bounds hold the formula’s value',
              formatCount(within),
              `of ${formatCount(due.length)}`,
              '',
            ],
          ]),
      [
        'cut of each cell',
        formatCut(cut),
        `yes ${side} it; error ${formatNumber(alpha)} a cell`,
        `at most ${counted(cap, 'key')} a cell`,
      ],
      ['keys in all', formatCount(keysInAll(evidence)), 'cells that are decided take no more', ''],
    ],
  );
}
