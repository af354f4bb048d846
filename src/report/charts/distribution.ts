import { capitalized } from '../../claims/format.ts';
import type { MeasureRecord } from '../../results/schema.ts';
import { asPrinted, counted, formatCount, formatNumber, formatShare } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, type Tip, table, under } from './chart.ts';
import { framed, layer, lines, pixel, quantity, textWidth, tipAt, word } from './frame.ts';
import { type ArmStyle, armChannels, armStyles } from './initializer-style.ts';
import { halo } from './labels.ts';
import { isIndicator, type Measured, meanOf, present } from './measured.ts';
import { median } from './quantiles.ts';
import { axisOf, place, type Scale, scaleOf, vegaScale } from './scale.ts';
import { jitter, type Strip, type StripFrame, stripFrame, stripLayers } from './strips.ts';

/** A measure's values under each arm: one dot a key, a tick at the median. */
export function distributionChart(measure: MeasureRecord, measured: readonly Measured[]): Chart | null {
  if (measured.every(({ values }) => present(values).length === 0)) return null;
  const styles = armStyles(measured.map(({ arm }) => arm));
  const ticked = measured.some(({ values }) => !isIndicator(values, measure));
  return {
    title: titleOf(measure, measured),
    description: `One strip of dots for each of ${measured.map(({ arm }) => arm.label).join(', ')}: a dot is one key's ${measure.label}${ticked ? ', the tall tick their median' : ''}.`,
    notes: [...againstTheAxis(measure), ...leftOut(measure, measured)],
    specs: {
      wide: spec(measure, measured, styles, 'wide'),
      narrow: spec(measure, measured, styles, 'narrow'),
    },
    tips: tipsOf(measure, measured),
    table: table(
      ['#Key', ...measured.map(({ arm }) => `#${arm.label}`)],
      keysOf(measured).map((key) => [String(key), ...measured.map((arm) => valueAt(arm, key))]),
    ),
  };
}

/** The median of values; of what is 0 or 1 under each key, the share. */
function titleOf(measure: MeasureRecord, measured: readonly Measured[]): string {
  const { label } = measure;
  if (measured.some(({ values }) => isIndicator(values, measure)))
    return `${capitalized(label)}: ${measured.map(({ arm, values }) => `${formatShare(meanOf(values))} ${under(arm.label)}`).join('; ')}`;
  // The median of a mean over keys: two averages in a row need two words.
  const middle = /^(?:mean|median)\b/.test(label) ? 'Typical' : 'Median';
  return `${middle} ${label}: ${measured.map(({ arm, values }) => `${medianText(values)} ${under(arm.label)}`).join('; ')}`;
}

function medianText(values: readonly (number | null)[]): string {
  const middle = median(values);
  // A median among runs that have no value is none, not infinity.
  return middle === Number.POSITIVE_INFINITY && values.includes(null) ? 'none' : formatNumber(middle);
}

const keysOf = (measured: readonly Measured[]): number[] =>
  [...new Set(measured.flatMap(({ keys }) => keys))].sort((a, b) => a - b);

function valueAt({ keys, values, single }: Measured, key: number): string {
  const index = keys.indexOf(key);
  const value = values[single ? 0 : index];
  return index < 0 ? '' : value === null || value === undefined ? 'none' : formatNumber(value, 4);
}

/** A gradient goes from the output to the input, layers are counted the other way. */
function againstTheAxis({ name }: MeasureRecord): string[] {
  return name.startsWith('["layer-growth",{"of":"gradient"')
    ? [
        'Growth is counted from the first layer to the last; a gradient goes the other way: above 1 it shrinks, below 1 it grows.',
      ]
    : [];
}

