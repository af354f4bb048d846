import { writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import { InvalidArgumentError } from 'commander';
import type { DenseShape } from '../initializers/fans.ts';
import { fans } from '../initializers/fans.ts';
import type { Law } from '../initializers/initializer.ts';
import { initializerFrom } from '../initializers/spec.ts';
import { rootKey } from '../random/key.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { initializerSpec } from './initializer-option.ts';
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
    .action((init: string, options: SampleOptions) => {
      const initializer = initializerFrom(initializerSpec(init));
      const weights = initializer.draw(rootKey(options.seed).draws(), options.shape);
      const law = initializer.law(options.shape);
      if (options.out) writeFileSync(options.out, npyFile(weights, options.shape));
      const data = {
        initializer: initializer.label,
        formula: initializer.formula,
        source: initializer.source,
        ...fans(options.shape),
        law: promised(law),
        drawn: moments(weights),
      };
      process.stdout.write(
        `${options.json ? JSON.stringify(encodeNumbers(data), null, 1) : told(data, options.out)}\n`,
      );
    });
}

function shape(text: string): DenseShape {
  const [fanOut, fanIn, ...rest] = wholeNumbers(text);
  if (fanOut === undefined || fanIn === undefined || rest.length > 0)
    throw new InvalidArgumentError('Expected two whole numbers, fan-out and fan-in, e.g. 256,128.');
  return [fanOut, fanIn];
}

const promised = ({ family, mean, variance, support }: Law) => ({
  family,
  mean,
  variance,
  low: support[0],
  high: support[1],
});

function moments(weights: Float64Array) {
  const mean = weights.reduce((sum, w) => sum + w, 0) / weights.length;
  return {
    count: weights.length,
    mean,
    variance: weights.reduce((sum, w) => sum + (w - mean) ** 2, 0) / weights.length,
    low: weights.reduce((least, w) => Math.min(least, w), Number.POSITIVE_INFINITY),
    high: weights.reduce((most, w) => Math.max(most, w), Number.NEGATIVE_INFINITY),
  };
}

interface Told {
  readonly initializer: string;
  readonly formula: string;
  readonly source: string;
  readonly fanIn: number;
  readonly fanOut: number;
  readonly law: ReturnType<typeof promised>;
  readonly drawn: ReturnType<typeof moments>;
}

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
