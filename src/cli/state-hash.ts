import { existsSync, readdirSync, readFileSync, realpathSync, statSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { filesHash, type NamedContent } from '../training/files-hash.ts';

/**
 * A name for everything that a claim's finding could depend on beside the code that runs (`codeHash`) and the run's
 * settings: every file of the project but what runs write (`written`) and what starts with a dot, the packages
 * installed, Node and the kind of machine. It changes too often rather than too seldom. Packages are known by the sizes
 * and times of their files, all else by its bytes.
 */
export function stateHash(root: string, written: readonly string[]): string {
  const leave = new Set(written.map((path) => resolve(root, path)));
  const ours = (path: string, name: string) =>
    !name.startsWith('.') && name !== 'node_modules' && !leave.has(path);
  return filesHash(dependedOn());

  function* dependedOn(): Generator<NamedContent> {
    yield ['machine', [process.version, process.platform, process.arch].join(' ')];
    for (const path of pathsBelow(root, ours)) yield [relative(root, path), readFileSync(path)];
    for (const packages of packageFolders(root))
      for (const path of pathsBelow(packages, (_, name) => !toolsCaches.has(name))) {
        const { size, mtimeMs } = statSync(path);
        yield [relative(root, path), `${size} ${mtimeMs}`];
      }
  }
}

/** What tools keep among the packages, Vitest too; other names with a dot are packages' own. */
const toolsCaches = new Set(['.cache', '.vite', '.vite-temp', '.vitest']);

/** Where Node looks for packages, from the project upwards. */
function packageFolders(folder: string): string[] {
  const packages = join(folder, 'node_modules');
  const above = dirname(folder);
  return [...(existsSync(packages) ? [packages] : []), ...(above === folder ? [] : packageFolders(above))];
}

/** In an order that does not depend on the machine. Links are followed, each folder once; broken ones are left out. */
function* pathsBelow(
  folder: string,
  enter: (path: string, name: string) => boolean,
  seen = new Set<string>(),
): Generator<string> {
  const real = realpathSync.native(folder);
  if (seen.has(real)) return;
  seen.add(real);
  const entries = readdirSync(folder, { withFileTypes: true });
  entries.sort((a, b) => (a.name < b.name ? -1 : 1));
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (!enter(path, entry.name)) continue;
    const kind = entry.isSymbolicLink() ? statSync(path, { throwIfNoEntry: false }) : entry;
    if (kind?.isDirectory()) yield* pathsBelow(path, enter, seen);
    else if (kind?.isFile()) yield path;
  }
}
