import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { ClaimDescription } from '../claims/describe-claim.ts';
import { plainText } from '../report/formats/plain-text.ts';
import { type FoundBefore, foundBefore } from '../report/pages/deep-finding.ts';
import { encodeNumbers } from '../results/numbers.ts';
import { readResults } from '../results/results-file.ts';
import type { ClaimResult } from '../results/schema.ts';
import { notRun } from '../vitest/described.ts';
import { defaults } from '../vitest/provided.ts';
import { deepFindingsHere } from './deep-findings-here.ts';
import { defaultResults } from './defaults.ts';
import { claimsHere } from './list.ts';
import { unknownClaim } from './unknown-claim.ts';

interface ExplainOptions {
  readonly results: string;
  readonly json: boolean;
}

export function addExplain(program: Command): void {
  program
    .command('explain')
    .description('tell one claim in full, with the numbers of the last run')
    .argument('<claim>', 'the claim’s id')
    .option('--results <file>', 'the run whose numbers are told', defaultResults)
    .option('--json', 'print it as JSON', false)
    .action(async (id: string, { results, json }: ExplainOptions) => {
      const claim = claimNamed(id, await claimsHere());
      const outcome = lastResults(results).find((other) => other.id === id);
      const stated = outcome ?? notRun(claim, defaults, 'there are no results of it');
      const before = foundBefore(stated, deepFindingsHere());
      const text = json
        ? JSON.stringify(
            encodeNumbers({ ...claim, result: outcome ?? null, deep: before?.finding ?? null }),
            null,
            1,
          )
        : told(claim, outcome, before);
      process.stdout.write(`${text}\n`);
    });
}

/** Where no run has been there are none; a file that was named must be there. */
const lastResults = (file: string): readonly ClaimResult[] =>
  file === defaultResults && !existsSync(resolve(file)) ? [] : readResults(resolve(file)).claims;

export function claimNamed<T extends ClaimDescription>(id: string, claims: readonly T[]): T {
  const claim = claims.find((other) => other.id === id);
  if (!claim)
    throw unknownClaim(
      [id],
      'a claim’s whole id',
      claims.map((other) => other.id),
    );
  return claim;
}

function told(claim: ClaimDescription, outcome: ClaimResult | undefined, before: FoundBefore | null): string {
  const { title, where, url } = claim.source;
  const rows: [string, string][] = [
    ['claim', claim.id],
    ['statement', claim.statement],
    ['source', `${title}, ${where}${url ? ` <${url}>` : ''}`],
    ['on record', claim.record],
    ['setting', claim.setting.sentence],
    ['decision', claim.decision],
    ...(claim.note ? [['note', claim.note] as [string, string]] : []),
    ...(before ? [['before', before.when] as [string, string]] : []),
    ...outcomeRows(before?.claim ?? outcome),
  ];
  return rows.map(([name, text]) => `${name.padEnd(10)}  ${plainText(text)}`).join('\n');
}

function outcomeRows(outcome: ClaimResult | undefined): [string, string][] {
  if (!outcome) return [['last run', 'none']];
  if (outcome.status === 'not-run') return [['last run', `not run: ${outcome.reason}`]];
  if (outcome.status === 'failed') return [['last run', `its test broke: ${outcome.error}`]];
  return [
    ['verdict', outcome.verdict],
    ['finding', outcome.finding],
    ...outcome.controls.map(({ fault, description, caught, finding }): [string, string] => [
      'fault',
      `${fault}: ${description}. ${caught ? 'Caught' : 'NOT caught'}: ${finding}`,
    ]),
    ['repeat it', outcome.replay],
  ];
}
