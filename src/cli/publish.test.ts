import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { fixtureResults } from '../report/results-fixture.ts';
import { parseHistory } from '../results/history.ts';
import { writeResults } from '../results/results-file.ts';
import type { Results } from '../results/schema.ts';
import { expectRefused } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

const realGit = execFileSync('which', ['git'], { encoding: 'utf8' }).trim();
let folder: string;
let bare: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'initproof-publish-'));
  bare = join(folder, 'data.git');
  git('init', '--quiet', '--bare', bare);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).trim();
const inBare = (...args: string[]) => git('--git-dir', bare, ...args);
const history = () => parseHistory(`${inBare('show', 'gh-data:history.jsonl')}\n`, 'history.jsonl');

/** Results of a day of November; the first claims only, so that pages are drawn in no time. */
function resultsOf(day: number, change: Partial<Results['run']> = {}): string {
  const path = join(folder, `run-${day}.json`);
  const startedAt = `2026-11-${String(day).padStart(2, '0')}T10:00:00.000Z`;
  const claims = fixtureResults.claims.slice(1, 3);
  writeResults(path, { ...fixtureResults, run: { ...fixtureResults.run, startedAt, ...change }, claims });
  return path;
}

const tried = (day: number, ...more: string[]) =>
  initproofHere(['publish', '--results', resultsOf(day), '--repository', bare, ...more]);
async function publish(...given: Parameters<typeof tried>): Promise<string> {
  const { code, stdout, stderr } = await tried(...given);
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
  return stdout;
}
const days = () => history().map(({ startedAt }) => Number(startedAt.slice(8, 10)));

test('a run becomes a line of a branch that holds nothing else, once, and the site tells of all runs', async () => {
  const site = join(folder, 'site');
  expect(await publish(1)).toBe(`run 1 on record: gh-data of ${bare}\n`);
  expect(inBare('ls-tree', '--name-only', '-r', 'gh-data')).toBe('history.jsonl');
  const told = join(folder, 'output');
  const args = ['--out', site, '--url', 'https://example.org/proof/', '--output', told];
  for (const _again of [1, 2]) await publish(2, ...args);
  expect(days()).toEqual([1, 2]);
  const html = (page: string) => readFileSync(join(site, page), 'utf8');
  expect(html('index.html')).toContain('Nothing changed since run 1 (1 Nov 2026).');
  expect(html('runs.html')).toContain('2 runs on record');
  expect(html('summary.md')).toContain('(https://example.org/proof/)');
  expect(existsSync(join(site, 'results.json'))).toBe(true);
  expect(readFileSync(told, 'utf8')).toBe('deploy=true\ndeploy=true\n');
  // A run that took longer than one that began later must not take its site's place.
  expect(await publish(1, ...args)).toContain('a later run is on record');
  expect(readFileSync(told, 'utf8')).toBe('deploy=true\ndeploy=true\ndeploy=false\n');
});

test('a run that is overtaken between reading and writing goes behind the other: nothing is lost', async () => {
  await publish(1);
  // Another run is about to push: it goes through in the moment before our first push.
  const other = clone();
  await publish(2);
  const line = inBare('show', 'gh-data:history.jsonl').split('\n')[1]!;
  inBare('update-ref', 'refs/heads/gh-data', git('-C', other, 'rev-parse', 'HEAD'));
  writeFileSync(join(other, 'history.jsonl'), `${inBare('show', 'gh-data:history.jsonl')}\n${line}\n`);
  commitAll(other);
  insteadOfPush(`'${realGit}' -C '${other}' push --quiet`);
  expect(await publish(3)).toContain('run 3 on record');
  expect(existsSync(join(folder, 'raced'))).toBe(true);
  expect(days()).toEqual([1, 2, 3]);
});

test.each([
  'failed to push some refs (incorrect old value provided)',
  'failed to push some refs (reference already exists)',
])('a push that lost the race is tried again, whatever git calls it: %s', async (words) => {
  await publish(1);
  insteadOfPush(`'${realGit}' --git-dir '${bare}' update-ref refs/heads/gh-data "$('${realGit}' -C '${bare}' commit-tree -p gh-data -m Another 'gh-data^{tree}')"
  echo '${words}' >&2; exit 1`);
  expect(await publish(2)).toContain('run 2 on record');
  expect(existsSync(join(folder, 'raced'))).toBe(true);
});

test('a push that is refused for another reason is not tried again', async () => {
  await publish(1);
  insteadOfPush(`echo 'protected branch' >&2; exit 1`);
  expectRefused(
    await tried(2),
    /^initproof: cannot record the run: gh-data of .* takes no push: protected branch/,
  );
  expect(days()).toEqual([1]);
});

test('a path is meant from where the command runs', async () => {
  const path = resultsOf(1);
  const { code, stdout } = await initproofHere(
    ['publish', '--results', path, '--repository', 'data.git'],
    folder,
  );
  expect({ code, stdout }).toEqual({ code: 0, stdout: 'run 1 on record: gh-data of data.git\n' });
  expect(days()).toEqual([1]);
});