function leftOut(measure: MeasureRecord, measured: readonly Measured[]): string[] {
  return measured.flatMap(({ arm, values }) => {
    const missing = values.length - present(values).length;
    const flat =
      measure.scale === 'log'
        ? present(values).filter((value) => value <= 0 && Number.isFinite(value)).length
        : 0;
    const none = present(values).filter(
      (value) => Number.isNaN(value) || value === Number.NEGATIVE_INFINITY,
    ).length;
    return [
      ...(missing > 0
        ? [`${arm.label}: ${counted(missing, 'key')} of ${values.length} without a value, not drawn.`]
        : []),
      ...(none > 0
        ? [`${arm.label}: ${counted(none, 'value')} that ${none === 1 ? 'is' : 'are'} no number, not drawn.`]
        : []),
      ...(flat > 0
        ? [`${arm.label}: ${counted(flat, 'value')} of 0 or less, which a log axis cannot show.`]
        : []),
    ];
  });
}

function endingOf({ values, single }: Measured, measure: MeasureRecord): string {
  if (isIndicator(values, measure)) return `share ${formatShare(meanOf(values))}`;
  return `${single ? 'always' : 'median'} ${medianText(values)}`;
}

/** Where strips, dots and medians lie. */
function layout(measure: MeasureRecord, measured: readonly Measured[], size: Size) {
  const strips = measured.map(
    (one): Strip => ({
      label: one.arm.label,
      ending: endingOf(one, measure),
    }),
  );
  const limited = measured.some(({ turns }) => turns.length > 0);
  // The names of limits stand between a strip and its own name.
  const heights = limited ? { beside: 56, above: 84 } : undefined;
  const frame = stripFrame(size, strips, axisTitle(measure), heights);
  const drawable = (value: number) => Number.isFinite(value) && (measure.scale === 'linear' || value > 0);
  const dots = measured.flatMap(({ arm, keys, values, single }, index) =>
    values
      .flatMap((value, at) => (value === null ? [] : [{ value, key: keys[at] }]))
      .map(({ value, key }, i) => ({
        arm: arm.name,
        value,
        y: frame.middle(index) + jitter(i, frame.half),
        said: `${arm.label}, ${single ? 'every key' : `key ${key}`}: ${formatNumber(value, 4)}`,
      }))
      .filter(({ value }) => drawable(value)),
  );
  const medians = measured
    .flatMap(({ values, single }, index) =>
      single || isIndicator(values, measure) ? [] : [{ value: median(values), y: frame.middle(index) }],
    )
    .filter(({ value }) => drawable(value));
  const shares = measured.some(({ values }) => isIndicator(values, measure)) ? [0, 1] : [];
  const turns = measured.flatMap(({ turns }, index) =>
    turns.filter(drawable).map((value) => ({ value, index })),
  );
  const shown = [...shares, ...[...dots, ...turns].map(({ value }) => value)];
  const scale = scaleOf(measure.scale, shown, size === 'wide' ? 6 : 4);
  // Without a value to read off, there is nothing to number.
  const axis: Scale = shown.length > 0 ? scale : { ...scale, ticks: [] };
  return { strips, frame, dots, medians, turns, scale: axis };
}

/** Where a strip's score turns: labelled lines across it. */
function turnLayers({ turns, frame, scale }: ReturnType<typeof layout>): unknown[] {
  if (turns.length === 0) return [];
  const at = (value: number) => place(scale, value) * frame.width;
  const lines = turns.map(({ value, index }) => {
    const middle = frame.middle(index);
    return { x: at(value), top: middle - 15, bottom: middle + 18 };
  });
  const names = [...new Set(turns.map(({ index }) => index))].flatMap((index) =>
    namesOfTurns(
      turns.filter((turn) => turn.index === index).map(({ value }) => value),
      at,
    ).map(({ x, text }) => {
      const half = textWidth(text) / 2;
      // Within the plot, however near its edge the line is.
      return { x: Math.min(Math.max(x, half), frame.width - half), y: frame.middle(index) - 22, text };
    }),
  );
  const text = { type: 'text', align: 'center', baseline: 'middle', fill: 'var(--muted)', ...halo };
  return [
    layer(
      lines,
      { type: 'rule', stroke: 'var(--ink)', strokeDash: [3, 3] },
      { x: pixel('x'), y: pixel('top'), y2: { field: 'bottom' } },
    ),
    layer(names, text, { x: pixel('x'), y: pixel('y'), text: word('text') }),
  ];
}

