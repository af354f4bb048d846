import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** A file by its name, with what is in it or stands for that. */
export type NamedContent = readonly [name: string, content: string | Uint8Array];

/** A name for files in their order: others where any name or any content is another. */
export function filesHash(files: Iterable<NamedContent>): string {
  const hash = createHash('sha256');
  // The length says where a content ends: a name and a content never flow into each other.
  for (const [name, content] of files) hash.update(JSON.stringify([name, content.length])).update(content);
  return hash.digest('hex').slice(0, 16);
}

/** The files below a folder whose own names are such, by their paths from there, in the order of these. */
export const filesBelow = (folder: string, which: RegExp): NamedContent[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && which.test(entry.name))
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort()
    .map((name) => [name, readFileSync(join(folder, name))]);
