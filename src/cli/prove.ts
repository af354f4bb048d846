import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { portraits } from '../claims/portrait.ts';
import { counted } from '../report/pages/numbers.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { writeResults } from '../results/results-file.ts';
import { type ClaimResult, type PortraitRecord, type Results, resultsVersion } from '../results/schema.ts';
import { notRun } from '../vitest/described.ts';
import { withItsFile } from '../vitest/outside-errors.ts';
import { type ClaimsRun, runClaims, type StatedClaim } from '../vitest/run.ts';
import { cacheFolder } from './defaults.ts';
import { type DoneClaims, doneClaims } from './done-claims.ts';
import { showProgress } from './progress.ts';
import type { RunHead } from './run-head.ts';
import type { RunOptions } from './run-options.ts';
import type { Selection } from './selection.ts';
import { withRescue } from './with-rescue.ts';
import { WrongUse } from './wrong-use.ts';

export interface Proved {
  readonly results: Results;
  /** Ids of the claims that finished now, of which progress told. */
  readonly told: ReadonlySet<string>;
}

/**
 * Proves the selected claims that are not done yet. Where it breaks off or is interrupted, the results of those that
 * are done are written.
 *
 * @throws WrongUse where it broke off
 */
export async function prove(selection: Selection, head: RunHead, options: RunOptions): Promise<Proved> {
  const done = doneClaims(selection.selected, head, options);
  const resultsOf = assembly(selection, head);
  const keep = () => {
    const { size } = done.records;
    if (size === 0) return 'no claim had finished';
    writeResults(resolve(options.out, 'results.json'), resultsOf(done.records, false));
    const again = done.resumable() ? 'the same command and --resume' : 'the same command';
    return `${counted(size, 'finished claim is', 'finished claims are')} kept (go on with ${again})`;
  };
  const left = selection.selected.filter(({ id }) => !done.records.has(id));
  const { claims, errors } = await runLeft(left, head, options, done, () => {
    console.error(`interrupted: ${keep()}`);
  });
  if (errors.length > 0) {
    const files = new Set(errors.map(({ file }) => file));
    // What came from nowhere comes again with the claim that it kept from ending. Where all have ended it may be of any.
    const touched = new Set(files.has(null) && left.every(({ id }) => done.records.has(id)) ? left : []);
    done.forget(selection.selected.filter((claim) => files.has(claim.file) || touched.has(claim)));
    throw new WrongUse(`the run broke off: ${keep()}\n  ${errors.map(withItsFile).join('\n  ')}`);
  }
  done.keepFindings();
  const now = claims.map((claim) => [claim.id, claim] as const);
  return {
    results: resultsOf(new Map([...done.records, ...now]), true),
    told: new Set(now.map(([id]) => id)),
  };
}

/** Makes results of the records there are, as long as the run has lasted by then. */
function assembly(
  { stated, asked, selected, unselected }: Selection,
  { settings, metadata, beganMs }: RunHead,
): (records: ReadonlyMap<string, ClaimResult>, complete: boolean) => Results {
  const initializers = encodeNumbers(portraits(settings.seed, asked)) as PortraitRecord[];
  const chosen = new Set(selected);
  const unproved = (claim: StatedClaim) =>
    notRun(claim, settings, chosen.has(claim) ? 'the run broke off' : unselected(claim));
  return (records, complete) => ({
    version: resultsVersion,
    run: { ...metadata, durationMs: Math.round(performance.now() - beganMs), complete },
    initializers,
    claims: stated.map((claim) => records.get(claim.id) ?? unproved(claim)),
  });
}

/** Runs what is left, with its progress on standard error. */
async function runLeft(
  left: readonly StatedClaim[],
  { settings }: RunHead,
  { cache }: RunOptions,
  done: DoneClaims,
  rescue: () => void,
): Promise<ClaimsRun> {
  if (left.length === 0) return { claims: [], errors: [] };
  const progress = showProgress(process.stderr, left.length);
  const finished = (claim: ClaimResult) => {
    done.add(claim);
    progress.finished?.(claim);
  };
  const folder = cache ? resolve(cacheFolder) : temporaryFolder();
  const provided = { ...settings, cache: folder, replay: null };
  const ran = await withRescue(
    () => runClaims(process.cwd(), left, provided, { ...progress, finished }),
    () => {
      progress.stop();
      rescue();
    },
  );
  progress.stop();
  return ran;
}

/** Without a cache of earlier runs, the processes of this one still share what they train. */
function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'initproof-'));
  process.once('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
