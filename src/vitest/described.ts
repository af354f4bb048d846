import type { ClaimDescription } from '../claims/describe-claim.ts';
import type { Size } from '../claims/world.ts';
import { encodeNumbers } from '../results/numbers.ts';
import type { ClaimResult } from '../results/schema.ts';
import { defaults, type Provided } from './provided.ts';

type Described = Pick<
  ClaimResult,
  'id' | 'statement' | 'source' | 'record' | 'note' | 'setting' | 'engine' | 'replay'
>;

/** What the command that repeats a claim must say. */
export type Settings = Pick<Provided, 'seed' | 'size' | 'engine'>;

/** The part of a claim's record that is known before it has run. */
export function described(
  { id, statement, source, record, note, setting, engine: named }: ClaimDescription,
  { seed, size, engine }: Settings,
  replay: { readonly seed: number; readonly path: string } | null = null,
): Described {
  const options = [
    `--seed ${seed}`,
    ...(size === defaults.size ? [] : [`--size ${size}`]),
    ...(engine === defaults.engine ? [] : [`--engine ${engine}`]),
    ...(replay ? [`--case ${replay.seed}:${replay.path}`] : []),
  ];
  const data = encodeNumbers(setting.data) as Described['setting']['data'];
  return {
    id,
    statement,
    source,
    record,
    note,
    setting: { sentence: setting.sentence, data },
    ...(named !== null && { engine: named }),
    replay: ['npx initproof replay', id, ...options].join(' '),
  };
}

/** The record of a claim that has not run, and why. */
export const notRun = (claim: ClaimDescription, settings: Settings, reason: string): ClaimResult => ({
  status: 'not-run',
  ...described(claim, settings),
  reason,
});

/** Why a run of the size leaves the claim out; undefined where it does not. */
export const leftOut = (from: ClaimDescription['from'], size: Size): string | undefined =>
  from === 'deep' && size !== 'deep' ? 'runs at --size deep only' : undefined;

/** Why a claim does not run that its file skips, alone or with the group it is in. */
export const skippedInItsFile = 'is skipped in its file';
