import type { ScoresEvidence } from '../../results/schema.ts';
import { counted, formatCount, formatNumber } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, under } from './chart.ts';
import { bandLayer, type CostPlot, costPlot, fits, gapped } from './cost-plot.ts';
import { layer as drawnLayer, framed } from './frame.ts';
import { armChannels, armStyles } from './initializer-style.ts';
import {
  type QuantileCurve,
  quantileNote,
  quantilePoints,
  quantileTable,
  quantileTips,
} from './quantile-curves.ts';

const words = {
  preActivation: 'pre-activations',
  activation: 'activations',
  gradient: 'gradients by the pre-activations',
} as const;

type Of = keyof typeof words;

/** Mean square by layer under each arm, before training: the median over keys, the band from 10 % to 90 %; what can be drawn. */
export function layerProfileCharts({ arms, layers, keys, measures }: ScoresEvidence): Chart[] {
  const styles = armStyles(arms);
  return [...new Set(layers.map(({ of }) => of))].flatMap((of) => {
    const profiles = layers.flatMap((record): QuantileCurve[] => {
      const style = styles.find(({ name }) => name === record.arm);
      const points = quantilePoints(
        record,
        record.median.map((_, l) => l + 1),
      );
      return style && record.of === of ? [{ style, points }] : [];
    });
    return profiles.some(isDrawn) ? [chart(profiles, of, keys, askedLayer(measures, of))] : [];
  });
}

/** Whether the axis has a place for any of it. */
const isDrawn = ({ points }: QuantileCurve): boolean => points.some(({ median }) => fits(median, 'log'));

/** The layer that a measure of the claim is about, where one is: `["layer-moment",{"layer":64,"of":"activation"}]`. */
function askedLayer(measures: ScoresEvidence['measures'], of: Of): number | null {
  for (const { name } of measures) {
    const options = /^\["layer-[a-z]+",(\{.*\})\]$/.exec(name)?.[1];
    const asked = options === undefined ? null : JSON.parse(options);
    if (asked?.of === of) return asked.layer ?? (of === 'gradient' ? asked.from : asked.to) ?? null;
  }
  return null;
}

function chart(profiles: readonly QuantileCurve[], of: Of, keys: number, asked: number | null): Chart {
  const what = words[of];
  const layers = profiles[0]?.points.length ?? 0;
  // Without a question, the layer at which depth has done its work: the first for gradients, which come back from the output.
  const layer = asked ?? (of === 'gradient' ? 1 : layers);
  const told = profiles.map(
    ({ style, points }) => `${formatNumber(points[layer - 1]?.median ?? 'NaN')} ${under(style.label)}`,
  );
  const where = `layer ${formatCount(layer)}${layer === layers && layer > 1 ? ', the output' : ''}`;
  const drawable = profiles.filter(isDrawn);
  const plot = (size: Size) => profilePlot(drawable, { of, layer, size });
  const wide = plot('wide');
  return {
    title: `Mean square of the ${what} at ${where}: ${told.join('; ')}`,
    description: `Mean square of the ${what} by layer on a logarithmic axis, before training, for each of ${profiles.map(({ style }) => style.label).join(', ')}: the line is the median over ${formatCount(keys)} keys, the band reaches from the 10 % to the 90 % quantile.`,
    notes: [
      `${quantileNote(keys)}${of === 'gradient' ? ' Gradients come back from the output: from right to left.' : ''}`,
      ...unplaced(profiles),
    ],
    specs: { wide: profileSpec(drawable, wide), narrow: profileSpec(drawable, plot('narrow')) },
    tips: quantileTips(drawable, wide, 'layer'),
    table: quantileTable(profiles, 'layer'),
  };
}

function unplaced(profiles: readonly QuantileCurve[]): string[] {
  return profiles.flatMap(({ style, points }) => {
    const gone = points.filter(
      ({ low, median, high }) => ![low, median, high].every((value) => fits(value, 'log')),
    ).length;
    return gone === 0
      ? []
      : [
          `${style.label}: in ${counted(gone, 'layer')} a quantile is 0 or not finite and has no place on a log axis.`,
        ];
  });
}

/** Names stand at the end of the lines that the title speaks of. */
function profilePlot(
  profiles: readonly QuantileCurve[],
  { of, layer, size }: { readonly of: Of; readonly layer: number; readonly size: Size },
): CostPlot {
  const points = profiles.flatMap((profile) => profile.points);
  return costPlot(
    size,
    40,
    {
      steps: points.map(({ step }) => step),
      costs: points.flatMap(({ low, median, high }) => [low, median, high]),
    },
    profiles.map(({ style, points: own }) => {
      const at = of === 'gradient' ? ('start' as const) : ('end' as const);
      const told = layer === (at === 'start' ? 1 : own.length) ? own[layer - 1]!.median : Number.NaN;
      return {
        style,
        // A value stands only beside the place where it is one.
        text: fits(told, 'log') ? `${style.label}: ${formatNumber(told)}` : style.label,
        line: own.map(({ step, median }) => ({ step, cost: median })),
        at,
      };
    }),
    'log',
    { x: 'layer', y: 'mean square (log scale)' },
  );
}

function profileSpec(profiles: readonly QuantileCurve[], plot: CostPlot): Spec {
  const points = profiles.flatMap((profile) => profile.points);
  const { x, y } = plot;
  const { stroke, strokeDash } = armChannels(profiles.map(({ style }) => style));
  const medians = points.map(({ arm, step, median }) => ({ arm, step, median: gapped(median, 'log') }));
  return framed(plot.frame, [
    bandLayer(points, plot, stroke),
    drawnLayer(medians, { type: 'line', strokeWidth: 2.2 }, { x, y: y('median'), stroke, strokeDash }),
    ...plot.labels,
  ]);
}