test('a run that broke off is not published', async () => {
  const path = resultsOf(1, { complete: false });
  expectRefused(
    await initproofHere(['publish', '--results', path, '--repository', bare]),
    /^initproof: cannot publish: .* is of a run that broke off/,
  );
  expect(inBare('branch', '--list')).toBe('');
});

test('what is to be told of a site needs one', async () => {
  expectRefused(
    await tried(1, '--output', join(folder, 'output')),
    /^initproof: invalid option: --output does nothing without --out \(/,
  );
  expect(inBare('branch', '--list')).toBe('');
});

test('the site of an old commit that is run again takes no newer one’s place', async () => {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
  const tree = inBare('hash-object', '-t', 'tree', '-w', '/dev/null');
  const commits = ['Old', 'New'].map((message) => inBare(...author, 'commit-tree', tree, '-m', message));
  inBare('update-ref', 'refs/heads/main', commits[1]!);
  inBare('symbolic-ref', 'HEAD', 'refs/heads/main');
  const told = join(folder, 'output');
  const said: string[] = [];
  for (const [i, commit] of commits.entries()) {
    const path = resultsOf(i + 1, { commit });
    const out = ['--out', join(folder, 'site'), '--output', told];
    const { code, stdout } = await initproofHere([
      'publish',
      '--results',
      path,
      '--repository',
      bare,
      ...out,
    ]);
    expect(code).toBe(0);
    said.push(stdout);
  }
  expect(readFileSync(told, 'utf8')).toBe('deploy=false\ndeploy=true\n');
  expect(said[0]).toContain(`the repository is at ${commits[1]}, the run was of ${commits[0]}`);
});

test('the token goes to the server it is for, and to no other', async () => {
  const asked = join(folder, 'asked');
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'git'),
    `#!/bin/sh\n[ "$1" = ls-remote ] && env > '${asked}'\n[ "$1" = init ] || [ "$1" = remote ]\n`,
  );
  chmodSync(join(bin, 'git'), 0o755);
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
  vi.stubEnv('GITHUB_TOKEN', 'secret');
  const header = async (repository: string) => {
    await initproofHere(['publish', '--results', resultsOf(1), '--repository', repository]);
    return /^GIT_CONFIG_VALUE_0=(.*)$/m.exec(readFileSync(asked, 'utf8'))?.[1];
  };
  const basic = `AUTHORIZATION: basic ${Buffer.from('x-access-token:secret').toString('base64')}`;
  expect(await header('https://github.com/me/proof')).toBe(basic);
  expect(await header('https://example.org/me/proof')).toBeUndefined();
  vi.stubEnv('GITHUB_SERVER_URL', 'https://example.org');
  expect(await header('https://example.org/me/proof')).toBe(basic);
});

test('a publish that fails leaves the old site as it was', async () => {
  const site = join(folder, 'site');
  await publish(1, '--out', site);
  const there = () => git('hash-object', join(site, 'index.html'), join(site, 'results.json'));
  const before = there();
  rmSync(bare, { recursive: true });
  expectRefused(
    await tried(2, '--out', site),
    /^initproof: cannot use .*data\.git: git ls-remote: fatal: .*data\.git/,
  );
  expect(there()).toBe(before);
});

test('a branch that holds something else is left alone', async () => {
  await publish(1);
  const other = clone();
  writeFileSync(join(other, 'history.jsonl'), 'commit,seed\n');
  commitAll(other);
  git('-C', other, 'push', '--quiet');
  expectRefused(
    await tried(2),
    /^initproof: invalid history: history\.jsonl on gh-data of .*data\.git, line 1: it is not JSON/,
  );
  expect(inBare('show', 'gh-data:history.jsonl')).toBe('commit,seed');
});

test('what git cannot do is said: there is none, or it keeps nothing', async () => {
  insteadOf('commit', "echo 'no room' >&2; exit 1");
  expectRefused(await tried(1), /^initproof: cannot use .*data\.git: git commit: no room\n$/);
  vi.stubEnv('PATH', folder);
  expectRefused(
    await tried(1),
    /^initproof: cannot use .*data\.git: git init: there is no git here \(install it\)\n$/,
  );
});

test.each(['--force', 'a..b', '-x', 'a b'])('a branch’s name is a name, not %s', async (name) => {
  expectRefused(await tried(1, `--branch=${name}`), /Expected the name of a branch/);
});

/** In the moment of our first push this is done; where it does not exit, the push goes on. */
const insteadOfPush = (script: string): void => insteadOf('push', script);

function insteadOf(command: string, script: string): void {
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  writeFileSync(
    join(bin, 'git'),
    `#!/bin/sh
if [ "$1" = ${command} ] && [ ! -e '${folder}/raced' ]; then
  touch '${folder}/raced'
  ${script}
fi
exec '${realGit}' "$@"
`,
  );
  chmodSync(join(bin, 'git'), 0o755);
  vi.stubEnv('PATH', `${bin}:${process.env.PATH}`);
}

function clone(): string {
  const folderOf = join(folder, 'clone');
  git('clone', '--quiet', '--branch', 'gh-data', bare, folderOf);
  return folderOf;
}

function commitAll(clone: string): void {
  const author = ['-c', 'user.name=a', '-c', 'user.email=a@b'];
  git('-C', clone, ...author, 'commit', '--quiet', '--all', '--message', 'Another');
}
