import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { gitEnvironment } from '../results/git-environment.ts';
import { appendHistory, type HistoryLine, parseHistory } from '../results/history.ts';
import { historyName } from './defaults.ts';
import { WrongUse } from './wrong-use.ts';

/** A branch that holds nothing but the history of all runs. */
export interface DataBranch {
  /** A path or an address that git takes. */
  readonly repository: string;
  readonly branch: string;
}

/** The history as it stands on the branch; empty where there is no such branch yet. */
export async function readDataBranch(place: DataBranch): Promise<HistoryLine[]> {
  return inCheckout(place, async (checkout) => {
    checkout.fetch();
    return checkout.history();
  });
}

/** The commit that the repository's default branch is at; null where it has none. */
export async function readHead(place: DataBranch): Promise<string | null> {
  return inCheckout(place, async (checkout) => checkout.head());
}

/**
 * Adds a run's line to the branch, once. Where another run was faster, its line is fetched and ours goes behind it: two
 * runs at once lose nothing.
 *
 * @returns the history with the line in it
 */
export async function recordRun(place: DataBranch, line: HistoryLine, attempts = 10): Promise<HistoryLine[]> {
  return inCheckout(place, async (checkout) => {
    for (let attempt = 1; ; attempt++) {
      checkout.fetch();
      // Where it is damaged, this says so by its name on the branch.
      checkout.history();
      appendHistory(checkout.path, line);
      const refused = checkout.push(`Record the run of ${line.startedAt}`);
      if (refused === null) return checkout.history();
      if (attempt === attempts || !(checkout.overtaken() || isLocked(refused)))
        throw new WrongUse(
          `cannot record the run: ${place.branch} of ${place.repository} takes no push: ${refused}`,
        );
      await setTimeout(100 * attempt);
    }
  });
}

interface Checkout {
  readonly path: string;
  /** Brings the branch as it stands now, and drops what was not pushed. */
  fetch(): void;
  /** Null when it went through, or there was nothing to push; else what git said. */
  push(message: string): string | null;
  /** Whether the branch has moved on since it was fetched. */
  overtaken(): boolean;
  history(): HistoryLine[];
  /** The commit of the repository's default branch, where there is one. */
  head(): string | null;
}

async function inCheckout<T>(place: DataBranch, use: (checkout: Checkout) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'initproof-data-'));
  const remove = () => rmSync(folder, { recursive: true, force: true });
  process.once('exit', remove);
  try {
    return await use(checkoutIn(folder, place));
  } finally {
    process.off('exit', remove);
    remove();
  }
}

function checkoutIn(folder: string, { repository, branch }: DataBranch): Checkout {
  const run = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...gitEnvironment(), ...author, ...credentials(repository), GIT_TERMINAL_PROMPT: '0' },
    });
  const git = (...args: string[]) => {
    try {
      return run(...args).trim();
    } catch (error) {
      throw new WrongUse(`cannot use ${repository}: git ${args[0]}: ${said(error)}`);
    }
  };
  const path = join(folder, historyName);
  const ref = `refs/heads/${branch}`;
  const tip = () => git('ls-remote', 'data', ref);
  let fetched = '';
  git('init', '--quiet', '--initial-branch', 'start');
  // A path is meant from where the command runs, not from the folder that git works in.
  git('remote', 'add', 'data', '--', existsSync(repository) ? resolve(repository) : repository);
  return {
    path,
    fetch() {
      fetched = tip();
      if (fetched === '') return;
      git('fetch', '--quiet', '--depth', '1', 'data', ref);
      git('checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD');
    },
    overtaken: () => tip() !== fetched,
    push(message) {
      git('add', '--', historyName);
      if (git('status', '--porcelain') === '') return null;
      git('commit', '--quiet', '--no-gpg-sign', '--message', message);
      try {
        run('push', '--quiet', 'data', `HEAD:${ref}`);
        return null;
      } catch (error) {
        return said(error);
      }
    },
    history: () =>
      existsSync(path)
        ? parseHistory(readFileSync(path, 'utf8'), `${historyName} on ${branch} of ${repository}`)
        : [],
    head: () => git('ls-remote', 'data', 'HEAD').split('\t')[0] || null,
  };
}

/** Another push holds the branch at this moment: where it ends up is seen later. */
const isLocked = (refused: string): boolean => /cannot lock ref|failed to update ref/.test(refused);

/** What git said, on one line. */
function said(error: unknown): string {
  const { code, stderr } = error as { code?: string; stderr?: string };
  if (code === 'ENOENT') return 'there is no git here (install it)';
  return (stderr || String(error)).trim().replace(/\s*\n\s*/g, '; ');
}

const author = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((role) => [
    [`GIT_${role}_NAME`, 'initproof'],
    [`GIT_${role}_EMAIL`, 'initproof@users.noreply.github.com'],
  ]),
);

/** The token of a workflow, for its own server alone: handed over by the environment, never by a command line or a file. */
function credentials(repository: string): Record<string, string> {
  const { GITHUB_TOKEN: token, GITHUB_SERVER_URL: server = 'https://github.com' } = process.env;
  if (!token || !URL.canParse(repository) || new URL(repository).origin !== new URL(server).origin) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(server).origin}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}
