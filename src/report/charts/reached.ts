import type { MeasureRecord } from '../../results/schema.ts';
import { capitalized, counted, formatCount, formatNumber, formatShare } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table } from './chart.ts';
import { axisTitle } from './distribution.ts';
import { axisRoom, frame, framed, layer, levelTitle, lines, quantity } from './frame.ts';
import { type ArmStyle, armChannels, armStyles } from './initializer-style.ts';
import { labelLayers, labelRoom } from './labels.ts';
import { type Measured, present } from './measured.ts';
import { timeReached } from './quantiles.ts';
import { axisOf, type Scale, scaleOf, vegaScale } from './scale.ts';

interface Course {
  readonly style: ArmStyle;
  readonly points: readonly { x: number; share: number }[];
  readonly there: number;
  readonly runs: number;
}

/**
 * Share of runs that have reached something by each step.
 * All runs are censored at the same step, the last one, so that Kaplan and Meier's estimate is this plain share.
 */
export function reachedChart(
  measure: MeasureRecord,
  measured: readonly Measured[],
  limit: number,
): Chart | null {
  if (measured.length === 0) return null;
  const styles = armStyles(measured.map(({ arm }) => arm));
  const start = measure.scale === 'log' ? firstTick(measured, limit) : 0;
  const courses = measured.flatMap((arm, index) => {
    const style = styles[index];
    return style ? [courseOf(arm, style, start, limit)] : [];
  });
  return {
    title: reachedTitle(measure, measured, limit),
    description: `For each of ${styles.map((style) => style.label).join(', ')}: the share of runs whose ${measure.label} lies at or before each step, up to step ${formatCount(limit)}. A vertical stroke at a line's end marks runs that had not got there.`,
    notes: measured.flatMap(({ arm, values }) => {
      const never = values.length - present(values).length;
      return never > 0
        ? [
            `${arm.label}: ${formatCount(never)} of ${counted(values.length, 'run')} not there when the run ended at step ${formatCount(limit)} (censored).`,
          ]
        : [];
    }),
    specs: {
      wide: reachedSpec(axisTitle(measure), measure.scale, courses, 'wide'),
      narrow: reachedSpec(axisTitle(measure), measure.scale, courses, 'narrow'),
    },
    table: table(
      ['Arm', `#${measure.unit || 'step'}`, '#Share of runs there'],
      courses.flatMap(({ style, points }) =>
        points.map(({ x, share }) => [style.label, formatNumber(x, 5), formatShare(share)]),
      ),
    ),
  };
}

/** Fastest first: "Steps to cost .3: half of He’s runs are there at step 7,000; fewer than half of zeros’ ever are". */
function reachedTitle(measure: MeasureRecord, measured: readonly Measured[], limit: number): string {
  const parts = measured
    .map(({ arm, values }) => ({
      label: arm.label,
      half: timeReached(values, 0.5),
      there: present(values).length,
    }))
    .toSorted((a, b) => (a.half === b.half ? b.there - a.there : a.half < b.half ? -1 : 1))
    .map(({ label, half, there }) => {
      if (there === 0) return `no run of ${label} is there by step ${formatCount(limit)}`;
      if (Number.isFinite(half))
        return `half of ${label}’s runs are there at step ${formatCount(Math.round(half))}`;
      return `fewer than half of ${label}’s ever are`;
    });
  return `${capitalized(measure.label)}: ${parts.join('; ')}`;
}

function firstTick(measured: readonly Measured[], limit: number): number {
  const times = measured.flatMap(({ values }) => present(values)).filter((value) => value > 0);
  return times.reduce((least, value) => Math.min(least, value), limit) / 1.5;
}

function courseOf({ values }: Measured, style: ArmStyle, start: number, limit: number): Course {
  const times = present(values).sort((a, b) => a - b);
  const points = [{ x: start, share: 0 }];
  times.forEach((time, index) => {
    if (times[index + 1] !== time)
      points.push({ x: Math.max(time, start), share: (index + 1) / values.length });
  });
  if ((times.at(-1) ?? start) < limit) points.push({ x: limit, share: times.length / values.length });
  return { style, points, there: times.length, runs: values.length };
}

function reachedSpec(title: string, type: Scale['type'], courses: readonly Course[], size: Size): Spec {
  // All courses begin and end at the same steps.
  const extent = [courses[0]?.points[0]?.x ?? 0, courses[0]?.points.at(-1)?.x ?? 1] as const;
  const labels = courses.map(({ style, there, runs }) => ({
    style,
    text: `${style.label}: ${formatCount(there)} of ${formatCount(runs)}`,
    share: there / runs,
  }));
  const room = labelRoom(
    size,
    labels.map(({ text }) => text),
  );
  const titleWidth = size === 'wide' ? 500 : 280;
  const below = axisRoom(title, titleWidth);
  const padding = { left: 44, right: room.right, top: 40, bottom: below + room.below };
  const plot = frame(size, size === 'wide' ? 320 : 220, padding);
  const rough = scaleOf(type, extent, size === 'wide' ? 6 : 3);
  const ticks = rough.ticks.filter((tick) => tick >= extent[0] && tick <= extent[1]);
  const scale: Scale = { ...rough, domain: extent, ticks };
  const place = {
    x: quantity('x', vegaScale(scale), axisOf(scale, lines(title, titleWidth))),
    y: quantity('share', { domain: [0, 1], nice: false }, shareAxis),
  };
  const rows = courses.flatMap(({ style, points }) => points.map((point) => ({ ...point, arm: style.name })));
  const censored = courses.filter(({ there, runs }) => there < runs);
  const ends = censored.map(({ style, there, runs }) => ({
    arm: style.name,
    x: extent[1],
    share: there / runs,
  }));
  const { stroke, strokeDash } = armChannels(courses.map(({ style }) => style));
  const line = { type: 'line', interpolate: 'step-after', strokeWidth: 2.2 };
  const end = { type: 'tick', orient: 'vertical', size: 16, thickness: 2 };
  const named = labels.map((label) => ({ ...label, y: plot.height * (1 - label.share) }));
  return framed(plot, [
    layer(rows, line, { ...place, stroke, strokeDash }),
    layer(ends, end, { ...place, color: stroke }),
    ...labelLayers(plot, named, below),
  ]);
}

const shareAxis = {
  ...levelTitle(44),
  title: 'share of runs that are there',
  values: [0, 0.5, 1],
  grid: true,
  labelExpr: '{"0":"0","0.5":"½","1":"1"}[toString(datum.value)]',
};
