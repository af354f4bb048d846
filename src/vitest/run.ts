import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { ClaimDescription } from '../claims/describe-claim.ts';
import type { ClaimResult } from '../results/schema.ts';
import type { Provided } from './provided.ts';
import { claimReporter, inOrder, type Listener, loadErrors } from './reporter.ts';

/** Where claims are looked for, below the folder that a command is given. */
const claimFiles = 'experiments/**/*.test.{ts,js,mts,mjs}';

export interface ClaimsRun {
  /** Every claim found, in the order of files and lines, whether it ran or not. */
  readonly claims: readonly ClaimResult[];
  /** Files that could not be loaded, and errors outside any claim. */
  readonly errors: readonly string[];
}

/**
 * Runs the claims under `root` as tests.
 *
 * @param selected what the ids of the claims to run match; null for all claims
 * @param finished records of claims that an earlier run had finished
 */
export async function runClaims(
  root: string,
  selected: RegExp | null,
  settings: Omit<Provided, 'finished'>,
  listener: Listener,
  finished: readonly ClaimResult[] = [],
): Promise<ClaimsRun> {
  const provided: Provided = { ...settings, finished: finished.map(({ id }) => id) };
  const reporter = claimReporter(provided, finished, listener);
  const exitCode = process.exitCode;
  const { startVitest } = await vitestNode();
  const vitest = await startVitest('test', [], {
    ...options(root),
    ...(selected && { testNamePattern: selected }),
    provide: { initproof: provided },
    reporters: [reporter],
  });
  await vitest.close();
  // A red test makes Vitest set the exit code; here the caller decides on it.
  process.exitCode = exitCode;
  return { claims: reporter.claims(), errors: reporter.errors() };
}

/** The claims under `root`, without running them. */
export async function collectClaims(root: string): Promise<{ claims: ClaimDescription[]; errors: string[] }> {
  const { createVitest } = await vitestNode();
  // Nothing runs, so the files need no process each.
  const vitest = await createVitest('test', { ...options(root), reporters: [{}], isolate: false });
  const { testModules, unhandledErrors } = await vitest.collect();
  await vitest.close();
  const modules = inOrder(testModules);
  return {
    claims: modules.flatMap((module) =>
      [...module.children.allTests()].flatMap((test) => test.meta().claim ?? []),
    ),
    errors: [...modules.flatMap(loadErrors), ...unhandledErrors.map(String)],
  };
}

/** Commands that run no claim start sooner without it. */
const vitestNode = () => import('vitest/node');

function options(root: string) {
  return {
    root,
    config: false as const,
    include: [claimFiles],
    watch: false,
    pool: 'forks' as const,
    maxWorkers: availableParallelism(),
    passWithNoTests: true,
    // Our own code is built already: run it as it is.
    server: {
      deps: { external: [new RegExp(`^${escapeRegExp(fileURLToPath(new URL('..', import.meta.url)))}`)] },
    },
  };
}

/** Ids that begin with one of the texts; null, for all, when there are none. */
export const beginningWith = (starts: readonly string[]): RegExp | null =>
  starts.length > 0 ? new RegExp(`^(?:${starts.map(escapeRegExp).join('|')})`) : null;

export const exactly = (id: string): RegExp => oneOf([id]);

/** None matches where there are no ids. */
export const oneOf = (ids: readonly string[]): RegExp =>
  new RegExp(`^(?:${ids.map(escapeRegExp).join('|')})$`);

const escapeRegExp = (text: string) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
