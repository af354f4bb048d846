import { expect, test } from 'vitest';
import { exampleBench } from '../../results/bench-fixture.ts';
import type { CasesEvidence, JsonNumber, MeasureRecord } from '../../results/schema.ts';
import { runsEvidence as runs, scoresEvidence } from '../evidence-fixture.ts';
import { fixtureClaims } from '../results-fixture.ts';
import type { Chart } from './chart.ts';
import { costCurvesChart } from './cost-curves.ts';
import { courseCostsChart } from './course-costs.ts';
import { decisionBoundaryChart } from './decision-boundary.ts';
import { deviationsChart } from './deviations.ts';
import { startDrawer } from './drawer.ts';
import { frame, framed, layer } from './frame.ts';
import { armStyles } from './initializer-style.ts';
import { intervalChart } from './interval.ts';
import { type EndLabel, labelLayers, type Place, spread } from './labels.ts';
import { layerProfileCharts } from './layer-profile.ts';
import { measureChart } from './measure.ts';
import { measuredByArm } from './measured.ts';
import { quantile, timeReached } from './quantiles.ts';
import { place, scaleOf, tickLabel } from './scale.ts';
import { type SettingData, scoreLimits } from './score-limits.ts';
import { speedsChart } from './speeds.ts';

const exact = fixtureClaims.find(({ id }) => id === 'zero/units-stay-identical');
const cases = (exact?.status === 'ran' ? exact.evidence : null) as CasesEvidence;
const faults = exact?.status === 'ran' ? exact.controls : [];

function measured(name: string): [MeasureRecord, ReturnType<typeof measuredByArm>] {
  const measure = scoresEvidence.measures.find((other) => other.name === name);
  if (!measure) throw new Error(`unknown measure: ${name}`);
  return [measure, measuredByArm(scoresEvidence, measure)];
}

async function svgOf(chart: Chart | null): Promise<string> {
  if (!chart) throw new Error('missing chart');
  return (await startDrawer().draw([chart])).get(chart)?.wide ?? '';
}

test('titles are made from the numbers', () => {
  const titles = [
    deviationsChart(cases, faults),
    measureChart(...measured('steps')),
    measureChart(...measured('accuracy')),
    costCurvesChart(scoresEvidence),
    courseCostsChart(runs),
  ].map((chart) => chart?.title);
  expect(titles).toEqual([
    '200 cases, each exactly 0; each planted fault shows',
    'Steps to cost .15: half of the runs of He are there at step 6,800; half of the runs of randn × 10 are there at step 13,900; no run of zeros is there by step 15,000',
    'Median training accuracy: .98 under He; .831 under randn × 10; .5 under zeros',
    'Median cost at step 15,000: .075 under He; .34 under randn × 10; .693 under zeros',
    'The cost stays at .693 under zeros; goes from ∞ to .333 under randn × 10; goes from .883 to .0815 under He',
  ]);
});

test('a fault that stays within the promise is counted as not seen', () => {
  const blind = {
    ...cases,
    rows: cases.rows.map((row) => (row.plant === 'varied-biases' ? { ...row, deviation: 0 } : row)),
  };
  expect(deviationsChart(blind, faults)?.title).toContain('1 of 2 planted faults show');
});

test('an interval’s title says on which side of the cut the evidence lies', () => {
  const title = (bounds: [number, number], above: number, below: number) =>
    intervalChart({ ...scoresEvidence, bounds, logEvidence: { above, below } })?.title;
  expect(title([0.62, 0.97], 16.3, -12)).toBe('All of .62 to .97 lies above the cut of .6');
  expect(title([0.1, 0.3], -12, 16.3)).toBe('All of .1 to .3 lies below the cut of .6; the claim says above');
  expect(title([0.5, 0.7], 3, -3)).toBe('The bounds .5 to .7 hold the cut of .6 between them: not decided');
});

