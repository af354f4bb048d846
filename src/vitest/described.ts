import type { ClaimDescription } from '../claims/describe-claim.ts';
import { encodeNumbers } from '../results/numbers.ts';
import type { ClaimResult } from '../results/schema.ts';

type Described = Pick<ClaimResult, 'id' | 'statement' | 'source' | 'record' | 'note' | 'setting' | 'replay'>;

/** The part of a claim's record that is known before it has run. */
export function described(
  { id, statement, source, record, note, setting }: ClaimDescription,
  seed: number,
  replay: { readonly seed: number; readonly path: string } | null = null,
): Described {
  const again = replay ? ` --case ${replay.seed}:${replay.path}` : '';
  const data = encodeNumbers(setting.data) as Described['setting']['data'];
  return {
    id,
    statement,
    source,
    record,
    note,
    setting: { sentence: setting.sentence, data },
    replay: `npx initproof replay ${id} --seed ${seed}${again}`,
  };
}
