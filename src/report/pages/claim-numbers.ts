import { formatCut } from '../../claims/format.ts';
import { decodeNumber } from '../../results/numbers.ts';
import type {
  CasesEvidence,
  Evidence,
  JsonNumber,
  MeasureRecord,
  RunsEvidence,
  ScoresEvidence,
} from '../../results/schema.ts';
import { kaplanMeier, restrictedMean } from '../../statistics/kaplan-meier.ts';
import { type Table, table } from '../charts/chart.ts';
import { isIndicator, type Measured, meanOf, measuredByArm, present } from '../charts/measured.ts';
import { quantile, timeReached } from '../charts/quantiles.ts';
import type { SettingData } from '../charts/score-limits.ts';
import { lawNumbers } from './law-numbers.ts';
import { mapNumbers } from './map-numbers.ts';
import {
  asPrinted,
  counted,
  formatCount,
  formatNumber,
  formatPercent,
  formatRange,
  formatShare,
  powerOfTen,
} from './numbers.ts';

/** The numbers behind a verdict, each with its range. */
export function claimNumbers(evidence: Evidence, setting: SettingData = null): Table {
  if (evidence.kind === 'cases') return casesNumbers(evidence);
  if (evidence.kind === 'map') return mapNumbers(evidence);
  if (evidence.kind === 'law') return lawNumbers(evidence);
  return evidence.kind === 'scores' ? scoresNumbers(evidence, setting) : runsNumbers(evidence);
}

const columns = ['Number', '#Value', 'Range', '#Counted'];

function scoresNumbers(evidence: ScoresEvidence, setting: SettingData): Table {
  const { mean, interval, bounds, level, alpha, keys, cap, pilot, cut, side, twin } = evidence;
  const range = (ends: readonly [number, number]) => formatRange(ends, cut);
  return table(columns, [
    [
      'mean score',
      formatShare(mean),
      `${range(interval)} (${formatPercent(level)} interval)`,
      counted(keys, 'key'),
    ],
    ['the same, to decide by', '', `${range(bounds)} (error ${formatNumber(alpha, 4)} a side)`, ''],
    ['cut', formatCut(cut), `the claim says ${side}`, `at most ${counted(cap, 'key')}`],
    [
      'weight of evidence for “above”',
      formatEvidence(evidence.logEvidence.above),
      `decides at ${formatNumber(1 / alpha)}`,
      '',
    ],
    ['weight of evidence for “below”', formatEvidence(evidence.logEvidence.below), '', ''],
    ...(pilot === null
      ? []
      : [['mean score of the pilot', formatShare(pilot), 'cut and cap come from it', '']]),
    [
      'twin: the same arm, other keys',
      formatShare(twin.mean),
      `share of pairs whose first has the better ${twin.measure}; ½ is due${allTie(evidence) ? ', and all of them tie: it says nothing here' : ''}`,
      counted(twin.pairs, 'pair'),
    ],
    ...evidence.measures.flatMap((measure) =>
      measuredByArm(evidence, measure, setting).flatMap((measured) => [
        measureRow(measure, measured),
        ...restrictedRow(measure, measured),
      ]),
    ),
  ]);
}

/** Whether the twin's values are the same under every key: a pair of them is a tie. */
function allTie({ twin, measures, readings, rows }: ScoresEvidence): boolean {
  const measure = measures.find(({ label }) => label === twin.measure);
  const place = readings.findIndex((of) => of.arm === twin.arm && of.measure === measure?.name);
  return rows.length > 1 && new Set(rows.map(({ values }) => values[place])).size === 1;
}

/** An e-value from its logarithm. */
export function formatEvidence(log: JsonNumber): string {
  const exponent = decodeNumber(log) / Math.LN10;
  return Number.isFinite(exponent) && Math.abs(exponent) > 300
    ? powerOfTen(Math.round(exponent))
    : formatNumber(10 ** exponent, 2);
}

function measureRow(measure: MeasureRecord, { arm, values, single, limit }: Measured): string[] {
  const { label, unit } = measure;
  if (isIndicator(values, measure))
    return [
      `${arm.label}: ${asPrinted(label)}`,
      formatShare(meanOf(values)),
      '0 or 1 for each key',
      counted(values.length, 'key'),
    ];
  const never = limit === null ? 'none' : 'never';
  const there = present(values).length;
  const shown = (share: number) => {
    const value = limit === null ? quantile(values, share) : timeReached(values, share);
    return Number.isFinite(value) || there === values.length ? formatNumber(value) : never;
  };
  const name = `${arm.label}: median ${asPrinted(label)}${unit === '' || label.includes(unit) ? '' : `, ${unit}`}`;
  const [low, high] = [shown(0.1), shown(0.9)];
  const range = single
    ? 'the same for every key: nothing in it is random'
    : `${low === high ? low : `${low} to ${high}`} (10\u00a0% to 90\u00a0% of keys)`;
  const keys = counted(values.length, single ? 'run' : 'key');
  return [name, shown(0.5), range, there < values.length ? `${formatCount(there)} of ${keys}` : keys];
}

/** The mean time where the clock stops with the run: what is left of a mean when some never get there. */
function restrictedRow({ label }: MeasureRecord, { arm, values, single, limit }: Measured): string[][] {
  if (limit === null || single) return [];
  const curve = kaplanMeier(values.map((time) => ({ time: time ?? limit, event: time !== null })));
  const { mean, standardError } = restrictedMean(curve, limit);
  return [
    [
      `${arm.label}: mean ${label}, at most ${formatCount(limit)}`,
      formatNumber(mean),
      `± ${formatNumber(standardError)} (standard error)`,
      counted(values.length, 'key'),
    ],
  ];
}

function casesNumbers({ cases, largest, atMost, measure, rows }: CasesEvidence): Table {
  const zeros = rows.filter(({ plant, deviation }) => plant === null && deviation === 0).length;
  return table(columns, [
    [
      asPrinted(measure.startsWith('largest') ? measure : `largest: ${measure}`),
      formatNumber(largest),
      `promised: ${atMost === 0 ? 'exactly 0' : `at most ${formatNumber(atMost)}`}`,
      counted(cases, 'case'),
    ],
    ['cases at exactly 0', formatCount(zeros), '', ''],
  ]);
}

function runsNumbers({ largestCostDifference, costTolerance, runs }: RunsEvidence): Table {
  const costs = runs.flatMap((run) => run.costs).filter(({ cost }) => cost.published !== null).length;
  return table(columns, [
    [
      'largest difference to a published cost',
      formatNumber(largestCostDifference),
      `allowed: ${formatNumber(costTolerance)}`,
      counted(costs, 'cost'),
    ],
    ...runs.map(({ arm, finalCost }) => [
      `final cost: ${arm.label}`,
      formatNumber(finalCost, 4),
      '',
      '1 run',
    ]),
  ]);
}
