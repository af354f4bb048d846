import type { Reporter, TestCase, TestModule } from 'vitest/node';
import type { ClaimResult } from '../results/schema.ts';
import { breach, standing } from '../results/standing.ts';
import { described, notRun, type Settings, skippedInItsFile } from './described.ts';
import { inOrder } from './in-order.ts';
import { type OutsideError, outsideErrors } from './outside-errors.ts';
import { wordsOf } from './words-of.ts';

/** Is told of claims as they start and finish. */
export interface Listener {
  started?(id: string): void;
  finished?(claim: ClaimResult): void;
  /** What a claim or its file printed. */
  printed?(text: string): void;
}

export interface ClaimReporter extends Reporter {
  claims(): ClaimResult[];
  errors(): OutsideError[];
}

/** Turns Vitest's events into claims' records. */
export function claimReporter(settings: Settings, listener: Listener): ClaimReporter {
  let modules: readonly TestModule[] = [];
  let stray: readonly unknown[] = [];
  const tests = () => inOrder(modules).flatMap((module) => [...module.children.allTests()]);
  return {
    onTestCaseReady(test) {
      if (runs(test)) listener.started?.(test.name);
    },
    onTestCaseResult(test) {
      const claim = recordOf(test, settings);
      if (claim && claim.status !== 'not-run') listener.finished?.(claim);
    },
    onUserConsoleLog: (log) => listener.printed?.(log.content),
    onTestRunEnd(all, unhandled) {
      modules = all;
      stray = unhandled;
    },
    claims: () => tests().flatMap((test) => recordOf(test, settings) ?? []),
    errors: () => outsideErrors(modules, stray),
  };
}

const runs = (test: TestCase) => test.options.mode === 'run';

/** A test that is not a claim has no record. What throws beside a verdict, as an afterEach may, leaves none. */
function recordOf(test: TestCase, settings: Settings): ClaimResult | undefined {
  const { claim, result } = test.meta();
  if (!claim) return undefined;
  const outcome = test.result();
  const errors = outcome.state === 'failed' ? outcome.errors.map(wordsOf) : [];
  const own = result?.status === 'ran' && standing(result) === 'breaks' ? breach(result) : null;
  if (result && errors.every((error) => error === own)) return result;
  if (errors.length > 0) return { status: 'failed', ...described(claim, settings), error: errors.join('\n') };
  return notRun(claim, settings, (outcome.state === 'skipped' && outcome.note) || skippedInItsFile);
}
