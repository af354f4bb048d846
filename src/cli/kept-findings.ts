import { createHash } from 'node:crypto';
import { join, resolve } from 'node:path';
import type { JournalHeader } from '../results/journal.ts';
import type { ClaimResult, RanClaim } from '../results/schema.ts';
import { standing } from '../results/standing.ts';
import { fileCache } from '../training/cache.ts';
import { cacheFolder } from './defaults.ts';
import { stateHash } from './state-hash.ts';

/** Findings of earlier runs, each good for as long as nothing has changed. */
export interface KeptFindings {
  find(id: string): RanClaim | undefined;
  /** @param startedAt when the run began that worked it out, ISO 8601 */
  keep(claim: ClaimResult, startedAt: string): void;
}

/**
 * The findings kept below `root` that rest on the same files, packages, code and settings. A finding is worked out from
 * nothing else: an equal state gives an equal finding. One that breaks its record is worked out anew each time.
 *
 * @param basis the code that runs, and what of a run's settings a finding depends on
 * @param written what runs write, from `root`: no finding rests on that
 */
export function keptFindings(
  root: string,
  basis: Pick<JournalHeader, 'seed' | 'size' | 'engine' | 'code'>,
  written: readonly string[],
  notice: (message: string) => void,
): KeptFindings {
  const state = stateHash(root, written);
  const findings = fileCache<RanClaim>(join(resolve(root, cacheFolder), 'findings'), state, notice);
  // A claim may name an engine that is not the run's.
  const backend = process.env.INITPROOF_TF_BACKEND ?? '';
  const name = (id: string) =>
    createHash('sha256')
      .update(JSON.stringify([id, basis, backend]))
      .digest('hex');
  return {
    find: (id) => findings.read(name(id)),
    keep(claim, keptSince) {
      if (claim.status === 'ran' && standing(claim) !== 'breaks')
        findings.write(name(claim.id), { ...claim, keptSince });
    },
  };
}

/** Where nothing is to be kept: each run works everything out. */
export const noFindings: KeptFindings = { find: () => undefined, keep: () => {} };
