import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { KeptDrawings } from '../report/charts/drawer.ts';
import { fileCache } from '../training/cache.ts';
import { cacheFolder } from './defaults.ts';

/** The drawings of the last report made in a folder; the next one needs to draw only what it shows otherwise. */
export function keptDrawings(root: string, notice: (message: string) => void): KeptDrawings {
  const folder = join(resolve(root, cacheFolder), 'drawings');
  const cache = fileCache<ReadonlyMap<string, string>>(folder, drawingCode(), notice);
  return { read: () => cache.read('latest'), write: (drawn) => cache.write('latest', drawn) };
}

/** A name for what turns a spec into a drawing: our code that asks for one, and the packages that Vega is made of. */
function drawingCode(): string {
  const hash = createHash('sha256');
  const charts = fileURLToPath(new URL('../report/charts/', import.meta.url));
  for (const file of readdirSync(charts)
    .filter((name) => /(?<!\.d)\.[jt]s$/.test(name))
    .sort())
    hash.update(readFileSync(join(charts, file)));
  const packages = dirname(packageOf('vega'));
  for (const name of readdirSync(packages)
    .filter((name) => /^(vega|d3)/.test(name))
    .sort())
    hash.update(readFileSync(join(packages, name, 'package.json')));
  return hash.digest('hex').slice(0, 16);
}

/** The folder of an installed package. */
function packageOf(name: string): string {
  const entry = fileURLToPath(import.meta.resolve(name));
  return entry.slice(0, entry.lastIndexOf(join('node_modules', name)) + join('node_modules', name).length);
}
