import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

/**
 * The lock holds its owner's process number from the moment it is there (a link to a finished file); one whose owner
 * is gone is taken over, and so is one of this process's own number: it was left by an earlier process of that number,
 * because a process holds its lock only while it trains the job. Should two processes take over at once, both train the job: time is lost, nothing else.
 */
export function takeLock(path: string): boolean {
  const mine = `${path}.${process.pid}`;
  writeFileSync(mine, String(process.pid));
  try {
    if (link(mine, path)) return true;
    if (ownerLives(path)) return false;
    rmSync(path, { force: true });
    return link(mine, path);
  } finally {
    rmSync(mine, { force: true });
  }
}

function link(from: string, to: string): boolean {
  try {
    linkSync(from, to);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

/** The number of the process that holds a lock. */
export const lockOwner = (lock: string): number => Number(readFileSync(lock, 'utf8'));

function ownerLives(lock: string): boolean {
  try {
    const owner = lockOwner(lock);
    // 0 and below name groups of processes.
    if (!(owner > 0) || owner === process.pid) return false;
    process.kill(owner, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
