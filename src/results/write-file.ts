import {
  appendFileSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';

/**
 * Writes a file whole or not at all. A link stays, and what it leads to is written; a device or a pipe is written
 * straight into.
 */
export function writeWhole(path: string, content: string): void {
  mkdirSync(dirname(path), { recursive: true });
  try {
    const there = statSync(path, { throwIfNoEntry: false });
    if (there?.isFile()) replace(realpathSync(path), content);
    else if (there || leadsNowhere(path)) writeFileSync(path, content);
    else replace(path, content);
  } catch (error) {
    // Writing says no path, and the partial file's would tell nobody anything.
    throw Object.assign(error as Error, { path });
  }
}

/** Tries whether a file could be written, before what is to be in it is worked out. Of the try its folder stays. */
export function tryToWrite(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  const there = existsSync(path);
  appendFileSync(path, '');
  // What a link leads to, where it led nowhere before.
  if (!there) rmSync(realpathSync(path));
}

/** Beside its place first, then by rename, which would put a file in the place of whatever is there. */
function replace(place: string, content: string): void {
  const partial = `${place}.${process.pid}.partial`;
  try {
    writeFileSync(partial, content);
    renameSync(partial, place);
  } catch (error) {
    rmSync(partial, { force: true });
    throw error;
  }
}

/** Removes what processes that were killed left of files in a folder that nobody writes to now. */
export function removePartials(folder: string): void {
  for (const name of readdirSync(folder))
    if (/\.\d+\.partial$/.test(name)) rmSync(join(folder, name), { force: true });
}

/** Whether a link is there; of one that leads somewhere the file is known. */
const leadsNowhere = (path: string): boolean =>
  lstatSync(path, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
