import { stripVTControlCharacters } from 'node:util';
import { MultiBar, Presets } from 'cli-progress';
import { plainText } from '../report/formats/plain-text.ts';
import type { ClaimResult } from '../results/schema.ts';
import { breach, standing } from '../results/standing.ts';
import type { Listener } from '../vitest/reporter.ts';

export interface Progress extends Listener {
  stop(): void;
}

/** A line for each of the claims that finishes, on a terminal with a bar below them. */
export function showProgress(output: NodeJS.WriteStream, total: number): Progress {
  const bars = output.isTTY
    ? new MultiBar(
        {
          format: '{bar} {value} of {total} claims, {duration} s · {running}',
          stream: output,
          hideCursor: true,
        },
        Presets.shades_grey,
      )
    : undefined;
  const bar = bars?.create(total, 0, { running: '' });
  const running = new Set<string>();
  let done = 0;
  // What a claim prints has colours wherever it goes.
  const say = (text: string) =>
    bars ? bars.log(`${text}\n`) : output.write(stripVTControlCharacters(`${text}\n`));
  return {
    started(id) {
      running.add(id);
      bar?.update({ running: [...running].join(', ') });
    },
    finished(claim) {
      running.delete(claim.id);
      done++;
      bar?.increment(1, { running: [...running].join(', ') });
      say(`${String(done).padStart(String(total).length)}/${total}  ${claimLine(claim)}`);
    },
    printed: (text) => say(text.trimEnd()),
    stop: () => bars?.stop(),
  };
}

const signs = { holds: '✓ holds    ', refuted: '✕ refuted  ', undecided: '◐ undecided' };

/** A claim in one line, with what broke below it; a results file from elsewhere gives a terminal no orders. */
export const claimLine = (claim: ClaimResult): string => plainText(lineOf(claim));

function lineOf(claim: ClaimResult): string {
  if (claim.status === 'not-run') return `· not run    ${claim.id} (${claim.reason})`;
  if (claim.status === 'failed') return `! failed     ${claim.id}: ${claim.error}`;
  const took = claim.keptSince
    ? `kept since ${claim.keptSince}`
    : `${(claim.durationMs / 1000).toFixed(1)} s`;
  const line = `${signs[claim.verdict]}  ${claim.id}  ${took}`;
  return standing(claim) === 'breaks' ? `${line}\n! breaks its record: ${breach(claim)}` : line;
}
