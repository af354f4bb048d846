import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path/posix';
import { expect, test } from 'vitest';

// The invariants of the layout, held against every import of every file. A rule takes the files and names its
// breaches; the examples below break each rule once.

/** A folder imports only from folders before it. bench stands beside cli: neither imports the other. */
const ranks: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ['statistics'],
    ['random'],
    ['initializers'],
    ['datasets'],
    ['network'],
    ['engines'],
    ['training'],
    ['measurements'],
    ['claims'],
    ['results'],
    ['report'],
    ['vitest'],
    ['cli', 'bench'],
  ].flatMap((folders, rank) => folders.map((folder) => [folder, rank])),
);
const order = Object.keys(ranks).join(' · ');

const writers = [/^results\//, /^training\/cache(-[\w-]+)?\.ts$/, /^report\/site(-[\w-]+)?\.ts$/, /^cli\//];
const writing =
  /^(append|chmod|chown|copyFile|cp|createWriteStream|link|mkd|mkdir|open|rename|rm|symlink|truncate|unlink|utimes|write)/;

/** The truth that other engines are held to: whoever means it may name it instead of asking the registry. */
const namedEntry = 'engines/reference/reference.ts';

/** Run metadata and durations; a fresh seed when it is asked for. */
const mayUseClock = [/^vitest\//, /^cli\//, /^bench\//];
const clock =
  /\b(Math\.random|Date\.now|new Date(?=\(\s*\)|\s*[;,)])|performance\.now|process\.hrtime|randomBytes|randomInt|randomUUID|getRandomValues)\b/g;

interface Import {
  /** As written, e.g. `../network/network.ts`. */
  readonly from: string;
  /** The file it names, from src/; null for packages. */
  readonly file: string | null;
  /** Names before `as`; `*` for a namespace, default or dynamic import. */
  readonly names: readonly string[];
  readonly typeOnly: boolean;
}

interface Source {
  readonly path: string;
  readonly folder: string;
  readonly isTest: boolean;
  readonly imports: readonly Import[];
  /** Without comments and quoted strings. */
  readonly code: string;
}

const token = /('(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*")|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g;
const statement =
  /^[ \t]*(?:import|export)\s+(?:(type)\s+)?(?:([\w$*{][\w$\s*{},]*?)\s*from\s*)?['"]([^'"\n]+)['"]/gm;
const dynamic = /\bimport\(\s*['"`]([^'"`\n]+)['"`]/g;

function sourceOf(path: string, text: string): Source {
  const withoutComments = text.replace(token, (all) => (all.startsWith('/') ? ' ' : all));
  const fileOf = (from: string) => (from.startsWith('.') ? join(dirname(path), from) : null);
  const imports: Import[] = [];
  for (const [, type, clause = '', from] of withoutComments.matchAll(statement))
    imports.push({ from: from!, file: fileOf(from!), names: namesOf(clause), typeOnly: type !== undefined });
  for (const [, from] of withoutComments.matchAll(dynamic))
    imports.push({ from: from!, file: fileOf(from!), names: ['*'], typeOnly: false });
  return {
    path,
    folder: path.includes('/') ? path.slice(0, path.indexOf('/')) : '',
    isTest: /\.(test|check)\.ts$/.test(path),
    imports,
    code: withoutComments.replace(token, (all, quoted) => (quoted === undefined ? all : "''")),
  };
}

/** `a, { b as c, type D }` → `*`, b, D. */
function namesOf(clause: string): string[] {
  const [, braced] = /\{([^}]*)\}/.exec(clause) ?? [];
  const named = (braced ?? '').split(',').map(
    (name) =>
      name
        .trim()
        .replace(/^type\s+/, '')
        .split(/\s+as\s+/)[0]!,
  );
  const rest = clause.replace(/\{[^}]*\}/, '').replace(/[\s,]/g, '');
  return [...(rest ? ['*'] : []), ...named.filter((name) => name !== '')];
}

type Rule = (sources: readonly Source[]) => string[];

/** A rule on one import of one file: the message, or null where it is kept. */
const onImports =
  (breach: (source: Source, to: Import) => string | null): Rule =>
  (sources) =>
    sources.flatMap((source) =>
      source.imports.flatMap((to) => {
        const message = breach(source, to);
        return message === null ? [] : [`${source.path} imports ${to.from}: ${message}`];
      }),
    );

const folderOf = (file: string) => file.slice(0, Math.max(0, file.indexOf('/')));

const rules: Readonly<Record<string, Rule>> = {
  ranks: onImports(({ path, folder, isTest }, { file }) => {
    // Tests of the whole project lie beside the folders.
    if (file === null || path === 'index.ts' || (isTest && folder === '')) return null;
    if (file === 'index.ts') return 'index.ts is for users of the package; import the file itself';
    if (file.startsWith('..')) return 'nothing in src/ imports from outside it';
    const [own, other] = [ranks[folder], ranks[folderOf(file)]];
    if (own === undefined) return `${folder || path} has no place in the order ${order}`;
    if (other === undefined) return `${folderOf(file) || file} has no place in the order ${order}`;
    if (folder === folderOf(file) || other < own) return null;
    return `${folder} imports only from folders before it in ${order}`;
  }),

  cycles: (sources) => {
    const imports = new Map(sources.map((s) => [s.path, s.imports.flatMap(({ file }) => file ?? [])]));
    const done = new Set<string>();
    const found: string[] = [];
    const visit = (path: string, trail: readonly string[]): void => {
      if (trail.includes(path)) {
        found.push(`${[...trail.slice(trail.indexOf(path)), path].join(' imports ')}: modules form no cycle`);
        return;
      }
      if (done.has(path)) return;
      for (const next of imports.get(path) ?? []) visit(next, [...trail, path]);
      done.add(path);
    };
    for (const path of imports.keys()) visit(path, []);
    return found;
  },

  // An entry is what registry.ts imports a value from. Code outside the folder reaches entries by the registry; inside
  // it an entry may be built on one other (he on variance-scaling), but only registry.ts lists several.
  registries: (sources) =>
    sources
      .filter(({ path }) => path.endsWith('/registry.ts'))
      .flatMap((registry) => {
        const home = `${dirname(registry.path)}/`;
        const isEntry = ({ file, typeOnly }: Import) =>
          !typeOnly &&
          file !== namedEntry &&
          registry.imports.some((entry) => !entry.typeOnly && entry.file === file);
        return sources
          .filter((source) => source !== registry && source.path !== 'index.ts' && !source.isTest)
          .flatMap(({ path, imports }) => {
            const entries = imports.filter(isEntry);
            if (entries.length <= (path.startsWith(home) ? 1 : 0)) return [];
            const list = entries.map(({ from }) => from).join(', ');
            return [`${path} imports ${list}: only ${registry.path} imports its siblings as a list`];
          });
      }),

  'registries are values': onImports(({ path }, { file, typeOnly }) =>
    path.endsWith('/registry.ts') && !typeOnly && !file?.startsWith(`${dirname(path)}/`)
      ? 'a registry.ts imports its own entries and nothing else but types'
      : null,
  ),

  statistics: onImports(({ folder, isTest }, { from, file }) => {
    if (folder !== 'statistics' || isTest) return null;
    if (file !== null && folderOf(file) !== 'statistics')
      return 'statistics/ imports nothing of the project but itself';
    return from.startsWith('node:') ? 'statistics/ takes plain numbers; it has no business with files' : null;
  }),

  tensorflow: onImports(({ path }, { from }) =>
    from.startsWith('@tensorflow/') && !path.startsWith('engines/tensorflow/')
      ? 'only engines/tensorflow/ imports TensorFlow.js'
      : null,
  ),

  vitest: onImports(({ path, folder, isTest }, { from, typeOnly }) => {
    // Types are gone when the code runs: a reporter may say what it is.
    if (from === 'vitest/node' && path !== 'vitest/run.ts' && !(folder === 'vitest' && typeOnly))
      return 'only vitest/run.ts imports vitest/node';
    return /^vitest(\/|$)/.test(from) && folder !== 'vitest' && !isTest
      ? 'only vitest/ and tests import Vitest'
      : null;
  }),

  writers: onImports(({ path, isTest }, { from, names }) => {
    if (!/^(node:)?fs(\/promises)?$/.test(from) || isTest || writers.some((writer) => writer.test(path)))
      return null;
    const breach = names.filter((name) => name === '*' || name === 'promises' || writing.test(name));
    return breach.length > 0
      ? `only results/, training/cache, report/site and cli/ write files (${breach.join(', ')})`
      : null;
  }),

  clock: (sources) =>
    sources
      .filter(({ path }) => !mayUseClock.some((allowed) => allowed.test(path)))
      .flatMap(({ path, code }) =>
        [...code.matchAll(clock)].map(
          ([name]) =>
            `${path} uses ${name}: chance comes from the key of a run, and only vitest/, cli/ and bench/ look at the clock`,
        ),
      ),
};

const root = new URL('.', import.meta.url);
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .map((path) => path.replaceAll('\\', '/'))
  // AssemblyScript is no module of ours; this file quotes breaches.
  .filter((path) => path.endsWith('.ts') && !/\.(as|d)\.ts$/.test(path) && path !== 'imports.test.ts')
  .map((path) => sourceOf(path, readFileSync(new URL(path, root), 'utf8')));

test('the files are found, and their imports', () => {
  expect(sources.length).toBeGreaterThan(20);
  const imports = sources.find(({ path }) => path === 'engines/reference/pass.ts')!.imports;
  expect(imports.map(({ file }) => file)).toEqual([
    'datasets/dataset.ts',
    'network/activations.ts',
    'network/losses.ts',
    'network/network.ts',
    'engines/reference/branch.ts',
    'engines/reference/dense.ts',
    'engines/reference/elementwise.ts',
  ]);
});

test.each(Object.entries(rules))('%s', (_name, rule) => {
  expect(rule(sources)).toEqual([]);
});

type Files = Readonly<Record<string, string>>;

const breaches: readonly (readonly [rule: string, files: Files, message: string])[] = [
  [
    'ranks',
    { 'network/a.ts': "import { b } from '../engines/b.ts';" },
    'network imports only from folders before it',
  ],
  [
    'ranks',
    { 'network/a.test.ts': "import {\n  b,\n} from '../engines/b.ts';" },
    'network imports only from',
  ],
  ['ranks', { 'cli/a.ts': "export * from '../bench/b.ts';" }, 'cli imports only from folders before it'],
  [
    'ranks',
    { 'statistics/a.ts': "import type { B } from '../random/b.ts';" },
    'statistics imports only from',
  ],
  ['ranks', { 'utils/a.ts': "import { b } from './b.ts';" }, 'utils has no place in the order'],
  [
    'ranks',
    { 'cli/a.ts': "const b = await import('../helpers/b.ts');" },
    'helpers has no place in the order',
  ],
  ['ranks', { 'cli/a.ts': "import '../index.ts';" }, 'index.ts is for users of the package'],
  [
    'ranks',
    { 'cli/a.ts': "import b from '../../experiments/b.ts';" },
    'nothing in src/ imports from outside it',
  ],
  [
    'cycles',
    {
      'random/a.ts': "import { b } from './b.ts';",
      'random/b.ts': "import type { C } from './c.ts';",
      'random/c.ts': "import { a } from './a.ts';",
    },
    'random/a.ts imports random/b.ts imports random/c.ts imports random/a.ts: modules form no cycle',
  ],
  [
    'registries',
    {
      'datasets/registry.ts': "import { a } from './a.ts';\nimport { b } from './b.ts';",
      'datasets/both.ts': "import { a } from './a.ts';\nimport { b } from './b.ts';",
    },
    'datasets/both.ts imports ./a.ts, ./b.ts: only datasets/registry.ts imports its siblings as a list',
  ],
  [
    'registries',
    {
      'datasets/registry.ts': "import { a } from './a.ts';",
      'claims/c.ts': "import { a } from '../datasets/a.ts';",
    },
    'claims/c.ts imports ../datasets/a.ts: only datasets/registry.ts',
  ],
  [
    'registries are values',
    { 'measurements/registry.ts': "import { a } from '../engines/a.ts';" },
    'a registry.ts imports its own entries',
  ],
  [
    'statistics',
    { 'statistics/a.ts': "import { b } from '../random/b.ts';" },
    'statistics/ imports nothing of the project but itself',
  ],
  [
    'statistics',
    { 'statistics/a.ts': "import { readFileSync } from 'node:fs';" },
    'statistics/ takes plain numbers',
  ],
  [
    'tensorflow',
    { 'engines/fused/a.test.ts': "import * as tf from '@tensorflow/tfjs-core';" },
    'only engines/tensorflow/ imports TensorFlow.js',
  ],
  ['vitest', { 'claims/a.ts': "import { test } from 'vitest';" }, 'only vitest/ and tests import Vitest'],
  [
    'vitest',
    { 'vitest/a.test.ts': "import { startVitest } from 'vitest/node';" },
    'only vitest/run.ts imports vitest/node',
  ],
  [
    'writers',
    { 'claims/a.ts': "import { readFileSync, writeFileSync as put } from 'node:fs';" },
    'only results/, training/cache, report/site and cli/ write files (writeFileSync)',
  ],
  ['writers', { 'training/job.ts': "import { rm } from 'node:fs/promises';" }, 'write files (rm)'],
  ['writers', { 'report/charts/a.ts': "import fs from 'node:fs';" }, 'write files (*)'],
  ['clock', { 'random/a.ts': 'const a = Math.random();' }, 'random/a.ts uses Math.random'],
  ['clock', { 'claims/a.ts': 'const a = new Date().toISOString();' }, 'claims/a.ts uses new Date'],
  ['clock', { 'training/a.ts': 'const a = Date.now();' }, 'training/a.ts uses Date.now'],
  [
    'clock',
    { 'engines/a.test.ts': 'const a = performance.now();' },
    'engines/a.test.ts uses performance.now',
  ],
];

test.each(breaches)('a breach of %s is seen in %j', (rule, files, message) => {
  const found = rules[rule]!(Object.entries(files).map(([path, text]) => sourceOf(path, text)));
  expect(found.length).toBe(1);
  expect(found[0]).toContain(message);
});

test('every rule is broken once', () => {
  expect(new Set(breaches.map(([rule]) => rule))).toEqual(new Set(Object.keys(rules)));
});

test('what looks like a breach and is none', () => {
  const files: Files = {
    'index.ts': "export { he } from './initializers/he.ts';\nexport { main } from './cli/main.ts';",
    'random/a.test.ts': "import { ks } from '../statistics/ks.ts';\nimport { rmSync } from 'node:fs';",
    'statistics/a.test.ts': "import { readFileSync } from 'node:fs';",
    'initializers/registry.ts': "import { he } from './he.ts';\nimport type { I } from './initializer.ts';",
    'initializers/he-uniform.ts': "import { he } from './he.ts';",
    'network/a.ts': "// import { b } from '../cli/b.ts';\n/* Math.random() */ const a = 'Date.now()';",
    'claims/a.ts': "import { readFileSync } from 'node:fs';\nconst a = new Date(0);",
    'training/cache.ts': "import { writeFileSync } from 'node:fs';",
    'cli/a.ts': 'const a = performance.now();',
    'vitest/reporter.ts': "import type { Reporter } from 'vitest/node';",
    'engines/registry.ts': "import { reference } from './reference/reference.ts';",
    'training/a.ts': "import { reference } from '../engines/reference/reference.ts';",
  };
  const sources = Object.entries(files).map(([path, text]) => sourceOf(path, text));
  for (const rule of Object.values(rules)) expect(rule(sources)).toEqual([]);
});
