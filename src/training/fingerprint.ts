import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const trains = ['../network/', '../engines/', './'];
const drawsAndMeasures = ['../random/', '../initializers/', '../datasets/', '../measurements/'];

/**
 * A name for everything that could change what a job trains to: the code beside the running code that does it, and
 * JavaScript's engine, whose exponentials the reference engine uses. It changes too often rather than too seldom.
 */
export const fingerprint = (): string => hashOf(trains, process.versions.v8);

/** A name for everything that could change the law of a claim's scores: what draws, trains and measures. */
export const lawFingerprint = (): string => hashOf([...drawsAndMeasures, ...trains], '');

function hashOf(folders: readonly string[], start: string): string {
  const hash = createHash('sha256').update(start);
  for (const folder of folders) {
    const root = fileURLToPath(new URL(folder, import.meta.url));
    const files = readdirSync(root, { recursive: true, withFileTypes: true })
      .filter(
        (entry) =>
          entry.isFile() && /\.(js|ts|wasm)$/.test(entry.name) && !/\.(test|d)\.ts$/.test(entry.name),
      )
      .map((entry) => `${entry.parentPath}/${entry.name}`)
      .sort();
    for (const file of files) hash.update(file.slice(root.length)).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
