import { capitalized } from '../../claims/format.ts';
import type { MeasureRecord } from '../../results/schema.ts';
import { clopperPearson } from '../../statistics/binomial.ts';
import { kaplanMeier } from '../../statistics/kaplan-meier.ts';
import { counted, formatCount, formatNumber, formatPercent, formatShare, listed } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table } from './chart.ts';
import { axisTitle } from './distribution.ts';
import { axisRoom, type Frame, frame, framed, layer, levelTitle, lines, quantity, tipAt } from './frame.ts';
import { type ArmStyle, armChannels, armStyles } from './initializer-style.ts';
import { type EndLabel, labelLayers, labelRoom } from './labels.ts';
import { type Measured, present } from './measured.ts';
import { timeReached } from './quantiles.ts';
import { axisOf, place, type Scale, scaleOf, vegaScale } from './scale.ts';

interface Course {
  readonly style: ArmStyle;
  readonly points: readonly { x: number; share: number; low: number; high: number }[];
  readonly there: number;
  readonly runs: number;
}

/**
 * Share of runs that have reached something by each step: 1 less Kaplan and Meier's survival, with its 95 % intervals.
 * Runs that end before they get there are censored, not dropped.
 */
export function reachedChart(measure: MeasureRecord, measured: readonly Measured[]): Chart | null {
  if (measured.length === 0) return null;
  const limit = Math.max(...measured.map(limitOf));
  const styles = armStyles(measured.map(({ arm }) => arm));
  const start = measure.scale === 'log' ? firstTick(measured, limit) : 0;
  const courses = measured.flatMap((arm, index) => {
    const style = styles[index];
    return style ? [courseOf(arm, style, start)] : [];
  });
  const wide = layout(axisTitle(measure), measure.scale, courses, 'wide');
  const narrow = layout(axisTitle(measure), measure.scale, courses, 'narrow');
  return {
    title: reachedTitle(measure, measured),
    description: `For each of ${styles.map((style) => style.label).join(', ')}: the share of runs whose ${measure.label} lies at or before each step, up to step ${formatCount(limit)}; the band is the 95 % interval at each step. A vertical stroke at a line's end marks runs that had not got there.`,
    notes: [
      'Line: share of runs that are there. Band: its 95\u00a0% interval, step by step.',
      ...censoredNote(measured),
    ],
    specs: {
      wide: reachedSpec(courses, wide),
      narrow: reachedSpec(courses, narrow),
    },
    tips: courses.flatMap(({ style, points }) =>
      points.map(({ x, share }) =>
        tipAt(
          wide.plot,
          place(wide.scale, x) * wide.plot.width,
          (1 - share) * wide.plot.height,
          `${style.label}: ${formatPercent(share)} there by step ${formatNumber(x, 5)}`,
        ),
      ),
    ),
    table: table(
      ['Arm', `#${measure.unit || 'step'}`, '#Share of runs there', '#95 % interval'],
      courses.flatMap(({ style, points, runs }) =>
        points.map(({ x, share, low, high }) => [
          style.label,
          formatNumber(x, 5),
          formatShare(share),
          runs > 1 ? `${formatShare(low)} to ${formatShare(high)}` : '–',
        ]),
      ),
    ),
  };
}

/** Arms whose runs are of one length in one sentence. */
function censoredNote(measured: readonly Measured[]): string[] {
  const limits = [...new Set(measured.map(limitOf))].sort((a, b) => b - a);
  return limits.flatMap((limit) => {
    const short = measured
      .filter((arm) => limitOf(arm) === limit)
      .flatMap(({ arm, values }) => {
        const never = values.length - present(values).length;
        return never > 0 ? [`${formatCount(never)} of ${counted(values.length, 'run')} of ${arm.label}`] : [];
      });
    if (short.length === 0) return [];
    return [
      `Not there when the run ended at step ${formatCount(limit)} (censored, an upright stroke): ${listed(short)}.`,
    ];
  });
}

/** The step at which an arm's runs end. */
const limitOf = ({ limit, values }: Measured): number => limit ?? Math.max(1, ...present(values));

/** Fastest first: "Steps to cost .3: half of the runs of He are there at step 7,000; fewer than half of those of randn × 10 by step 15,000". */
function reachedTitle(measure: MeasureRecord, measured: readonly Measured[]): string {
  const parts = measured
    .map((one) => ({
      label: one.arm.label,
      limit: limitOf(one),
      half: timeReached(one.values, 0.5),
      there: present(one.values).length,
    }))
    .toSorted((a, b) => (a.half === b.half ? b.there - a.there : a.half < b.half ? -1 : 1))
    .map(({ label, half, there, limit }) => {
      if (there === 0) return `no run of ${label} is there by step ${formatCount(limit)}`;
      if (Number.isFinite(half))
        return `half of the runs of ${label} are there at step ${formatCount(Math.round(half))}`;
      return `fewer than half of those of ${label} by step ${formatCount(limit)}`;
    });
  return `${capitalized(measure.label)}: ${parts.join('; ')}`;
}

