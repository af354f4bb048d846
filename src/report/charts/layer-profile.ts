import { decodeNumber } from '../../results/numbers.ts';
import type { ScoresEvidence } from '../../results/schema.ts';
import { formatCount, formatNumber } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, table } from './chart.ts';
import { costPlot, fits } from './cost-plot.ts';
import { layer as drawnLayer, framed } from './frame.ts';
import { type ArmStyle, armChannels, armStyles } from './initializer-style.ts';

const words = {
  preActivation: 'pre-activations',
  activation: 'activations',
  gradient: 'gradients by the pre-activations',
} as const;

interface Point {
  readonly arm: string;
  /** The layer; the plot's horizontal axis counts in `step`. */
  readonly step: number;
  readonly low: number;
  readonly median: number;
  readonly high: number;
}

interface Profile {
  readonly style: ArmStyle;
  readonly points: readonly Point[];
}

/** Mean square by layer under each arm, before training: the median over keys and the band from 10 % to 90 %. */
export function layerProfileCharts({ arms, layers, keys }: ScoresEvidence): Chart[] {
  const styles = armStyles(arms);
  return [...new Set(layers.map(({ of }) => of))].map((of) => {
    const profiles = layers.flatMap((record): Profile[] => {
      const style = styles.find(({ name }) => name === record.arm);
      const points = record.median.map((median, l) => ({
        arm: record.arm,
        step: l + 1,
        low: decodeNumber(record.low[l] ?? 'NaN'),
        median: decodeNumber(median),
        high: decodeNumber(record.high[l] ?? 'NaN'),
      }));
      return style && record.of === of ? [{ style, points }] : [];
    });
    return chart(profiles, of, keys);
  });
}

function chart(profiles: readonly Profile[], of: keyof typeof words, keys: number): Chart {
  const what = words[of];
  // The layer at which depth has done its work: the first for gradients, which come back from the output.
  const told = profiles.map(({ style, points }) => {
    const { step, median } = of === 'gradient' ? points[0]! : points.at(-1)!;
    return { step, text: `${formatNumber(median)} under ${style.label}` };
  });
  const layer = told[0]?.step ?? 0;
  const where =
    of === 'gradient' || layer === 1
      ? `layer ${formatCount(layer)}`
      : `layer ${formatCount(layer)}, the output`;
  return {
    title: `Mean square of the ${what} at ${where}: ${told.map(({ text }) => text).join('; ')}`,
    description: `Mean square of the ${what} by layer on a logarithmic axis, before training, for each of ${profiles.map(({ style }) => style.label).join(', ')}: the line is the median over ${formatCount(keys)} keys, the band reaches from the 10 % to the 90 % quantile.`,
    notes: unplaced(profiles),
    specs: { wide: spec(profiles, 'wide'), narrow: spec(profiles, 'narrow') },
    table: table(
      ['Arm', '#Layer', '#10 %', '#Median', '#90 %'],
      profiles.flatMap(({ style, points }) =>
        points.map(({ step, low, median, high }) => [
          style.label,
          formatCount(step),
          ...[low, median, high].map((value) => formatNumber(value)),
        ]),
      ),
    ),
  };
}

function unplaced(profiles: readonly Profile[]): string[] {
  return profiles.flatMap(({ style, points }) => {
    const gone = points.filter(({ low, median, high }) => ![low, median, high].every(fits)).length;
    return gone === 0
      ? []
      : [
          `${style.label}: in ${formatCount(gone)} layers a quantile is 0 or not finite and has no place on a log axis.`,
        ];
  });
}

function spec(all: readonly Profile[], size: Size): Spec {
  const profiles = all.filter(({ points }) => points.some(({ median }) => fits(median)));
  const points = profiles.flatMap((profile) => profile.points);
  const plot = costPlot(
    size,
    40,
    {
      steps: points.map(({ step }) => step),
      costs: points.flatMap(({ low, median, high }) => [low, median, high]),
    },
    profiles.flatMap(({ style, points: own }) => {
      const last = own.findLast(({ median }) => fits(median));
      return last ? [{ style, text: `${style.label}: ${formatNumber(last.median)}`, cost: last.median }] : [];
    }),
    'log',
    { x: 'layer', y: 'mean square (log scale)' },
  );
  const { x, y } = plot;
  const { stroke, strokeDash } = armChannels(profiles.map(({ style }) => style));
  const bands = points.filter(({ low, high }) => fits(low) && fits(high));
  const medians = points.filter(({ median }) => fits(median));
  return framed(plot.frame, [
    drawnLayer(
      bands,
      { type: 'area', opacity: 0.16 },
      { x, y: y('low'), y2: { field: 'high' }, fill: stroke },
    ),
    drawnLayer(medians, { type: 'line', strokeWidth: 2.2 }, { x, y: y('median'), stroke, strokeDash }),
    ...plot.labels,
  ]);
}
