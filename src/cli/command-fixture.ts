import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { type Results, results as resultsSchema } from '../results/schema.ts';

export const repository = fileURLToPath(new URL('../..', import.meta.url));
export const main = join(repository, 'dist/cli/main.js');

export interface Ended {
  /** Null where a signal ended it. */
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

interface Started {
  readonly child: ChildProcess;
  readonly ended: Promise<Ended>;
  /** Resolves as soon as the text was printed. */
  printed(text: string): Promise<void>;
}

/** Starts the command as it was built. */
export function start(args: readonly string[], cwd: string, env: Record<string, string> = {}): Started {
  // What Vitest tells its own workers is not meant for the command.
  const own = Object.entries(process.env).filter(
    ([name]) => !/^(VITEST|NODE_ENV$|TEST$|FORCE_COLOR$)/.test(name),
  );
  const child = spawn(process.execPath, [main, ...args], {
    cwd,
    env: { ...Object.fromEntries(own), NO_COLOR: '1', ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const out = { stdout: '', stderr: '' };
  for (const stream of ['stdout', 'stderr'] as const)
    child[stream]!.setEncoding('utf8').on('data', (text: string) => {
      out[stream] += text;
    });
  const ended = new Promise<Ended>((resolve) => {
    child.once('close', (code) => resolve({ code, ...out }));
  });
  return {
    child,
    ended,
    printed: (text) => until(() => (out.stdout + out.stderr).includes(text)),
  };
}

export async function until(condition: () => boolean, patienceMs = 30_000): Promise<void> {
  for (const started = performance.now(); !condition(); await setTimeout(20))
    if (performance.now() - started > patienceMs)
      throw new Error(`not within ${patienceMs} ms: ${condition}`);
}

export const initproof = (
  args: string,
  cwd: string = repository,
  env: Record<string, string> = {},
): Promise<Ended> => start(args.split(' ').filter(Boolean), cwd, env).ended;

/** A mistake of the caller's: exit code 2, one sentence and at most a hint, no stack, nothing on standard output. */
export function expectRefused({ code, stdout, stderr }: Ended, message: RegExp): void {
  assert.match(stderr, message);
  assert.doesNotMatch(stderr, /\n\s+at |node:internal|RangeError|TypeError/);
  const [sentence, ...rest] = stderr.trimEnd().split('\n');
  assert.match(sentence!, /^(initproof|error): /);
  const hint = sentence!.startsWith('error: ') ? ['(initproof <command> --help tells what it takes)'] : [];
  assert.deepEqual(rest, hint);
  assert.equal(stdout, '');
  assert.equal(code, 2);
}

const folders: string[] = [];
export function removeFolders(): void {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
  folders.length = 0;
}

/** A folder of its own for the files, until the folders are removed. */
export function folderWith(files: Readonly<Record<string, string>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'initproof-cli-'));
  folders.push(folder);
  return fill(folder, files);
}

/** One whose files import Vitest themselves, for its hooks and groups. */
export function folderWithVitest(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  symlinkSync(join(repository, 'node_modules/vitest'), join(folder, 'node_modules/vitest'), 'junction');
  return folder;
}

function fill(folder: string, files: Readonly<Record<string, string>>): string {
  for (const [name, text] of Object.entries({ 'package.json': '{"type":"module"}', ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  install(folder);
  return folder;
}

/** Links what is published of the package into a folder's packages; what it is made with would be looked through too. */
function install(folder: string): void {
  const own = join(folder, 'node_modules/initproof');
  mkdirSync(own, { recursive: true });
  symlinkSync(join(repository, 'package.json'), join(own, 'package.json'), 'file');
  symlinkSync(join(repository, 'dist'), join(own, 'dist'), 'junction');
}

const imports = `import fc from '${import.meta.resolve('fast-check')}';
import { always, better, claim, costAt, gradientNorm, mapped, notes, usually, within } from 'initproof';
`;

/** An experiment file that states claims. */
export const experiment = (...claims: readonly string[]): string => `${imports}${claims.join('\n')}`;

/** A claim about whole numbers to 1000: their deviation is the expression in `n`. */
export const numbers = (id: string, deviation: string, more = ''): string => `
claim(always('${id}', {
  statement: 'Numbers are small',
  source: notes('nowhere'),
  over: 'Whole numbers to 1000.',
  given: { n: fc.nat(1000) },
  measure: 'size',
  deviation: ({ n }, plant) => ${deviation},
  atMost: 0,
  faults: [],
  ${more}
}));`;

/** A claim that a lower start stays lower, on a network that trains in no time. */
export const lowerCost = (id: string, more = ''): string => `
claim(usually('${id}', {
  statement: 'A small start ends at the lower cost',
  source: notes('nowhere'),
  setting: {
    network: { widths: [2, 4, 3, 1], activation: 'tanh', loss: 'binary-cross-entropy' },
    data: { dataset: 'circles', train: 20, test: 10, seeds: { train: 1, test: 2 } },
    schedule: {
      optimizer: { name: 'sgd' }, learningRate: 0.1, batch: 'full', steps: 20, record: { costEvery: 5 },
    },
  },
  arms: { he: 'he', large: ['normal', { std: 50 }] },
  score: better('he', 'large', costAt(20)),
  means: 'He ended lower',
  mean: { above: 0.6 },
  faults: ['swapped-arms', 'biased-coin'],
  ${more}
}));`;

/** A map of two cells, one that holds and one that does not, for which nothing is trained. */
export const twoCells = (id: string, more = ''): string => `
claim(mapped('${id}', {
  statement: 'The gradient is bounded',
  source: notes('nowhere'),
  x: { label: 'bound', values: [-1, 1e9] },
  y: { label: 'nothing', values: [0] },
  cell: (bound) => ({
    setting: {
      network: { widths: [2, 4, 3, 1], activation: 'tanh', loss: 'binary-cross-entropy' },
      data: { dataset: 'circles', train: 20, test: 10, seeds: { train: 1, test: 2 } },
      schedule: {
        optimizer: { name: 'sgd' }, learningRate: 0.1, batch: 'full', steps: 0, record: { costEvery: 5 },
      },
    },
    arms: { he: 'he' },
    score: within('he', gradientNorm(1), 0, bound),
  }),
  means: 'the gradient stayed within the bound',
  mean: { above: 0.5 },
  keys: 64,
  faults: ['biased-coin'],
  ${more}
}));`;

/** Where a run writes unless it is told otherwise. */
export const out = 'reports/latest';

/** The results that a run in the folder wrote where it writes by default. */
export const resultsIn = (folder: string): Results => resultsOf(join(folder, out, 'results.json'));

/** The results in a file, as the schema reads them. */
export const resultsOf = (file: string): Results =>
  resultsSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
