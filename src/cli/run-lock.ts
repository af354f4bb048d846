import { mkdirSync, rmdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { lockOwner, takeLock } from '../training/cache-lock.ts';
import { WrongUse } from './wrong-use.ts';

/**
 * Keeps a folder to this command until the function returned is called, or its process ends: two would mix their journals
 * and pages. One that was killed leaves a lock that the next one takes over, but where another process has its number by
 * now. No folder is left behind in which nothing was written.
 *
 * @throws WrongUse while another process has it
 */
export function lockFolder(folder: string): () => void {
  const made = mkdirSync(folder, { recursive: true });
  const lock = join(folder, 'run.lock');
  if (!takeLock(lock))
    throw new WrongUse(
      `another command (process ${lockOwner(lock)}) is writing to ${folder} (wait for it, or name another folder with --out; where it is no initproof, remove ${lock})`,
    );
  const unlock = () => {
    process.off('exit', unlock);
    rmSync(lock, { force: true });
    removeEmpty(folder, made);
  };
  process.once('exit', unlock);
  return unlock;
}

/** Removes the folder and those above it, up to the first that was made, as long as they are empty. */
function removeEmpty(folder: string, made: string | undefined): void {
  try {
    for (let path = folder; made !== undefined && path.startsWith(made); path = dirname(path))
      rmdirSync(path);
  } catch {
    // Something was written there.
  }
}
