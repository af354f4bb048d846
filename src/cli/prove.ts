import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { portraits } from '../claims/portrait.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { writeResults } from '../results/results-file.ts';
import { type ClaimResult, type PortraitRecord, type Results, resultsVersion } from '../results/schema.ts';
import { leftOut, notRun } from '../vitest/described.ts';
import { runClaims } from '../vitest/run.ts';
import { cacheFolder } from './defaults.ts';
import { type DoneClaims, doneClaims } from './done-claims.ts';
import { onInterrupt } from './interrupt.ts';
import { showProgress } from './progress.ts';
import type { RunHead } from './run-head.ts';
import type { RunOptions } from './run-options.ts';
import type { Selection } from './selection.ts';
import { WrongUse } from './wrong-use.ts';

/**
 * Proves the selected claims that are not done yet. Where it breaks off or is interrupted, the results of those that
 * are done are written.
 *
 * @throws WrongUse where it broke off
 */
export async function prove(selection: Selection, head: RunHead, options: RunOptions): Promise<Results> {
  const done = doneClaims(selection.selected, head, options);
  const assemble = assembly(selection, head);
  const keep = () => {
    if (done.records.size === 0) return;
    const broke = selection.stated.map(
      (claim) => done.records.get(claim.id) ?? notRun(claim, head.settings, 'the run broke off'),
    );
    writeResults(resolve(options.out, 'results.json'), assemble(broke, false));
  };
  const kept = () =>
    `${done.records.size} finished claims are kept (go on with the same command and --resume)`;
  const { claims, errors } = await runRest(selection, head, options, done, () => {
    keep();
    console.error(`interrupted: ${kept()}`);
  });
  if (errors.length > 0) {
    keep();
    throw new WrongUse(`the run broke off: ${kept()}\n  ${errors.join('\n  ')}`);
  }
  return assemble(claims, true);
}

/** Makes results of the records of all claims, as long as the run has lasted by then. */
function assembly({ selected, elsewhere }: Selection, { settings, metadata, beganMs }: RunHead) {
  const initializers = encodeNumbers(portraits(settings.seed, selected)) as PortraitRecord[];
  return (claims: readonly ClaimResult[], complete: boolean): Results => ({
    version: resultsVersion,
    run: { ...metadata, durationMs: Math.round(performance.now() - beganMs), complete },
    initializers,
    claims: claims.map(elsewhere),
  });
}

/** Runs what is left, with its progress on standard error. */
async function runRest(
  { stated, selected, pattern }: Selection,
  { settings }: RunHead,
  { cache }: RunOptions,
  done: DoneClaims,
  rescue: () => void,
): Promise<{ claims: readonly ClaimResult[]; errors: readonly string[] }> {
  const left = selected.filter(({ id }) => !done.records.has(id));
  // No claim's file need be loaded.
  if (left.length === 0)
    return {
      claims: stated.map(
        (claim) =>
          done.records.get(claim.id) ??
          notRun(claim, settings, leftOut(claim.from, settings.size) ?? 'not selected'),
      ),
      errors: [],
    };
  const progress = showProgress(process.stderr, left.length);
  const settled = onInterrupt(() => {
    progress.stop();
    rescue();
  });
  const finished = (claim: ClaimResult) => {
    done.add(claim);
    progress.finished?.(claim);
  };
  const folder = cache ? resolve(cacheFolder) : temporaryFolder();
  const ran = await runClaims(
    process.cwd(),
    pattern,
    { ...settings, cache: folder, replay: null },
    { ...progress, finished },
    [...done.records.values()],
  );
  progress.stop();
  settled();
  return ran;
}

/** Without a cache of earlier runs, the processes of this one still share what they train. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'initproof-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
