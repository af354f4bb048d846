import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { filesBelow, filesHash, type NamedContent } from './files-hash.ts';

/** Code and data of which a fingerprint is taken; tests and declarations change nothing. */
const ours = /(?<!\.(?:test|d))\.(?:js|ts|wasm|csv)$/;

const trains = ['../network/', '../engines/', './'];
const drawsAndMeasures = [
  '../random/',
  '../initializers/',
  '../datasets/',
  '../measurements/',
  '../statistics/',
];

/**
 * A name for everything that could change what a job trains to: the code beside the running code that does it, the
 * functions it has from stdlib, and JavaScript's engine, whose exponentials the reference engine uses. It changes too
 * often rather than too seldom.
 */
export const fingerprint = (): string =>
  filesHash([...trains.flatMap((folder) => filesIn(folder)), stdlib(), ['v8', process.versions.v8]]);

/** A name for everything that could change the law of a claim's scores: what draws, trains, measures and scores. */
export const lawFingerprint = (): string =>
  filesHash([
    ...[...drawsAndMeasures, ...trains].flatMap((folder) => filesIn(folder)),
    ...filesIn('../claims/', /^(?:observe|score)\.[jt]s$/),
    stdlib(),
  ]);

const filesIn = (folder: string, which = ours): NamedContent[] =>
  filesBelow(fileURLToPath(new URL(folder, import.meta.url)), which).map(([name, content]) => [
    folder + name,
    content,
  ]);

/** Versions as they are pinned: the packages that compute for us. */
function stdlib(): NamedContent {
  const { dependencies } = JSON.parse(
    readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
  ) as { dependencies: Record<string, string> };
  const pinned = Object.entries(dependencies).filter(([name]) => name.startsWith('@stdlib/'));
  return ['package.json', JSON.stringify(pinned)];
}
