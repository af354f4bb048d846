import { execFileSync } from 'node:child_process';
import { gitEnvironment } from './git-environment.ts';

/** The commit of the working folder; null outside a repository. */
export function commit(): string | null {
  try {
    return execFileSync('git', ['rev-parse', 'HEAD'], {
      encoding: 'utf8',
      env: gitEnvironment(),
      stdio: ['ignore', 'pipe', 'ignore'],
    }).trim();
  } catch {
    return null;
  }
}
