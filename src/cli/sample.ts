import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { DenseShape } from '../initializers/fans.ts';
import { fans } from '../initializers/fans.ts';
import { counted } from '../report/pages/numbers.ts';
import { encodeNumbers } from '../results/numbers.ts';
import type { Drawn } from './draw-once.ts';
import { inThread } from './in-thread.ts';
import { npyFile } from './npy-file.ts';
import { wholeNumber, wholeNumbers } from './options.ts';

interface SampleOptions {
  readonly shape: DenseShape;
  readonly seed: number;
  readonly out?: string;
  readonly json: boolean;
}

export function addSample(program: Command): void {
  program
    .command('sample')
    .description('draw the weights of one layer; print the law they promise and the moments they have')
    .argument('<initializer>', 'e.g. he, orthogonal, normal:std=10')
    .requiredOption('--shape <fanOut,fanIn>', 'rows are units, columns their inputs, e.g. 256,128', shape)
    .option('--seed <seed>', 'a whole number', wholeNumber(0), 1)
    .option('--out <file>', 'write the weights as a NumPy file (.npy, float64)')
    .option('--json', 'print as JSON', false)
    .action(async (init: string, options: SampleOptions) => {
      const { shape, seed, out, json } = options;
      const { weights, law, drawn, ...about } = await inThread<Drawn>(
        `drawing ${counted(shape[0] * shape[1], 'weight')}`,
        new URL('./draw-once.js', import.meta.url),
        'drawOnce',
        { init, shape, seed, out },
      );
      if (out !== undefined && weights) writeFileSync(out, npyFile(weights, shape));
      const data = { ...about, ...fans(shape), law, drawn };
      process.stdout.write(`${json ? JSON.stringify(encodeNumbers(data), null, 1) : told(data, out)}\n`);
    });
}

function shape(text: string): DenseShape {
  const [fanOut, fanIn, ...rest] = wholeNumbers(text);
  if (fanOut === undefined || fanIn === undefined || rest.length > 0)
    throw new InvalidArgumentError('Expected two whole numbers, fan-out and fan-in, e.g. 256,128.');
  return [fanOut, fanIn];
}

type Told = Omit<Drawn, 'weights'> & ReturnType<typeof fans>;

function told(
  { initializer, formula, source, fanIn, fanOut, law, drawn }: Told,
  out: string | undefined,
): string {
  const row = (name: string, promise: number, found: number) =>
    `${name.padEnd(9)} promised ${String(promise).padEnd(24)} drawn ${found}`;
  return [
    `${initializer}: ${formula} (${source})`,
    `fan-in ${fanIn}, fan-out ${fanOut}, ${drawn.count} weights, ${law.family}`,
    row('mean', law.mean, drawn.mean),
    row('variance', law.variance, drawn.variance),
    row('least', law.low, drawn.low),
    row('greatest', law.high, drawn.high),
    ...(out ? [`written to ${out}`] : []),
  ].join('\n');
}
