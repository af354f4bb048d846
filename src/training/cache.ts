import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import type { Trajectory } from '../engines/engine.ts';
import { takeLock } from './cache-lock.ts';

/** Entries by the hash of what they rest on: trajectories by that of their job. Several processes may share one folder. */
export interface Cache<Entry = Trajectory> {
  /** The entry, or undefined where there is none or its file is damaged. */
  read(hash: string): Entry | undefined;
  write(hash: string, entry: Entry): void;
  /** Takes the work for this process; false while another living process has it. True where nothing can be shared. */
  claim(hash: string): boolean;
  release(hash: string): void;
}

/** Folders of other fingerprints that are kept, so that going back to an earlier state of the code is cheap. */
const fingerprintsKept = 3;

/**
 * A cache in `directory`, under the fingerprint of the code that makes its entries.
 * A file is a SHA-256 and the bytes it is of; it appears whole, by rename, or not at all.
 *
 * @param notice is told of damaged entries and of what could not be written; the work goes on without them
 */
export function fileCache<Entry = Trajectory>(
  directory: string,
  fingerprint: string,
  notice: (message: string) => void,
): Cache<Entry> {
  const folder = join(directory, fingerprint);
  const tell = once(notice);
  const unwritable = (error: unknown) =>
    tell(folder, `cannot write to the cache: ${(error as Error).message} (the run goes on without it)`);
  try {
    mkdirSync(folder, { recursive: true });
    forgetOld(directory, fingerprint);
  } catch (error) {
    unwritable(error);
  }
  const entry = (hash: string) => join(folder, hash);
  const lock = (hash: string) => join(folder, `${hash}.lock`);
  return {
    read(hash) {
      const bytes = contentOf(entry(hash));
      const found = bytes && open<Entry>(bytes);
      if (bytes && !found) tell(hash, `damaged cache entry: ${entry(hash)} (it is made again)`);
      return found;
    },
    write(hash, value) {
      const partial = `${entry(hash)}.${process.pid}`;
      try {
        writeFileSync(partial, seal(value));
        renameSync(partial, entry(hash));
      } catch (error) {
        remove(partial);
        unwritable(error);
      }
    },
    claim(hash) {
      try {
        return takeLock(lock(hash));
      } catch (error) {
        unwritable(error);
        return true;
      }
    },
    release: (hash) => remove(lock(hash)),
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

/** Says one thing about each subject: what a process has been told of it needs no repeating. */
function once(notice: (message: string) => void) {
  const told = new Set<string>();
  return (subject: string, message: string) => {
    if (!told.has(subject)) notice(message);
    told.add(subject);
  };
}

/** Undefined where there is none, or none that can be read. */
function contentOf(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Removes a file if it is there and can be removed. */
function remove(path: string): void {
  try {
    rmSync(path, { force: true });
  } catch {
    // What cannot be removed was told of when it could not be written.
  }
}

const digestLength = 32;
const digest = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest();

function seal(value: unknown): Buffer {
  const payload = serialize(value);
  return Buffer.concat([digest(payload), payload]);
}

/** Undefined where the bytes are not those that were written. */
function open<Entry>(bytes: Buffer): Entry | undefined {
  const payload = bytes.subarray(digestLength);
  return digest(payload).equals(bytes.subarray(0, digestLength)) ? deserialize(payload) : undefined;
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
