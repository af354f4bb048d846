import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type KeptDrawings, noDrawings } from '../report/charts/drawer.ts';
import { fileCache } from '../training/cache.ts';
import { filesBelow, filesHash } from '../training/files-hash.ts';
import { cacheFolder } from './defaults.ts';

/**
 * The drawings of the last report made in a folder: the next one draws only what it shows otherwise. None where `cache`
 * is false: everything is to be drawn anew.
 */
export function drawingsHere(cache: boolean, root = process.cwd()): KeptDrawings {
  const code = cache ? drawingCode() : null;
  if (code === null) return noDrawings;
  const notice = (message: string) => console.error(message);
  const entries = fileCache<unknown>(join(resolve(root, cacheFolder), 'drawings'), code, notice);
  return {
    read() {
      const drawn = entries.read('latest');
      return drawn instanceof Map ? drawn : undefined;
    },
    write: (drawn) => entries.write('latest', drawn),
  };
}

/**
 * A name for what turns a spec into a drawing: our code that asks for one, JavaScript's engine, and the packages that
 * Vega is made of, which lie beside it. Null where it is not installed as packages are.
 */
function drawingCode(): string | null {
  const vega = fileURLToPath(import.meta.resolve('vega'));
  const packages = /^(.*[\\/]node_modules)[\\/]vega[\\/]/.exec(vega)?.[1];
  if (packages === undefined) return null;
  const used = readdirSync(packages)
    .filter((name) => /^(vega|d3)/.test(name))
    .sort();
  return filesHash([
    ['v8', process.versions.v8],
    ...filesBelow(fileURLToPath(new URL('../report/charts/', import.meta.url)), /(?<!\.d)\.[jt]s$/),
    ...used.map((name) => [name, readFileSync(join(packages, name, 'package.json'))] as const),
  ]);
}
