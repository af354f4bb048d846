import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { appendHistory, type HistoryLine, readHistory } from '../results/history.ts';
import { WrongUse } from './wrong-use.ts';

/** A branch that holds nothing but the history of all runs. */
export interface DataBranch {
  /** A path or an address that git takes. */
  readonly repository: string;
  readonly branch: string;
}

const file = 'history.jsonl';

/** The history as it stands on the branch; empty where there is no such branch yet. */
export async function readDataBranch(place: DataBranch): Promise<HistoryLine[]> {
  return inCheckout(place, async (checkout) => {
    checkout.fetch();
    return checkout.history();
  });
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
      appendHistory(checkout.path, line);
      const refused = checkout.push(`Record the run of ${line.startedAt}`);
      if (refused === null) return checkout.history();
      if (
        attempt === attempts ||
        !/fetch first|non-fast-forward|cannot lock ref|failed to update ref/.test(refused)
      )
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
  history(): HistoryLine[];
}

async function inCheckout<T>(place: DataBranch, use: (checkout: Checkout) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'initproof-data-'));
  try {
    return await use(checkoutIn(folder, place));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function checkoutIn(folder: string, { repository, branch }: DataBranch): Checkout {
  const git = (...args: string[]) =>
    execFileSync('git', args, {
      cwd: folder,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...author, ...credentials(repository), GIT_TERMINAL_PROMPT: '0' },
    });
  const path = join(folder, file);
  const ref = `refs/heads/${branch}`;
  git('init', '--quiet', '--initial-branch', 'start');
  git('remote', 'add', 'data', '--', repository);
  return {
    path,
    fetch() {
      if (spoken(() => git('ls-remote', 'data', ref)) === '') return;
      git('fetch', '--quiet', '--depth', '1', 'data', ref);
      git('checkout', '--quiet', '--force', '--detach', 'FETCH_HEAD');
    },
    push(message) {
      git('add', '--', file);
      if (git('status', '--porcelain') === '') return null;
      git('commit', '--quiet', '--no-gpg-sign', '--message', message);
      try {
        git('push', '--quiet', 'data', `HEAD:${ref}`);
        return null;
      } catch (error) {
        return said(error);
      }
    },
    history: () => (existsSync(path) ? readHistory(path) : []),
  };

  function spoken(ask: () => string): string {
    try {
      return ask().trim();
    } catch (error) {
      throw new WrongUse(`cannot read ${repository}: ${said(error)}`);
    }
  }
}

/** What git said, on one line. */
const said = (error: unknown): string =>
  String((error as { stderr?: string }).stderr ?? error)
    .trim()
    .replace(/\s*\n\s*/g, '; ');

const author = Object.fromEntries(
  ['AUTHOR', 'COMMITTER'].flatMap((role) => [
    [`GIT_${role}_NAME`, 'initproof'],
    [`GIT_${role}_EMAIL`, 'initproof@users.noreply.github.com'],
  ]),
);

/** The token of a workflow, where there is one: handed over by the environment, never by a command line or a file. */
function credentials(repository: string): Record<string, string> {
  const token = process.env.GITHUB_TOKEN;
  if (!token || !repository.startsWith('https://')) return {};
  const basic = Buffer.from(`x-access-token:${token}`).toString('base64');
  return {
    GIT_CONFIG_COUNT: '1',
    GIT_CONFIG_KEY_0: `http.${new URL(repository).origin}/.extraheader`,
    GIT_CONFIG_VALUE_0: `AUTHORIZATION: basic ${basic}`,
  };
}
