import { appendFileSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { parsedJson } from './parsed-json.ts';
import { type ClaimResult, claimResult } from './schema.ts';
import { ResultsError } from './versioned-file.ts';
import { writeWhole } from './write-file.ts';

/** What two runs must share for one to go on with the other's claims. */
const header = z.strictObject({
  seed: z.number(),
  size: z.string(),
  engine: z.string(),
  /** Hash of the claims and of the code that runs them. */
  code: z.string(),
  /** Which part of the claims: `all`, or `2/3`. */
  shard: z.string(),
  startedAt: z.string(),
});

export type JournalHeader = z.infer<typeof header>;

/** Each finished claim as a line of its own, so that an interrupted run loses none. */
export interface Journal {
  /** Claims that an earlier, interrupted run had finished. */
  readonly finished: readonly ClaimResult[];
  append(claim: ClaimResult): void;
  remove(ids: ReadonlySet<string>): void;
}

/** Starts a new journal. An earlier one stays until the first claim has finished. */
export const startJournal = (path: string, head: JournalHeader): Journal => growing(path, head, [], false);

/**
 * Goes on with a journal. A last line that was cut off is dropped: that claim runs again.
 *
 * @throws ResultsError where there is none, it cannot be read, or the run it belongs to was another one
 */
export function resumeJournal(path: string, head: JournalHeader): Journal {
  const { earlier, lines } = earlierRun(path);
  for (const name of ['seed', 'size', 'engine', 'code', 'shard'] as const)
    if (earlier[name] !== head[name])
      throw new ResultsError(
        `cannot resume: the run in ${path} had another ${name} (${earlier[name]}, now ${head[name]}); leave --resume out to start anew`,
      );
  const finished = lines.flatMap((line) => {
    const claim = claimResult.safeParse(parsedJson(line));
    return claim.success ? [claim.data] : [];
  });
  write(path, head, finished);
  return growing(path, head, finished, true);
}

function growing(
  path: string,
  head: JournalHeader,
  finished: readonly ClaimResult[],
  isWritten: boolean,
): Journal {
  let claims = [...finished];
  let written = isWritten;
  return {
    finished,
    append(claim) {
      claims.push(claim);
      if (written) appendFileSync(path, `${JSON.stringify(claim)}\n`);
      else write(path, head, claims);
      written = true;
    },
    remove(ids) {
      claims = claims.filter(({ id }) => !ids.has(id));
      if (written) write(path, head, claims);
    },
  };
}

const write = (path: string, head: JournalHeader, claims: readonly ClaimResult[]): void =>
  writeWhole(path, [head, ...claims].map((line) => `${JSON.stringify(line)}\n`).join(''));

/**
 * The seed of the run that a journal is of.
 *
 * @throws ResultsError where there is none, or it cannot be read
 */
export const journalSeed = (path: string): number => earlierRun(path).earlier.seed;

function earlierRun(path: string): { earlier: JournalHeader; lines: string[] } {
  const [first = '', ...lines] = read(path).split('\n').slice(0, -1);
  const earlier = header.safeParse(parsedJson(first));
  if (!earlier.success)
    throw new ResultsError(
      `invalid journal: ${path} (its first line does not say which run it is; leave --resume out)`,
    );
  return { earlier: earlier.data, lines };
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    throw new ResultsError(
      code === 'ENOENT'
        ? `missing journal: ${path} (there is no run to resume; leave --resume out)`
        : `invalid journal: ${path} cannot be read: ${message} (leave --resume out)`,
    );
  }
}
