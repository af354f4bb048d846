import { z } from 'zod';
import { parsedJson } from '../results/parsed-json.ts';
import { WrongUse } from './wrong-use.ts';

/** A pull request by where it comes from: what the event says, not what a run's files say. */
export interface PullRequestHead {
  /** `owner/name` of the repository that it goes to. */
  readonly repository: string;
  /** `owner:branch` it comes from. */
  readonly head: string;
  /** The commit that was run. */
  readonly sha: string;
}

const pulls = z.array(z.object({ number: z.number().int(), head: z.object({ sha: z.string() }) }));
const comments = z.array(
  z.object({
    id: z.number().int(),
    body: z.string().nullable(),
    user: z.object({ login: z.string() }).nullable(),
  }),
);
const written = z.object({ id: z.number().int() });

/** Whose comments are ours: others may write our mark into theirs. */
const ourselves = 'github-actions[bot]';

const perPage = 100;

/** The open pull request whose latest commit was run; null where there is none any more. */
export async function pullRequestOf({ repository, head, sha }: PullRequestHead): Promise<number | null> {
  const query = new URLSearchParams({ state: 'open', head, per_page: String(perPage) });
  const found = await ask(pulls, 'GET', `/repos/${repository}/pulls?${query}`);
  return found.find((pull) => pull.head.sha === sha)?.number ?? null;
}

/** Our comment on a pull request, known by its mark and its author. */
export async function ownComment(repository: string, pull: number, mark: string): Promise<number | null> {
  for (let page = 1; ; page++) {
    const path = `/repos/${repository}/issues/${pull}/comments?per_page=${perPage}&page=${page}`;
    const some = await ask(comments, 'GET', path);
    const own = some.find(({ body, user }) => user?.login === ourselves && body?.startsWith(mark));
    if (own) return own.id;
    if (some.length < perPage) return null;
  }
}

/** Writes the comment, over the one that is there. */
export async function putComment(
  repository: string,
  pull: number,
  earlier: number | null,
  body: string,
): Promise<void> {
  if (earlier === null) await ask(written, 'POST', `/repos/${repository}/issues/${pull}/comments`, { body });
  else await ask(written, 'PATCH', `/repos/${repository}/issues/comments/${earlier}`, { body });
}

/** @throws WrongUse where there is no answer, or another than was asked for */
async function ask<T>(answer: z.ZodType<T>, method: string, path: string, body?: object): Promise<T> {
  const { GITHUB_API_URL = 'https://api.github.com' } = process.env;
  const response = await fetch(`${GITHUB_API_URL}${path}`, {
    method,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${token()}`,
      'x-github-api-version': '2022-11-28',
      ...(body && { 'content-type': 'application/json' }),
    },
    ...(body && { body: JSON.stringify(body) }),
    signal: AbortSignal.timeout(30_000),
  }).catch((error: Error) => {
    throw new WrongUse(`cannot comment: ${GITHUB_API_URL} does not answer: ${error.message}`);
  });
  if (!response.ok)
    throw new WrongUse(
      `cannot comment: ${method} ${path} was answered with ${response.status} ${response.statusText}`,
    );
  const checked = answer.safeParse(parsedJson(await response.text().catch(() => '')));
  if (!checked.success)
    throw new WrongUse(
      `cannot comment: ${method} ${path} was answered with something else than GitHub answers (is GITHUB_API_URL, ${GITHUB_API_URL}, an API of GitHub?)`,
    );
  return checked.data;
}

/** Never printed: fetch would quote one that no header can hold. */
function token(): string {
  const { GITHUB_TOKEN } = process.env;
  if (!GITHUB_TOKEN) throw new WrongUse('missing token: GITHUB_TOKEN is not set (a workflow passes it on)');
  if (!/^[!-~]+$/.test(GITHUB_TOKEN))
    throw new WrongUse(
      'invalid token: GITHUB_TOKEN holds a space, a line break or what is not ASCII (set it again)',
    );
  return GITHUB_TOKEN;
}