function firstTick(measured: readonly Measured[], limit: number): number {
  const times = measured.flatMap(({ values }) => present(values)).filter((value) => value > 0);
  return times.reduce((least, value) => Math.min(least, value), limit) / 1.5;
}

function courseOf(arm: Measured, style: ArmStyle, start: number): Course {
  const { values } = arm;
  const limit = limitOf(arm);
  const curve = kaplanMeier(
    values.map((time) => ({ time: Math.min(time ?? limit, limit), event: time !== null })),
  );
  const points = curve.map(({ time, survival, low, high }) => ({
    x: Math.max(time, start),
    share: 1 - survival,
    // Where none or all are there the log-log interval has no width; nobody has left yet, so the exact one serves.
    ...(survival === 1 || survival === 0
      ? exactly(values.length * (1 - survival), values.length)
      : { low: 1 - high, high: 1 - low }),
  }));
  const last = points.at(-1)!;
  if (last.x < limit) points.push({ ...last, x: limit });
  return { style, points, there: present(values).length, runs: values.length };
}

function exactly(there: number, runs: number): { low: number; high: number } {
  const [low, high] = clopperPearson(there, runs, 0.95);
  return { low, high };
}

interface Layout {
  readonly plot: Frame;
  readonly scale: Scale;
  readonly axis: readonly string[];
  readonly labels: readonly EndLabel[];
  readonly below: number;
}

function layout(title: string, type: Scale['type'], courses: readonly Course[], size: Size): Layout {
  // All courses begin at one step; the longest runs end the axis.
  const extent = [
    courses[0]?.points[0]?.x ?? 0,
    Math.max(...courses.map(({ points }) => points.at(-1)?.x ?? 1)),
  ] as const;
  const texts = courses.map(({ style, points, there, runs }) => ({
    style,
    text: `${style.label}: ${formatCount(there)} of ${formatCount(runs)}`,
    points,
  }));
  const room = labelRoom(
    size,
    texts.map(({ text }) => text),
  );
  const titleWidth = size === 'wide' ? 500 : 280;
  const below = axisRoom(title, titleWidth);
  const padding = { left: 44, right: room.right, top: 40, bottom: below + room.below };
  const plot = frame(size, size === 'wide' ? 320 : 220, padding);
  const rough = scaleOf(type, extent, size === 'wide' ? 6 : 3);
  const ticks = rough.ticks.filter((tick) => tick >= extent[0] && tick <= extent[1]);
  const scale: Scale = { ...rough, domain: extent, ticks };
  const labels = texts.map(({ style, text, points }) => ({
    style,
    text,
    line: staircase(points, scale, plot),
  }));
  return {
    plot,
    scale,
    axis: lines(title, titleWidth),
    labels,
    below,
  };
}

/** A course in pixels: level to the next step, and up there. */
function staircase(points: Course['points'], scale: Scale, { width, height }: Frame): EndLabel['line'] {
  return points.flatMap(({ x, share }, index) => {
    const at = { x: place(scale, x) * width, y: height * (1 - share) };
    const before = points[index - 1];
    return before ? [{ x: at.x, y: height * (1 - before.share) }, at] : [at];
  });
}

function reachedSpec(courses: readonly Course[], { plot, scale, axis, labels, below }: Layout): Spec {
  const x = quantity('x', vegaScale(scale), axisOf(scale, axis));
  const y = (field: string) => quantity(field, { domain: [0, 1], nice: false }, shareAxis);
  const rows = courses.flatMap(({ style, points }) =>
    points.map(({ x, share }) => ({ arm: style.name, x, share })),
  );
  const censored = courses.filter(({ there, runs }) => there < runs);
  const ends = censored.map(({ style, points, there, runs }) => ({
    arm: style.name,
    x: points.at(-1)?.x,
    share: there / runs,
  }));
  // What no chance is in has no interval.
  const bands = courses
    .filter(({ runs }) => runs > 1)
    .flatMap(({ style, points }) => points.map(({ x, low, high }) => ({ arm: style.name, x, low, high })));
  const { stroke, strokeDash } = armChannels(courses.map(({ style }) => style));
  const line = { type: 'line', interpolate: 'step-after', strokeWidth: 2.2 };
  const end = { type: 'tick', orient: 'vertical', size: 16, thickness: 2 };
  const area = { type: 'area', interpolate: 'step-after', opacity: 0.14 };
  return framed(plot, [
    layer(bands, area, { x, y: y('low'), y2: { field: 'high' }, fill: stroke }),
    layer(rows, line, { x, y: y('share'), stroke, strokeDash }),
    layer(ends, end, { x, y: y('share'), color: stroke }),
    ...labelLayers(plot, labels, below),
  ]);
}

const shareAxis = {
  ...levelTitle(44),
  title: 'share of runs that are there',
  values: [0, 0.5, 1],
  grid: true,
  labelExpr: '{"0":"0","0.5":"½","1":"1"}[toString(datum.value)]',
};
