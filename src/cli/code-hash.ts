import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** A name for the claims under a folder and for the code that runs them: a run may be resumed only by the same. */
export function codeHash(experiments: string): string {
  const hash = createHash('sha256');
  for (const root of [fileURLToPath(new URL('..', import.meta.url)), experiments])
    for (const file of codeFiles(root)) hash.update(file.slice(root.length)).update(readFileSync(file));
  return hash.digest('hex').slice(0, 16);
}

function codeFiles(root: string): string[] {
  return readdirSync(root, { recursive: true, withFileTypes: true })
    .filter(
      (entry) =>
        entry.isFile() && /\.(m?js|m?ts|wasm|csv)$/.test(entry.name) && !entry.name.endsWith('.d.ts'),
    )
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
