import { decodeNumber } from '../../results/numbers.ts';
import type { RanClaim, Results, RunsEvidence } from '../../results/schema.ts';
import { type Chart, type Table, table } from '../charts/chart.ts';
import { courseCostsChart } from '../charts/course-costs.ts';
import { decisionBoundaryChart } from '../charts/decision-boundary.ts';
import { similarityChart } from '../charts/similarity.ts';
import { drawn } from './claim-charts.ts';
import { type OverKeys, overManyKeys } from './course-over-keys.ts';
import { type NotesSentence, notesSentences } from './notes-sentences.ts';
import { formatCount, formatFixed, formatNumber, formatPercent, listed } from './numbers.ts';
import { claimPath, type Page, type VerdictMark, verdictMark } from './page.ts';
import { runLine } from './run-line.ts';

export interface CoursePage extends Page {
  /** Null when the claim that repeats the printed runs is not among the results. */
  readonly printed: {
    readonly href: string;
    readonly verdict: VerdictMark;
    readonly finding: string;
    readonly costs: Chart | null;
    readonly boundaries: readonly Chart[];
    /** How alike the units have stayed; empty where the results do not say. */
    readonly similarities: readonly Chart[];
    readonly accuracies: Table;
    readonly figures: Table;
    readonly infinite: string | null;
    readonly note: string;
  } | null;
  readonly overKeys: readonly OverKeys[];
  readonly sentences: readonly NotesSentence[];
  readonly runLine: readonly string[];
}

/**
 * The notes' three runs as printed, the same three over many keys, and what is left of the sentences. No page where the
 * results know nothing of them: a project of its own has other things to prove.
 */
export function coursePages({ run, claims }: Results): CoursePage[] {
  const claim = claims.find((c): c is RanClaim => c.status === 'ran' && c.evidence.kind === 'runs');
  const sentences = notesSentences(claims);
  if (!claim && sentences.length === 0) return [];
  return [
    {
      path: 'course.html',
      root: '',
      template: 'course',
      title: 'The course’s three runs, and what many seeds make of them',
      printed: claim && claim.evidence.kind === 'runs' ? printedRuns(claim, claim.evidence) : null,
      overKeys: overManyKeys(claims),
      sentences,
      runLine: runLine(run),
    },
  ];
}

function printedRuns(claim: RanClaim, evidence: RunsEvidence): NonNullable<CoursePage['printed']> {
  return {
    href: claimPath(claim.id),
    verdict: verdictMark(claim),
    finding: claim.finding,
    costs: courseCostsChart(evidence),
    boundaries: drawn(evidence.runs.map((run) => decisionBoundaryChart(run, evidence.train))),
    similarities: drawn(evidence.runs.map(similarityChart)),
    accuracies: accuracyTable(evidence),
    figures: costTable(evidence),
    infinite: infiniteSentence(evidence),
    note: claim.note,
  };
}

function accuracyTable({ runs }: RunsEvidence): Table {
  return table(
    ['Run', 'Accuracy', '#Published', '#Measured', '#Difference'],
    runs.flatMap(({ arm, trainAccuracy, testAccuracy }) =>
      [['training', trainAccuracy] as const, ['test', testAccuracy] as const].map(([name, figure]) => [
        arm.label,
        name,
        figure.published === null ? '–' : formatPercent(figure.published),
        formatPercent(figure.measured),
        difference(figure, (gap) => `${formatNumber(Number((gap * 100).toFixed(6)), 2)} points`),
      ]),
    ),
  );
}

/** The costs step by step, the runs side by side; where none was published, what was measured stands alone. */
function costTable({ runs }: RunsEvidence): Table {
  const steps = [...new Set(runs.flatMap(({ costs }) => costs.map(({ step }) => step)))].sort(
    (a, b) => a - b,
  );
  const columns = runs.flatMap(({ arm }) => [
    `#${arm.label}: published`,
    `#${arm.label}: measured`,
    `#${arm.label}: difference`,
  ]);
  const cells = (costs: RunsEvidence['runs'][number]['costs'], step: number) => {
    const cost = costs.find((entry) => entry.step === step)?.cost;
    if (!cost) return ['–', '–', '–'];
    const published = cost.published === null ? '–' : formatFixed(cost.published);
    return [published, formatFixed(cost.measured), difference(cost, (gap) => formatNumber(gap, 2))];
  };
  return table(
    ['#Step', ...columns],
    steps.map((step) => [formatCount(step), ...runs.flatMap(({ costs }) => cells(costs, step))]),
  );
}

type Figure = RunsEvidence['runs'][number]['trainAccuracy'];

function difference({ published, measured }: Figure, shown: (gap: number) => string): string {
  if (published === null) return '–';
  return published === measured ? '0' : shown(decodeNumber(measured) - decodeNumber(published));
}

/** Why a first cost can be infinite, with the finite cost of the same weights. */
function infiniteSentence({ runs }: RunsEvidence): string | null {
  const infinite = runs.flatMap(({ arm, costs, stableCosts }) => {
    const index = costs.findIndex(({ cost }) => cost.measured === 'Infinity');
    if (index < 0) return [];
    const stable = stableCosts[index];
    const finite =
      stable === undefined ? '' : ` (the same cost, computed from the logit, is ${formatNumber(stable)})`;
    return [`${arm.label} costs infinitely much at step ${formatCount(costs[index]?.step ?? 0)}${finite}`];
  });
  if (infinite.length === 0) return null;
  return `${listed(infinite)}. The sigmoid’s output rounds to exactly 0 or 1; where that answer is wrong, the cost takes log 0. The weights are finite and training goes on: only the printed number is infinite.`;
}