test('runs that never get there are counted in words and marked at the line’s end', async () => {
  const [steps, arms] = measured('steps');
  const chart = measureChart(steps, arms);
  expect(chart?.notes).toEqual([
    'Line: share of runs that are there. Band: its 95\u00a0% interval, step by step.',
    'Not there when the run ended at step 15,000 (censored, an upright stroke): 10 of 20 runs of randn × 10 and 1 of 1 run of zeros.',
  ]);
  const there = arms.map((arm) => ({ ...arm, values: arm.values.map((value) => value ?? 9000) }));
  const marks = (svg: string) =>
    (svg.match(/class="mark-rect[^>]*>.*?<\/g>/)?.[0].match(/<(?:path|use)/g) ?? []).length;
  expect(marks(await svgOf(chart))).toBeGreaterThan(0);
  expect(marks(await svgOf(measureChart(steps, there)))).toBe(0);
});

test('where runs were stopped, the cost they stopped at is no cost they ended at', () => {
  const [he, ...others] = scoresEvidence.curves;
  const stopping = { ...he!, stopsAt: 0.15, median: he!.median.map((cost) => Math.max(Number(cost), 0.149)) };
  const chart = costCurvesChart({ ...scoresEvidence, curves: [stopping, ...others] });
  expect(chart?.title).toContain('down to .15 under He; .34 under randn × 10');
  expect(chart?.notes).toContain(
    'Runs were stopped once they reached cost .15; from then on they count with the cost they stopped at.',
  );
  expect(costCurvesChart(scoresEvidence)?.notes.join()).not.toContain('stopped');
});

test('what diverged is said to be infinite, not what it last was', async () => {
  const [he, large, zeros] = scoresEvidence.curves;
  const blown = (cost: 'Infinity' | 'NaN', first = 9) => {
    const from = (costs: readonly JsonNumber[]) => costs.map((at, i) => (i < first ? at : cost));
    const diverged = {
      ...large!,
      low: from(large!.low),
      median: from(large!.median),
      high: from(large!.high),
    };
    return costCurvesChart({ ...scoresEvidence, curves: [he!, diverged, zeros!] });
  };
  const chart = blown('Infinity');
  expect(chart?.title).toBe(
    'Median cost at step 15,000: .075 under He; .693 under zeros; infinite from step 9,000 under randn × 10',
  );
  expect(await svgOf(chart)).toContain('>randn × 10: infinite from step 9,000<');
  expect(blown('NaN')?.title).toContain('not a number from step 9,000 under randn × 10');
  const never = blown('Infinity', 0);
  expect(never?.title).toContain('infinite at every step under randn × 10');
  expect(await svgOf(never)).toContain('>He: .075<');
  const linear = chart?.alternative?.chart;
  expect(linear?.notes.join(' ')).not.toContain('or 0');
  expect(linear?.notes).toContain(
    'randn × 10: at 7 of 16 steps the median is not finite and has no place on the axis.',
  );
});

test('a band whose upper edge is infinite leaves the plot at the top, and is told of', async () => {
  const [he, ...others] = scoresEvidence.curves;
  const wide = { ...he!, high: he!.high.map((at, i) => (i < 10 ? at : ('Infinity' as const))) };
  const chart = costCurvesChart({ ...scoresEvidence, curves: [wide, ...others] });
  expect(chart?.notes).toContain(
    'He: at 6 of 16 steps the cost of one run in ten, or more, is infinite: there the band leaves the plot at the top.',
  );
  const bands = (svg: string) => svg.match(/class="mark-area.*?<\/g>/)?.[0] ?? '';
  expect(bands(await svgOf(chart))).toMatch(/V0H/);
});

test('curves that are the same are told of: one hides the other', () => {
  const [he, large] = scoresEvidence.curves;
  const chart = costCurvesChart({ ...scoresEvidence, curves: [he!, { ...large!, median: he!.median }] });
  expect(chart?.notes).toContain('One line, the same at every step: He and randn × 10.');
});

test('a published run that ends in no number says so', () => {
  const [first, ...others] = runs.runs;
  const costs = first!.costs.map(({ step, cost }) => ({
    ...{ step, cost: step < 9000 ? cost : { ...cost, measured: 'NaN' as const } },
  }));
  expect(courseCostsChart({ ...runs, runs: [{ ...first!, costs }, ...others] })?.title).toContain(
    'starts at .693 and is not a number from step 9,000 under zeros',
  );
});

test('an arm whose runs are shorter ends where they do', async () => {
  const readings = scoresEvidence.readings.map((reading) =>
    reading.arm === 'large' && reading.measure === 'steps' ? { ...reading, limit: 14_500 } : reading,
  );
  const [measure] = measured('steps');
  const arms = measuredByArm({ ...scoresEvidence, readings }, measure);
  expect(arms.map(({ limit }) => limit)).toEqual([15_000, 14_500, 15_000]);
  const chart = measureChart(measure, arms);
  expect(chart?.notes).toEqual([
    'Line: share of runs that are there. Band: its 95\u00a0% interval, step by step.',
    'Not there when the run ended at step 15,000 (censored, an upright stroke): 1 of 1 run of zeros.',
    'Not there when the run ended at step 14,500 (censored, an upright stroke): 10 of 20 runs of randn × 10.',
  ]);
  const ends = ({ table }: Chart) =>
    arms.map(({ arm }) => table.rows.findLast(([label]) => label === arm.label)?.[1]);
  expect(ends(chart!)).toEqual(['15,000', '14,500', '15,000']);
});

test('infinite values leave a strip as an arrow with their number; what is no number is said to be missing', async () => {
  const [cost, arms] = measured('cost');
  const chart = measureChart(cost, arms);
  expect(chart?.notes).toEqual([]);
  expect(await svgOf(chart)).toContain('>∞: 1 of 20 keys<');
  const all = (value: number) => [{ ...arms[1]!, values: arms[1]!.values.map(() => value) }];
  const infinite = await svgOf(measureChart(cost, all(Number.POSITIVE_INFINITY)));
  expect(infinite).toContain('>∞: 20 of 20 keys<');
  // No value, no numbers on the axis.
  expect(infinite.match(/<text[^>]*>[^<]*<\/text>/g)?.length).toBe(4);
  expect(measureChart(cost, all(Number.NaN))?.notes).toEqual([
    'randn × 10: 20 values that are no number, not drawn.',
  ]);
});

test('a share of which only one side came out is a share all the same', () => {
  const [accuracy, arms] = measured('accuracy');
  const he = { ...arms[0]!, values: arms[0]!.values.map(() => 0) };
  const share = { ...accuracy, label: 'share of networks born dead' };
  const chart = measureChart(share, [he]);
  expect(chart?.title).toBe('Share of networks born dead: 0 under He');
  expect(JSON.stringify(chart?.specs.wide)).toContain('"domain":[0,1]');
  expect(measureChart({ ...share, label: 'dead units' }, [he])?.title).toBe('Median dead units: 0 under He');
});

test('titles say one average once, and “without” without “under”', () => {
  const [cost, [he]] = measured('cost');
  const without = { ...he!, arm: { ...he!.arm, label: 'without biases' } };
  expect(measureChart({ ...cost, label: 'mean of the activations' }, [without])?.title).toMatch(
    /^Typical mean of the activations: \.\d+ without biases$/,
  );
});

test('an infinite cost leaves the plot as a labelled arrow; finite costs do not', async () => {
  expect(await svgOf(courseCostsChart(runs))).toContain('∞: infinite at step 0');
  const he = runs.runs.filter(({ arm }) => arm.name === 'he');
  expect(await svgOf(courseCostsChart({ ...runs, runs: he }))).not.toContain('∞');
});

test('exactly 0 and infinity have places of their own, and the limit is labelled', async () => {
  const svg = await svgOf(deviationsChart(cases, faults));
  for (const label of ['exactly 0', 'promised: exactly 0', '∞', '10⁻⁶']) expect(svg).toContain(`>${label}<`);
  expect(deviationsChart(cases, faults)?.table.rows.slice(0, 2)).toEqual([
    ['as claimed', 'exactly 0', '200'],
    ['one-nudged-weight', 'about 10⁻⁶', '3'],
  ]);
  expect(await svgOf(deviationsChart({ ...cases, atMost: 1e-10 }, faults))).toContain('at most 10⁻¹⁰');
});

test('what is far beyond a promise has one place, and does not stretch the axis', async () => {
  const rows = cases.rows.map((row, i) =>
    row.plant === null || i % 9 !== 1 ? row : { ...row, deviation: 1e36 },
  );
  const chart = deviationsChart({ ...cases, rows }, faults);
  const svg = await svgOf(chart);
  expect(svg).toContain('>&gt; 10⁶<');
  expect(svg).not.toContain('>10³⁶<');
  expect(chart?.table.rows.flat()).toContain('about 10³⁶');
});

test('a drawing carries no style attribute, whatever Vega writes', async () => {
  const chart = costCurvesChart(scoresEvidence);
  if (!chart) throw new Error('missing chart');
  const plot = frame('wide', 100, { left: 0, right: 0, top: 0, bottom: 0 });
  const blended = framed(plot, [layer([{ x: 1 }], { type: 'point', blend: 'multiply' }, {})]);
  const svg = await svgOf({ ...chart, specs: { wide: blended, narrow: null } });
  expect(svg).toContain('<path');
  expect(svg).not.toContain('style=');
});

test('a start without chance is drawn and counted once', () => {
  const [accuracy, arms] = measured('accuracy');
  expect(arms.map(({ single, values }) => [single, values.length])).toEqual([
    [false, 20],
    [false, 20],
    [true, 1],
  ]);
  const rows = measureChart(accuracy, arms)?.table.rows;
  expect([rows?.length, rows?.[19]?.[3]]).toEqual([20, '.5']);
});

test('a constant start whose costs differ from key to key is not without chance, whatever else is equal', () => {
  const curves = scoresEvidence.curves.map((curve) =>
    curve.arm === 'zeros' ? { ...curve, high: curve.high.map((cost) => Number(cost) + 1e-7) } : curve,
  );
  const [accuracy] = measured('accuracy');
  for (const evidence of [
    { ...scoresEvidence, curves },
    { ...scoresEvidence, curves: [] },
  ]) {
    const zeros = measuredByArm(evidence, accuracy).at(-1);
    expect([zeros?.single, zeros?.values.length]).toEqual([false, 20]);
  }
});

test('a profile by layer: the medians as data, what has no place on a log axis told', async () => {
  const [chart] = layerProfileCharts(scoresEvidence);
  expect(chart?.title).toBe(
    'Mean square of the activations at layer 2, the output: .9 under He; 0 under zeros',
  );
  expect(chart?.table.rows[1]).toEqual(['He', '2', '.4', '.9', '2.2']);
  expect(chart?.notes).toEqual([
    'Line: median over 20 keys. Band: from the 10\u00a0% to the 90\u00a0% quantile.',
    'zeros: in 2 layers a quantile is 0 or not finite and has no place on a log axis.',
  ]);
  const svg = await svgOf(chart ?? null);
  for (const label of ['>layer<', '>mean square (log scale)<', '>He: .9<']) expect(svg).toContain(label);
  expect(layerProfileCharts({ ...scoresEvidence, layers: [] })).toEqual([]);
  const dead = scoresEvidence.layers.map((layer) => ({ ...layer, median: layer.median.map(() => 0) }));
  expect(layerProfileCharts({ ...scoresEvidence, layers: dead })).toEqual([]);
});

test('the limits of a score are lines across the strips it is taken of', async () => {
  const [accuracy] = measured('accuracy');
  const within = (arm: string, range: (number | 'Infinity')[]) => ({
    kind: 'within',
    arm,
    measure: 'accuracy',
    range,
  });
  const setting = {
    score: {
      kind: 'all',
      scores: [within('he', [0.95, 1]), { kind: 'not', score: within('large', [0, 0.8]) }],
    },
  };
  // A measure's name is its call as JSON.
  const named = { ...accuracy, name: '"accuracy"' };
  const readings = scoresEvidence.readings.map((of) =>
    of.measure === 'accuracy' ? { ...of, measure: '"accuracy"' } : of,
  );
  const evidence = { ...scoresEvidence, readings };
  const arms = measuredByArm(evidence, named, setting);
  expect(arms.map(({ turns }) => turns)).toEqual([[0.95, 1], [0.8], []]);
  const svg = await svgOf(measureChart(named, arms));
  for (const label of ['>limits .95 and 1<', '>limit .8<']) expect(svg).toContain(label);
  expect(
    scoreLimits({ score: { ...setting.score.scores[0]!, measure: ['accuracy'] } }, 'he', {
      ...named,
      name: '["accuracy"]',
    }),
  ).toEqual([0.95]);
  expect(await svgOf(measureChart(...measured('accuracy')))).not.toContain('>limit');
});

test('where the setting draws data or batches anew, no arm is the same for every key', () => {
  const [accuracy] = measured('accuracy');
  const zeros = (setting: SettingData) => measuredByArm(scoresEvidence, accuracy, setting).at(-1)?.single;
  expect(zeros({ data: { seeds: { train: 1 } }, schedule: { batch: 'full' } })).toBe(true);
  expect(zeros({ data: { seeds: 'per-key' }, schedule: { batch: 'full' } })).toBe(false);
  expect(zeros({ data: { seeds: { train: 1 } }, schedule: { batch: 32 } })).toBe(false);
});

test('no evidence gives no chart', () => {
  const [steps] = measured('steps');
  const run = runs.runs[0];
  expect([
    deviationsChart({ ...cases, rows: [] }, faults),
    intervalChart({ ...scoresEvidence, keys: 0 }),
    measureChart(steps, []),
    measureChart(...([measured('accuracy')[0], []] as const)),
    costCurvesChart({ ...scoresEvidence, curves: [] }),
    courseCostsChart({ ...runs, runs: [] }),
    run ? decisionBoundaryChart({ ...run, grid: { ...run.grid, rows: [] } }, []) : null,
  ]).toEqual(Array.from({ length: 7 }, () => null));
});

test('a scale covers its values with few ticks', () => {
  expect(scaleOf('linear', [0.12, 0.93], 4)).toEqual({ type: 'linear', domain: [0, 1], ticks: [0, 0.5, 1] });
  expect(scaleOf('log', [1, 1.7e308], 6).domain[1]).toBe(Number.MAX_VALUE);
  const log = scaleOf('log', [1e-12, 1e6], 6);
  expect(log.ticks.length).toBeLessThanOrEqual(7);
  expect(log.domain[0]).toBeLessThan(1e-12);
  expect(place(scaleOf('linear', [5, 5], 4), 5)).toBeCloseTo(0.5);
  expect(place({ type: 'log', domain: [1, 100], ticks: [] }, 10)).toBeCloseTo(0.5);
});

test('labels move apart and stay within the plot', () => {
  const placed = spread([100, 98, 99, 2], 100);
  const sorted = placed.toSorted((a, b) => a - b);
  for (let i = 1; i < sorted.length; i++)
    expect((sorted[i] ?? 0) - (sorted[i - 1] ?? 0)).toBeGreaterThanOrEqual(16);
  expect(Math.max(...placed)).toBeLessThanOrEqual(100);
  expect(placed[1]).toBeLessThan(placed[2] ?? 0);
});

test('an axis has at least two ticks, and all that differ in their words', () => {
  const values: [Parameters<typeof scaleOf>[0], number[]][] = [
    ['linear', [1 - 1e-15, 1 + 1e-15]],
    ['linear', [1, 1 + 1e-6]],
    ['linear', [1e9, 1e9 + 1e-3]],
    ['linear', [-0.35, -0.35]],
    ['log', [1]],
    ['log', [0.7931, 0.7932]],
    ['log', [0.31, 0.42]],
    ['log', [2.1e-7, 2.3e-7]],
    ['log', [0.3, 30]],
    ['log', [1e-4, 80]],
    ['log', [1e-30, 1e3]],
  ];
  for (const [type, some] of values)
    for (const count of [3, 4, 6]) {
      const scale = scaleOf(type, some, count);
      expect(scale.ticks.length, `${type} ${some} ${count}`).toBeGreaterThanOrEqual(count === 3 ? 2 : 3);
      const words = scale.ticks.map((tick) => tickLabel(scale, tick));
      expect(new Set(words).size, words.join()).toBe(words.length);
      for (const value of some) {
        expect(place(scale, value)).toBeGreaterThanOrEqual(0);
        expect(place(scale, value)).toBeLessThanOrEqual(1);
      }
    }
});

test('a name stands at its line’s end, where no line runs through it', () => {
  const [style] = armStyles(scoresEvidence.arms);
  const plot = frame('wide', 300, { left: 48, right: 100, top: 40, bottom: 56 });
  const named = (line: EndLabel['line'], text: string): EndLabel => ({ style: style!, text, line });
  const long = named(
    [
      { x: 0, y: 100 },
      { x: plot.width, y: 100 },
    ],
    'long',
  );
  const placesOf = (labels: readonly EndLabel[]) =>
    (
      labelLayers(plot, labels, 56) as { data: { values: (Place & { text: string })[] } }[]
    )[0]!.data.values.map(({ x, y, text }) => [text, x, y]);
  const short = (y: number) =>
    named(
      [
        { x: 0, y: 0 },
        { x: 50, y },
      ],
      'short',
    );
  expect(placesOf([short(200), long])).toEqual([
    ['long', plot.width + 10, 100],
    ['short', 58, 200],
  ]);
  expect(placesOf([short(102), long])[1]).toEqual(['short', 58, 118]);
  expect(placesOf([{ ...short(200), at: 'start' }, long])[1]?.[1]).toBe(8);
});

test('quantiles interpolate, and what was never reached lies beyond all values', () => {
  expect(quantile([4, 1, 3, 2], 0.5)).toBe(2.5);
  expect(quantile([1, null, null], 0.5)).toBe(Number.POSITIVE_INFINITY);
  expect(quantile([], 0.5)).toBeNaN();
  expect(quantile([5, Number.NaN, 1, 4, 2, 3], 0.5)).toBe(3);
});

test('a share of the runs is there by the first step that so many have reached', () => {
  expect(timeReached([7, null, 3, 5], 0.5)).toBe(5);
  expect(timeReached([7, null, 3, 5], 0.75)).toBe(7);
  expect(timeReached([7, null, 3, 5], 0.1)).toBe(3);
  expect(timeReached([7, null, null, 5], 0.9)).toBe(Number.POSITIVE_INFINITY);
});

test('speeds: a strip for each that was timed, its rounds as data', async () => {
  const [course, deep] = exampleBench.workloads;
  const chart = speedsChart(course!);
  expect(chart?.title).toBe('fused, float32: 10 µs a step; the others take 5 times as long');
  expect(chart?.table.rows).toEqual([
    ['1', '60', '10'],
    ['2', '100', '20'],
    ['3', '50', '10'],
  ]);
  const svg = await svgOf(chart);
  for (const label of ['>NumPy<', '>60 µs<', '>fused, float32<']) expect(svg).toContain(label);
  expect(svg).not.toContain('JAX');
  expect(speedsChart(deep!)).toBeNull();
});
