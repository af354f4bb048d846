import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { TestModule } from 'vitest/node';
import type { ClaimDescription } from '../claims/describe-claim.ts';
import type { ClaimResult } from '../results/schema.ts';
import { inOrder } from './in-order.ts';
import { type OutsideError, outsideErrors } from './outside-errors.ts';
import type { Provided } from './provided.ts';
import { claimReporter, type Listener } from './reporter.ts';

/** Where claims are looked for, below the folder that a command is given. */
export const claimFiles = 'experiments/**/*.test.{ts,js,mts,mjs}';

export interface StatedClaim extends ClaimDescription {
  /** From the folder that was looked through. */
  readonly file: string;
  /** Whether the file skips it. */
  readonly skipped: boolean;
}

export interface ClaimsRun {
  /** Records of the claims that were to be run. */
  readonly claims: readonly ClaimResult[];
  /** Files that could not be loaded, and errors outside any claim. */
  readonly errors: readonly OutsideError[];
}

/** Runs claims that were found under `root` as tests, and loads no file that states none of them. */
export async function runClaims(
  root: string,
  claims: readonly StatedClaim[],
  provided: Provided,
  listener: Listener,
): Promise<ClaimsRun> {
  const reporter = claimReporter(provided, listener);
  const exitCode = process.exitCode;
  const { startVitest } = await vitestNode();
  const files = [...new Set(claims.map(({ file }) => resolve(root, file)))];
  const own = {
    testNamePattern: oneOf(claims.map(({ id }) => id)),
    provide: { initproof: provided },
    reporters: [reporter],
  };
  const vitest = await startVitest('test', files, { ...options(root), ...own }, {}, streams);
  await vitest.close();
  // A red test makes Vitest set the exit code; here the caller decides on it.
  process.exitCode = exitCode;
  const ids = new Set(claims.map(({ id }) => id));
  return { claims: reporter.claims().filter(({ id }) => ids.has(id)), errors: reporter.errors() };
}

/**
 * The claims under `root`, without running them.
 *
 * @param waiting told once, where loading takes long, which file it waits for: one that never ends loads for ever
 */
export async function collectClaims(
  root: string,
  waiting: (file: string) => void,
): Promise<{ claims: StatedClaim[]; errors: OutsideError[] }> {
  const { createVitest } = await vitestNode();
  // Nothing runs, so the files need no process each.
  const own = { reporters: [{}], isolate: false };
  const vitest = await createVitest('test', { ...options(root), ...own }, {}, streams);
  const timer = setTimeout(() => waiting(lastLoading(vitest.state.getTestModules())), patienceMs);
  const { testModules, unhandledErrors } = await vitest.collect();
  clearTimeout(timer);
  await vitest.close();
  return {
    claims: inOrder(testModules).flatMap((module) =>
      [...module.children.allTests()].flatMap((test) => {
        const { claim } = test.meta();
        const skipped = test.options.mode === 'skip';
        return claim ? { ...claim, file: module.relativeModuleId, skipped } : [];
      }),
    ),
    errors: outsideErrors(testModules, unhandledErrors),
  };
}

const patienceMs = 5000;

/** Each process loads its files one after the other and tells of them all at its end: it waits for the last it began. */
const lastLoading = (modules: readonly TestModule[]): string =>
  modules.filter((module) => module.diagnostic().collectDuration === 0).at(-1)?.relativeModuleId ??
  claimFiles;

/** Commands that run no claim start sooner without it. */
const vitestNode = () => import('vitest/node');

/** Standard output is the command's own: what files write there themselves goes to standard error. */
const streams = { stdout: process.stderr };

function options(root: string) {
  return {
    root,
    config: false as const,
    include: [claimFiles],
    watch: false,
    pool: 'forks' as const,
    maxWorkers: availableParallelism(),
    passWithNoTests: true,
    allowOnly: false,
    // Our own code is built already: run it as it is.
    server: {
      deps: { external: [below(fileURLToPath(new URL('..', import.meta.url)))] },
    },
  };
}

/** Matches paths below a folder as Vite writes them, on Windows too: with slashes. */
export const below = (folder: string): RegExp => new RegExp(`^${escapeRegExp(folder.replaceAll('\\', '/'))}`);

/** Matches the names of tests with these ids and of no other; before the id a name has those of the groups it is in. */
export const oneOf = (ids: readonly string[]): RegExp =>
  new RegExp(`(?:^| )(?:${ids.map(escapeRegExp).join('|')})$`);

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
