import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { commentMark } from '../report/formats/comment.ts';
import { writeResults } from '../results/results-file.ts';
import { example, scored } from '../results/results-fixture.ts';
import type { RanClaim } from '../results/schema.ts';
import { expectRefused } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

interface Comment {
  id: number;
  body: string;
  user: { login: string };
}

let folder: string;
let bare: string;
let server: Server;
let comments: Comment[];
let asked: string[];
let foreign: unknown;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-comment-'));
  bare = join(folder, 'data.git');
  execFileSync('git', ['init', '--quiet', '--bare', bare]);
  comments = [];
  asked = [];
  server = createServer(async (request, response) => {
    const answer = answerTo(request, await bodyOf(request));
    response
      .writeHead(answer === null ? 404 : 200)
      .end(typeof answer === 'string' ? answer : JSON.stringify(answer ?? {}));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  vi.stubEnv('GITHUB_API_URL', `http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  vi.stubEnv('GITHUB_TOKEN', 'secret');
});
afterEach(() => {
  vi.unstubAllEnvs();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** What of GitHub a comment needs: pull requests by head, comments of one, a new one, another body of one. */
function answerTo({ method, url = '', headers }: IncomingMessage, body: string): unknown {
  if (headers.authorization !== 'Bearer secret') return null;
  asked.push(`${method} ${url}`);
  const { pathname, searchParams } = new URL(url, 'http://here');
  if (pathname.startsWith('/repos/me/foreign')) return foreign;
  if (method === 'GET' && pathname === '/repos/me/proof/pulls')
    return searchParams.get('head') === 'fork:a&b' ? [{ number: 7, head: { sha: 'abc' } }] : [];
  if (method === 'GET' && pathname === '/repos/me/proof/issues/7/comments') {
    const from = (Number(searchParams.get('page')) - 1) * 100;
    return comments.slice(from, from + 100);
  }
  if (method === 'POST' && pathname === '/repos/me/proof/issues/7/comments') {
    comments.push({
      id: 1000 + comments.length,
      ...JSON.parse(body),
      user: { login: 'github-actions[bot]' },
    });
    return comments.at(-1);
  }
  const comment = comments.find(({ id }) => pathname === `/repos/me/proof/issues/comments/${id}`);
  return method === 'PATCH' && comment ? Object.assign(comment, JSON.parse(body)) : null;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const part of request) text += part;
  return text;
}

function tried(command: 'publish' | 'comment', claims: RanClaim[], ...more: string[]) {
  const results = join(folder, 'results.json');
  writeResults(results, { ...example, claims });
  return initproofHere([command, '--results', results, '--repository', bare, ...more]);
}
async function run(...given: Parameters<typeof tried>): Promise<string> {
  const { code, stdout, stderr } = await tried(...given);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}

const toPull = ['--to', 'me/proof', '--head', 'fork:a&b', '--sha', 'abc', '--url', 'https://example.org/1'];
const refuted: RanClaim = { ...scored, verdict: 'refuted' };

test('a pull request is told once of a verdict that changed, and the comment follows what comes', async () => {
  await run('publish', [scored]);
  expect(await run('comment', [scored], ...toPull)).toBe(
    'no comment is due: no verdict and no drift changed\n',
  );
  expect(comments).toEqual([]);

  expect(await run('comment', [refuted], ...toPull)).toBe('pull request 7: comment written\n');
  expect(comments.map(({ body }) => body)).toEqual([
    `${commentMark}

**0 of 1 claim holds, 1 is refuted.**

Since run 1 (23 Nov 2026): 1 claim breaks its record now.

- \`he/fastest-on-relu\` breaks its record: refuted, it was holding.

[The report of this run](https://example.org/1)
`,
  ]);

  expect(await run('comment', [scored], ...toPull)).toBe('pull request 7: comment updated\n');
  expect(comments).toHaveLength(1);
  expect(comments[0]!.body).toContain('Nothing changed since run 1');
});

test('only a comment of our own is written over, however far down it is', async () => {
  await run('publish', [scored]);
  comments = Array.from({ length: 150 }, (_, id) => ({
    id,
    body: `${commentMark} mine`,
    user: { login: 'mallory' },
  }));
  comments.push({ id: 777, body: commentMark, user: { login: 'github-actions[bot]' } });
  await run('comment', [refuted], ...toPull);
  expect(comments).toHaveLength(151);
  expect(comments.filter(({ body }) => body.includes('breaks its record')).map(({ id }) => id)).toEqual([
    777,
  ]);
});

test('a pull request that has moved on, or is closed, gets none', async () => {
  await run('publish', [scored]);
  for (const [head, sha] of [
    ['fork:a&b', 'older'],
    ['fork:other', 'abc'],
  ] as const) {
    expect(await run('comment', [refuted], '--to', 'me/proof', '--head', head, '--sha', sha)).toBe(
      'no comment: no open pull request ends with this commit\n',
    );
  }
  expect(asked.filter((line) => !line.startsWith('GET'))).toEqual([]);
});

test('without a pull request the comment is printed; what cannot be answered is said', async () => {
  await run('publish', [scored]);
  expect(await run('comment', [refuted])).toContain('breaks its record');
  const refused = async (more: string, message: RegExp) =>
    expectRefused(await tried('comment', [refuted], ...more.split(' ')), message);
  await refused('--to me/proof', /^initproof: missing pull request: --to needs/);
  await refused('--to ../x', /Expected a repository, e\.g\. owner\/name/);
  await refused(
    '--to me/other --head a:b --sha abc',
    /^initproof: cannot comment: GET \/repos\/me\/other\/pulls\?.* was answered with 404 Not Found$/m,
  );
});

test('an answer that is none of GitHub’s is said to be that', async () => {
  await run('publish', [scored]);
  for (foreign of ['<html>Sign in</html>', '', { message: 'Moved' }, [{ number: '7' }]])
    expectRefused(
      await tried('comment', [refuted], ...'--to me/foreign --head a:b --sha abc'.split(' ')),
      /^initproof: cannot comment: GET \/repos\/me\/foreign\/pulls\?\S+ was answered with something else than GitHub answers \(/,
    );
});

test.each(['sec\nret', 'secret\n', 'sec ret', 'sécret'])(
  'a token that no header holds, %j, is not printed',
  async (token) => {
    await run('publish', [scored]);
    vi.stubEnv('GITHUB_TOKEN', token);
    const ended = await tried('comment', [refuted], ...toPull);
    expectRefused(
      ended,
      /^initproof: invalid token: GITHUB_TOKEN holds a space, a line break or what is not ASCII \(/,
    );
    expect(ended.stderr).not.toMatch(/sec|ret\b/);
  },
);
