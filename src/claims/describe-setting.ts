import { datasetFrom } from '../datasets/spec.ts';
import type { Schedule } from '../engines/schedule.ts';
import { initializerLabel } from '../initializers/spec.ts';
import { formatNumber } from '../measurements/labels.ts';
import { activations } from '../network/activations.ts';
import type { Network, Place } from '../network/network.ts';
import type { Arm } from '../training/arm.ts';
import type { Data, Setting } from '../training/setting.ts';
import { capitalized, uncapitalized } from './format.ts';

/** The setting as sentences for a reader. */
export function describeSetting({ network, data, schedule }: Setting): string {
  const hidden = describeHidden(network);
  return `A network of [${widthsLabel(network.widths)}] units, ${hidden}${network.loss.replaceAll('-', ' ')}. ${describeData(data)} ${describeSchedule(schedule)}`;
}

function describeHidden({ widths, activation, residual }: Network): string {
  if (widths.length === 2) return '';
  const { label } = activations[activation];
  if (!residual) return `${label} between the layers, `;
  const { branchLayers, multipliers } = residual;
  const learnt = multipliers ? ', each with a learnt multiplier' : '';
  const inside = branchLayers > 1 ? `, ${label} inside them` : '';
  return `residual branches of ${branchLayers} ${branchLayers === 1 ? 'layer' : 'layers'}${learnt}${inside}, `;
}

/** [2, 30 × 128, 1]: layers of one width that follow each other are counted. */
function widthsLabel(widths: readonly number[]): string {
  const runs: { width: number; layers: number }[] = [];
  for (const [i, width] of widths.entries()) {
    const last = runs.at(-1);
    // The inputs are no layer.
    if (i > 1 && last?.width === width) last.layers++;
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
  const name = uncapitalized(description);
  const which =
    seeds === 'per-key'
      ? 'drawn anew for every key'
      : `the same for every key (NumPy seeds ${seeds.train} and ${seeds.test})`;
  // Where one point will do for a test, nothing is read off it.
  const held = test > 1 ? ` and ${formatNumber(test)} test` : '';
  return `${formatNumber(train)} training${held} ${train === 1 && held === '' ? 'point' : 'points'} of ${name}, ${which}.`;
}

function describeSchedule({ steps, ...schedule }: Schedule): string {
  if (steps === 0) return 'Nothing is trained: the network is looked at before its first step.';
  return `${capitalized(optimizerLabel(schedule.optimizer))} at rate ${schedule.learningRate}, ${batchLabel(schedule.batch)}, ${stepCount(steps)}${lookedAt(schedule)}${schedule.precision ? `, ${schedule.precision}` : ''}.`;
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
    network.activation && activations[network.activation].label,
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
    schedule.steps !== undefined && stepCount(schedule.steps),
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

const stepCount = (steps: number) => `${formatNumber(steps)} ${steps === 1 ? 'step' : 'steps'}`;

/** With all points in every step the cost of each step is known; of minibatches it is taken now and then. */
const lookedAt = ({ batch, record: { crossings = [], costEvery } }: Omit<Schedule, 'steps'>) =>
  batch !== 'full' && crossings.length > 0 && costEvery > 1 ? `, the cost looked at every ${costEvery}` : '';

const batchLabel = (batch: Schedule['batch']) =>
  batch === 'full' ? 'all points in every step' : `${formatNumber(batch)} points a step`;
