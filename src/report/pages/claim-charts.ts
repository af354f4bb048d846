import type { RanClaim, ScoresEvidence } from '../../results/schema.ts';
import type { Chart } from '../charts/chart.ts';
import { costCurvesChart } from '../charts/cost-curves.ts';
import { courseCostsChart } from '../charts/course-costs.ts';
import { decisionBoundaryChart } from '../charts/decision-boundary.ts';
import { deviationsChart } from '../charts/deviations.ts';
import { intervalChart } from '../charts/interval.ts';
import { lawDeviationChart } from '../charts/law-deviation.ts';
import { layerProfileCharts } from '../charts/layer-profile.ts';
import { mapChart } from '../charts/map.ts';
import { measureChart } from '../charts/measure.ts';
import { measuredByArm } from '../charts/measured.ts';

/** A claim's charts, what it is decided on first. Evidence without rows gives none. */
export function claimCharts({ evidence, controls, setting }: RanClaim): {
  charts: Chart[];
  boundaries: Chart[];
} {
  if (evidence.kind === 'cases')
    return { charts: drawn([deviationsChart(evidence, controls)]), boundaries: [] };
  if (evidence.kind === 'law') return { charts: drawn([lawDeviationChart(evidence)]), boundaries: [] };
  if (evidence.kind === 'scores') return { charts: scoresCharts(evidence, setting), boundaries: [] };
  if (evidence.kind === 'map') return { charts: drawn([mapChart(evidence)]), boundaries: [] };
  return {
    charts: drawn([courseCostsChart(evidence)]),
    boundaries: drawn(evidence.runs.map((run) => decisionBoundaryChart(run, evidence.train))),
  };
}

function scoresCharts(evidence: ScoresEvidence, { data }: RanClaim['setting']): Chart[] {
  const [first, ...others] = evidence.measures.map((measure) =>
    measureChart(measure, measuredByArm(evidence, measure, data)),
  );
  return drawn([
    ...layerProfileCharts(evidence),
    first ?? null,
    intervalChart(evidence),
    costCurvesChart(evidence),
    ...others,
  ]);
}

export const drawn = (charts: readonly (Chart | null)[]): Chart[] => charts.filter((chart) => chart !== null);
