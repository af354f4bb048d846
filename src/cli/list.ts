import type { Command } from 'commander';
import { claimPath } from '../report/pages/page.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { skippedInItsFile } from '../vitest/described.ts';
import { withItsFile } from '../vitest/outside-errors.ts';
import { claimFiles, collectClaims, type StatedClaim } from '../vitest/run.ts';
import { withRescue } from './with-rescue.ts';
import { WrongUse } from './wrong-use.ts';

export function addList(program: Command): void {
  program
    .command('list')
    .description('list the claims under experiments/')
    .option('--json', 'print them as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const claims = await claimsHere();
      process.stdout.write(json ? `${JSON.stringify(encodeNumbers(claims), null, 1)}\n` : table(claims));
    });
}

/** The claims of the working folder. */
export async function claimsHere(): Promise<StatedClaim[]> {
  const waiting = (file: string) => console.error(`still loading ${file} (Ctrl-C ends it)`);
  const nothing = () => {};
  const { claims, errors } = await withRescue(() => collectClaims(process.cwd(), waiting), nothing);
  if (errors.length > 0)
    throw new WrongUse(`cannot load the claims:\n  ${errors.map(withItsFile).join('\n  ')}`);
  if (claims.length === 0)
    throw new WrongUse(`missing claims: no file ${claimFiles} in ${process.cwd()} states one`);
  checkIds(claims);
  return claims;
}

/** Each claim has a name and a page of its own. */
function checkIds(claims: readonly StatedClaim[]): void {
  const firsts = new Map<string, StatedClaim>();
  for (const claim of claims) {
    const page = claimPath(claim.id);
    const other = firsts.get(page);
    if (other?.id === claim.id)
      throw new WrongUse(
        `invalid claims: two have the id ${claim.id}, ${places(other, claim)} (give each an id of its own)`,
      );
    if (other)
      throw new WrongUse(
        `invalid claims: ${other.id} and ${claim.id}, ${places(other, claim)}, would share the page ${page} (give one of them another id)`,
      );
    firsts.set(page, claim);
  }
}

const places = (one: StatedClaim, other: StatedClaim): string =>
  one.file === other.file ? `both in ${one.file}` : `in ${one.file} and ${other.file}`;

function table(claims: readonly StatedClaim[]): string {
  const width = Math.max(...claims.map(({ id }) => id.length));
  const line = ({ id, statement, from, skipped }: StatedClaim) =>
    `${id.padEnd(width)}  ${statement}${from === 'deep' ? ' (at --size deep)' : ''}${skipped ? ` (${skippedInItsFile})` : ''}`;
  return `${claims.map(line).join('\n')}\n`;
}
