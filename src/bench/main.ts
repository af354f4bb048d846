import { readFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { resolve } from 'node:path';
import { Command, CommanderError, InvalidArgumentError, Option } from 'commander';
import { type Bench, benchFile, benchVersion, writeBench } from '../results/bench.ts';
import { commit } from '../results/commit.ts';
import { thisMachine } from '../results/this-machine.ts';
import { tryToWrite } from '../results/write-file.ts';
import { bench, type Options } from './bench.ts';
import { stopAll } from './peer-process.ts';
import { printed } from './print.ts';
import { contestants } from './registry.ts';
import { workloads } from './workloads.ts';

// `npm run bench`: how long one training step takes, here and in other people’s frameworks.

const wrongUse = 2;
const interrupted = 130;

const program = new Command('npm run bench --')
  .description(
    'Times one training step of one replicate: our engines, TensorFlow.js and Python’s frameworks.',
  )
  .addOption(
    new Option('--rounds <n>', 'how many turns each contestant has').argParser(wholeNumber).default(7),
  )
  .addOption(
    new Option('--seconds <s>', 'about how long a turn takes').argParser(positiveNumber).default(0.5),
  )
  .addOption(
    new Option('--workload <names...>', 'what is trained')
      .choices(Object.keys(workloads))
      .default(Object.keys(workloads)),
  )
  .addOption(
    new Option(
      '--only <contestants...>',
      `beginnings of ${contestants.map(({ id }) => id).join(', ')}; all when absent`,
    )
      .argParser(contestantBeginning)
      .default([]),
  )
  .option('--python <path>', 'the Python whose frameworks take part', 'python3')
  .option('--json <file>', 'where the report looks for what was measured', benchFile)
  .exitOverride();

try {
  program.parse();
  const { json, ...options } = program.opts<Options & { json: string }>();
  await run(options, resolve(json));
} catch (error) {
  stopAll();
  process.exitCode = exitCodeOf(error);
}

async function run(options: Options, file: string): Promise<void> {
  const stop = () => {
    stopAll();
    process.exit(interrupted);
  };
  process.once('SIGINT', stop).once('SIGTERM', stop).once('SIGHUP', stop);
  checkTarget(file);
  const about = aboutThisRun(options.rounds, new Date());
  let whole: Bench | undefined;
  await bench(
    options,
    (line) => process.stderr.write(`${line}\n`),
    (measured) => {
      whole = { ...about, ...measured };
      writeBench(file, whole);
    },
  );
  process.stdout.write(`${printed(whole!)}\nwritten: ${file}\n`);
}

function aboutThisRun(rounds: number, startedAt: Date): Omit<Bench, 'product' | 'workloads'> {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
  return {
    version: benchVersion,
    startedAt: startedAt.toISOString(),
    commit: commit(),
    rounds,
    versions: { initproof: version, node: process.versions.node, v8: process.versions.v8 },
    machine: { ...thisMachine(), load: loadavg()[0]! },
  };
}

function wholeNumber(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1 || value > 1000)
    throw new InvalidArgumentError('Expected a whole number from 1 to 1000.');
  return value;
}

function positiveNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && value <= 60))
    throw new InvalidArgumentError('Expected seconds, above 0 and at most 60.');
  return value;
}

function contestantBeginning(text: string, before: readonly string[]): string[] {
  if (!contestants.some(({ id }) => id.startsWith(text)))
    throw new InvalidArgumentError(
      `Expected the beginning of one of ${contestants.map(({ id }) => id).join(', ')}.`,
    );
  return [...before, text];
}

function exitCodeOf(error: unknown): number {
  // Help ends here too, with code 0; commander has printed its message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : wrongUse;
  const fileError = error instanceof Error && 'code' in error && /^E[A-Z]+$/.test(String(error.code));
  if (!fileError) throw error;
  console.error(`bench: ${error.message}`);
  return wrongUse;
}

/** Said before anything is measured, not minutes later. */
function checkTarget(file: string): void {
  try {
    tryToWrite(file);
  } catch (error) {
    const { message } = error as Error;
    program.error(`error: cannot write ${file}: ${message} (give --json another file)`, {
      exitCode: wrongUse,
    });
  }
}
