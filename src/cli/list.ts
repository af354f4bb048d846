import type { Command } from 'commander';
import type { ClaimDescription } from '../claims/describe-claim.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { collectClaims, type StatedClaim } from '../vitest/run.ts';
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
  const { claims, errors } = await collectClaims(process.cwd());
  if (errors.length > 0) throw new WrongUse(`cannot load the claims:\n  ${errors.join('\n  ')}`);
  if (claims.length === 0)
    throw new WrongUse(`missing claims: no file experiments/**/*.test.ts in ${process.cwd()} states one`);
  const ids = claims.map(({ id }) => id);
  const twice = ids.find((id, i) => ids.indexOf(id) < i);
  if (twice) throw new WrongUse(`invalid claims: two have the id ${twice} (give each an id of its own)`);
  return claims;
}

function table(claims: readonly ClaimDescription[]): string {
  const width = Math.max(...claims.map(({ id }) => id.length));
  const line = ({ id, statement, from }: ClaimDescription) =>
    `${id.padEnd(width)}  ${statement}${from === 'deep' ? ' (at --size deep)' : ''}`;
  return `${claims.map(line).join('\n')}\n`;
}
