import { datasetFrom } from '../datasets/spec.ts';
import type { Schedule } from '../engines/schedule.ts';
import { initializerLabel } from '../initializers/spec.ts';
import type { Network, Place } from '../network/network.ts';
import type { Arm } from '../training/arm.ts';
import type { Data, Setting } from '../training/setting.ts';

/** The setting as sentences for a reader. */
export function describeSetting({ network, data, schedule }: Setting): string {
  const hidden = describeHidden(network);
  return `A network of [${widthsLabel(network.widths)}] units, ${hidden}${network.loss.replaceAll('-', ' ')}. ${describeData(data)} ${describeSchedule(schedule)}`;
}

function describeHidden({ widths, activation, residual }: Network): string {
  if (widths.length === 2) return '';
  if (!residual) return `${activation} between the layers, `;
  const { branchLayers, multipliers } = residual;
  const learnt = multipliers ? ', each with a learnt multiplier' : '';
  const inside = branchLayers > 1 ? `, ${activation} inside them` : '';
  return `residual branches of ${branchLayers} ${branchLayers === 1 ? 'layer' : 'layers'}${learnt}${inside}, `;
}

/** [2, 30 × 128, 1]: layers of one width that follow each other are counted. */
function widthsLabel(widths: readonly number[]): string {
  const runs: { width: number; layers: number }[] = [];
  for (const width of widths) {
    const last = runs.at(-1);
    if (last?.width === width) last.layers++;
    else runs.push({ width, layers: 1 });
  }
  return runs
    .flatMap(({ width, layers }) =>
      layers > 2 ? [`${layers} × ${width}`] : Array<string>(layers).fill(String(width)),
    )
    .join(', ');
}

function describeData({ dataset, train, test, seeds }: Data): string {
  const { description } = datasetFrom(dataset);
  const name = description.charAt(0).toLowerCase() + description.slice(1);
  const which =
    seeds === 'per-key'
      ? 'drawn anew for every key'
      : `the same for every key (NumPy seeds ${seeds.train} and ${seeds.test})`;
  const held = test > 0 ? ` and ${count(test)} test` : '';
  return `${count(train)} training${held} points of ${name}, ${which}.`;
}

function describeSchedule({ steps, ...schedule }: Schedule): string {
  if (steps === 0) return 'Nothing is trained: the network is looked at before its first step.';
  return `${capitalized(optimizerLabel(schedule.optimizer))} at rate ${schedule.learningRate}, ${batchLabel(schedule.batch)}, ${count(steps)} steps${schedule.precision ? `, ${schedule.precision}` : ''}.`;
}

/** What an arm does otherwise than the setting says; null when nothing. */
export function describeDifference({
  biases,
  places = {},
  multipliers,
  lsuv,
  network = {},
  schedule = {},
}: Arm): string | null {
  const parts = [
    network.widths && `[${widthsLabel(network.widths)}] units`,
    network.activation,
    ...Object.entries(places).map(
      ([place, spec]) => `${placeNames[place as Place]} from ${initializerLabel(spec)}`,
    ),
    multipliers && `multipliers of branches start from ${initializerLabel(multipliers)}`,
    lsuv && 'scaled by LSUV on the training points',
    biases && `biases start from ${initializerLabel(biases)}`,
    schedule.optimizer && optimizerLabel(schedule.optimizer),
    schedule.learningRate !== undefined && `rate ${schedule.learningRate}`,
    schedule.layerRates && 'rates of its own for each layer',
    schedule.batch !== undefined && batchLabel(schedule.batch),
    schedule.steps !== undefined && `${count(schedule.steps)} steps`,
  ].filter((part) => part);
  return parts.length > 0 ? parts.join(', ') : null;
}

const placeNames: Readonly<Record<Place, string>> = {
  first: 'the first layer starts',
  branch: 'the layers inside branches start',
  'branch-end': 'the last layer of each branch starts',
  hidden: 'the hidden layers start',
  last: 'the last layer starts',
};

function optimizerLabel(optimizer: Schedule['optimizer']): string {
  switch (optimizer.name) {
    case 'sgd':
      return 'gradient descent';
    case 'momentum':
      return `momentum ${optimizer.momentum}`;
    case 'nesterov':
      return `Nesterov momentum ${optimizer.momentum}`;
    case 'adam':
      return 'Adam';
  }
}

const batchLabel = (batch: Schedule['batch']) =>
  batch === 'full' ? 'all points in every step' : `${count(batch)} points a step`;
const count = (n: number) => n.toLocaleString('en-US');
const capitalized = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
