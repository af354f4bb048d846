import type { z } from 'zod';
import { shown } from '../initializers/parameters.ts';
import type { Claim } from './claim.ts';
import { claimSchema } from './claim-schema.ts';

/** @throws RangeError for what is no claim: which it is, what was expected, what came */
export function checkClaim(given: unknown): asserts given is Claim {
  const { error } = claimSchema.safeParse(given, { reportInput: true });
  if (!error) return;
  const { id } = { ...(given as Partial<Claim>) };
  throw new RangeError(
    `invalid claim ${typeof id === 'string' ? brief(id) : 'without id'}: ${told(error.issues[0]!)}`,
  );
}

function told(issue: z.core.$ZodIssue): string {
  const { path, message } = issue;
  if (issue.code === 'unrecognized_keys')
    return `unknown part: ${[...path, issue.keys[0]].join('.')} (nothing is called so here)`;
  if (issue.code === 'invalid_key') return told({ ...issue.issues[0]!, path });
  const at = path.join('.') || 'claim';
  // What was read has said already what came.
  if (/^(missing|unknown|invalid) /.test(message)) return `${at}: ${message}`;
  const [expected] = /expected .*?(?=, received|$)/.exec(message) ?? ['expected plain data'];
  const came = inputOf(issue);
  return came === undefined
    ? `missing ${at} (${expected})`
    : `invalid ${at}: ${brief(shown(came))} (${expected})`;
}

/** Of a name that decides on the rest, Zod gives what it is the name of. */
const inputOf = ({ input, path, ...issue }: z.core.$ZodIssue): unknown =>
  'discriminator' in issue ? (input as Record<PropertyKey, unknown>)[path.at(-1)!] : input;

const brief = (text: string): string => text.replace(/^(.{60}).+$/s, '$1 …');
