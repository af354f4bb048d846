import { createHash } from 'node:crypto';
import {
  existsSync,
  linkSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Trajectory } from '../engines/engine.ts';

/** Trajectories by the hash of their job. Several processes may share one folder. */
export interface Cache {
  /** The trajectory, or undefined where there is none or its file is damaged. */
  read(hash: string): Trajectory | undefined;
  write(hash: string, trajectory: Trajectory): void;
  /** Takes the job for this process; false while another living process has it. */
  claim(hash: string): boolean;
  release(hash: string): void;
}

/** Folders of other fingerprints that are kept, so that going back to an earlier state of the code is cheap. */
const fingerprintsKept = 3;

/**
 * A cache in `directory`, under the fingerprint of the code that trains.
 * A file is a SHA-256 and the bytes it is of; it appears whole, by rename, or not at all.
 *
 * @param notice is told of damaged entries and of what could not be written; the work goes on without them
 */
export function fileCache(directory: string, fingerprint: string, notice: (message: string) => void): Cache {
  const folder = join(directory, fingerprint);
  mkdirSync(folder, { recursive: true });
  forgetOld(directory, fingerprint);
  const entry = (hash: string) => join(folder, hash);
  const lock = (hash: string) => join(folder, `${hash}.lock`);
  return {
    read(hash) {
      if (!existsSync(entry(hash))) return undefined;
      const trajectory = open(readFileSync(entry(hash)));
      if (!trajectory) notice(`damaged cache entry: ${entry(hash)} (it is trained again)`);
      return trajectory;
    },
    write(hash, trajectory) {
      const partial = `${entry(hash)}.${process.pid}`;
      try {
        writeFileSync(partial, seal(trajectory));
        renameSync(partial, entry(hash));
      } catch (error) {
        rmSync(partial, { force: true });
        notice(`cannot write to the cache: ${(error as Error).message} (the run goes on without it)`);
      }
    },
    claim: (hash) => takeLock(lock(hash)),
    release: (hash) => rmSync(lock(hash), { force: true }),
  };
}

/** A cache that lives and dies with the process. */
export function memoryCache(): Cache {
  const entries = new Map<string, Trajectory>();
  return {
    read: (hash) => entries.get(hash),
    write: (hash, trajectory) => void entries.set(hash, trajectory),
    claim: () => true,
    release: () => {},
  };
}

const digestLength = 32;
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

function seal(trajectory: Trajectory): Buffer {
  const payload = serialize(trajectory);
  return Buffer.concat([digest(payload), payload]);
}

/** Undefined where the bytes are not those that were written. */
function open(bytes: Buffer): Trajectory | undefined {
  const payload = bytes.subarray(digestLength);
  return digest(payload).equals(bytes.subarray(0, digestLength)) ? deserialize(payload) : undefined;
}

/**
 * The lock holds its owner's process number from the moment it is there (a link to a finished file); one whose owner
 * is gone is taken over. Should two processes take over at once, both train the job: time is lost, nothing else.
 */
function takeLock(path: string): boolean {
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

function ownerLives(lock: string): boolean {
  try {
    process.kill(Number(readFileSync(lock, 'utf8')), 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/** Keeps the folders of the most recent fingerprints. */
function forgetOld(directory: string, current: string): void {
  const age = (name: string) => statSync(join(directory, name), { throwIfNoEntry: false })?.mtimeMs ?? 0;
  readdirSync(directory)
    .filter((name) => name !== current && /^[0-9a-f]{16}$/.test(name))
    .sort((a, b) => age(b) - age(a))
    .slice(fingerprintsKept)
    .forEach((name) => {
      rmSync(join(directory, name), { recursive: true, force: true });
    });
}