/** A name for each limit, or one for both where they lie too near each other. */
function namesOfTurns(
  values: readonly number[],
  at: (value: number) => number,
): { x: number; text: string }[] {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  const [from, to] = [low, high].map((value) => formatNumber(value));
  if (at(high) - at(low) > textWidth(`limit ${from}${to}`))
    return values.map((value) => ({ x: at(value), text: `limit ${formatNumber(value)}` }));
  const text = from === to ? `limit ${from}` : `limits ${from} and ${to}`;
  return [{ x: (at(low) + at(high)) / 2, text }];
}

/** Arrows out of the plot where values are infinite, with how many are. */
function infinityLayers(measured: readonly Measured[], frame: StripFrame): unknown[] {
  const rows = measured.flatMap(({ values, single }, index) => {
    const count = values.filter((value) => value === Number.POSITIVE_INFINITY).length;
    if (count === 0) return [];
    const y = frame.middle(index);
    return [
      {
        ...{ from: frame.width - 24, to: frame.width + 4, y, labelY: y - 15 },
        text: single ? '∞: every key' : `∞: ${formatCount(count)} of ${counted(values.length, 'key')}`,
      },
    ];
  });
  if (rows.length === 0) return [];
  const ink = 'var(--ink)';
  const tip = { type: 'point', shape: 'triangle-right', filled: true, opacity: 1, size: 90, color: ink };
  return [
    layer(
      rows,
      { type: 'rule', stroke: ink, strokeWidth: 2.2 },
      { x: pixel('from'), x2: { field: 'to' }, y: pixel('y') },
    ),
    layer(rows, tip, { x: pixel('to'), y: pixel('y') }),
    layer(
      rows,
      { type: 'text', align: 'right', baseline: 'middle', fill: ink, ...halo },
      { x: pixel('to'), y: pixel('labelY'), text: word('text') },
    ),
  ];
}

function tipsOf(measure: MeasureRecord, measured: readonly Measured[]): Tip[] {
  const { frame, dots, scale } = layout(measure, measured, 'wide');
  return dots.map(({ value, y, said }) => tipAt(frame, place(scale, value) * frame.width, y, said));
}

function spec(
  measure: MeasureRecord,
  measured: readonly Measured[],
  styles: readonly ArmStyle[],
  size: Size,
): Spec {
  const placed = layout(measure, measured, size);
  const { strips, frame, dots, medians, scale } = placed;
  const rows = dots.map(({ arm, value, y }) => ({ arm, value, y }));
  const x = quantity('value', vegaScale(scale), axisOf(scale, lines(axisTitle(measure), frame.width)));
  const at = { x, y: pixel('y') };
  const { stroke, fill, shape } = armChannels(styles);
  const tick = { type: 'tick', orient: 'vertical', size: 38, thickness: 2.5, color: 'var(--ink)' };
  const dot = { type: 'point', size: 26, strokeWidth: 1.2, opacity: 0.8 };
  return framed(frame, [
    ...stripLayers(frame, strips),
    ...turnLayers(placed),
    layer(medians, tick, at),
    layer(rows, dot, { ...at, stroke, fill, shape }),
    ...infinityLayers(measured, frame),
  ]);
}

export function axisTitle({ label, unit, scale }: MeasureRecord): string {
  const named = unit === '1' || label.includes(unit.replace(/s$/, '')) ? '' : unit;
  const inside = [named, scale === 'log' ? 'log scale' : ''].filter((part) => part !== '');
  return asPrinted(inside.length > 0 ? `${label} (${inside.join(', ')})` : label);
}
