import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';
import { faults } from './claims/faults.ts';
import { folderWith, initproof, removeFolders } from './cli/command-fixture.ts';
import { initproofHere } from './cli/in-process-fixture.ts';
import { datasets } from './datasets/registry.ts';
import { engines } from './engines/registry.ts';
import { initializers } from './initializers/registry.ts';
import { measurements } from './measurements/registry.ts';
import { activations } from './network/activations.ts';
import { losses } from './network/losses.ts';

// What the documents say is run and looked up: examples, commands, links, names. Needs the build in dist/.

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path: string) => readFileSync(join(root, path), 'utf8');
const decisions = readdirSync(join(root, '.github/decisions')).map((name) => `.github/decisions/${name}`);
const documents = [
  'README.md',
  'reports/README.md',
  '.github/CONTRIBUTING.md',
  '.github/ARCHITECTURE.md',
  ...decisions,
].map((path) => ({ path, text: read(path) }));
const textOf = (path: string) => documents.find((document) => document.path === path)!.text;
const readme = textOf('README.md');

/** The fenced blocks of a language, without the indentation of a list that they stand in. */
function blocks(text: string, language: string): string[] {
  const fenced = new RegExp(`^( *)\`\`\`${language}\\n([\\s\\S]*?)^ *\`\`\`$`, 'gm');
  return [...text.matchAll(fenced)].map(([, indent = '', body = '']) =>
    body.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  );
}

const withoutBlocks = (text: string) => text.replaceAll(/^ *```[\s\S]*?^ *```$/gm, '');
const inlineCode = (text: string) =>
  [...withoutBlocks(text).matchAll(/`([^`\n]+)`/g)].map(([, code]) => code!);

/** Each `ts` block begins with a comment that names its file: one of experiments/ is run, others are extracts. */
const snippets = documents.flatMap(({ text }) =>
  blocks(text, 'ts').map((code) => ({ code, file: /^\/\/ (\S+)\n/.exec(code)?.[1] ?? '(no file named)' })),
);
const experiments = snippets.filter(({ file }) => file.startsWith('experiments/'));
const extracts = snippets.filter(({ file }) => !file.startsWith('experiments/'));

// A project of a user: the package is linked, the repository's claims that the README names lie beside the examples.
const own = ['settings.ts', 'constant.test.ts', 'he.test.ts'].map((name) => `experiments/${name}`);
const project = folderWith(
  Object.fromEntries([
    ...own.map((file) => [file, read(file)]),
    ...experiments.map(({ code, file }) => [file, code]),
  ]),
);
symlinkSync(join(root, 'node_modules/fast-check'), join(project, 'node_modules/fast-check'), 'junction');
afterAll(removeFolders);

const idsIn = (code: string) =>
  [...code.matchAll(/\b(?:always|usually|reproduced|mapped)\('([^']+)'/g)].map(([, id]) => id!);

test('the documents have examples of claims, and each file is written once', () => {
  expect(experiments.flatMap(({ code }) => idsIn(code)).length).toBeGreaterThanOrEqual(2);
  expect(new Set(snippets.map(({ file }) => file)).size).toBe(snippets.length);
});

test('every example of a claim runs and agrees with its record', async () => {
  const ids = experiments.flatMap(({ code }) => idsIn(code));
  const { code, stdout, stderr } = await initproof(
    `run ${ids.join(' ')} --json --out reports/examples`,
    project,
  );
  expect({ code, stderr }).toMatchObject({ code: 0 });
  const { claims } = JSON.parse(stdout) as { claims: { id: string; status: string; verdict?: string }[] };
  const ran = claims.filter((claim) => claim.status === 'ran');
  expect(ran.map(({ id, verdict }) => `${id} ${verdict}`).sort()).toEqual(
    ids.map((id) => `${id} holds`).sort(),
  );
});

test.each(extracts)('the extract of $file stands there', ({ code, file }) => {
  const body = code.slice(code.indexOf('\n') + 1).trim();
  expect(existsSync(join(root, file)), file).toBe(true);
  expect(read(file)).toContain(body);
});

/** A comment that begins so says that a command is not run here: it would take minutes. */
const tooLong = /# minutes\b/;
const others = /^npm (ci|start|test|run build|pack|install)\b/;

const lines = blocks(readme, 'sh').flatMap((block) => block.trim().split('\n'));
const commands = [...inlineCode(readme), ...lines]
  .filter((line) => line.startsWith('npx initproof ') && !line.includes('<'))
  .filter((line) => !tooLong.test(line))
  .map((line) => line.replace(/\s*#.*$/, ''));
// What others read is written first; the rest stays in the order of the README.
const inOrder = [...new Set(commands)].sort((a, b) => Number(isRun(b)) - Number(isRun(a)));

function isRun(command: string): boolean {
  return command.startsWith('npx initproof run ');
}

test('each line of the README’s sh blocks is a command that is run here, or says why not', () => {
  const strange = lines.filter(
    (line) => !others.test(line) && !tooLong.test(line) && !inOrder.includes(line.replace(/\s*#.*$/, '')),
  );
  expect(strange).toEqual([]);
  expect(inOrder.length).toBeGreaterThan(8);
});

// `npx initproof run` alone, in the text, is every claim: minutes.
test.each(inOrder.filter((command) => command !== 'npx initproof run'))('%s', async (command) => {
  const { code, stdout, stderr } = await initproofHere(command.split(' ').slice(2), project);
  expect({ code, stderr }).toMatchObject({ code: 0 });
  expect(stdout).not.toBe('');
});

test('the README’s table names the commands that there are', async () => {
  const help = (await initproofHere('--help')).stdout;
  const there = [...help.slice(help.indexOf('\nCommands:')).matchAll(/^ {2}([a-z]+) /gm)].map(
    ([, name]) => name!,
  );
  const named = [...readme.matchAll(/^\| `([a-z]+)` \| .* \| `npx initproof ([a-z]+) ?[^`]*` \|$/gm)];
  expect(named.map(([, name]) => name)).toEqual(there.filter((name) => name !== 'help'));
  expect(named.map(([, , example]) => example)).toEqual(named.map(([, name]) => name));
});

test.each(
  Object.entries({
    Initializers: initializers,
    Datasets: datasets,
    Measurements: measurements,
    Activations: activations,
    Losses: losses,
    Faults: faults,
    Engines: engines,
  }),
)('the README names the %s that there are', (heading, registry) => {
  const [, list = ''] =
    new RegExp(`^- \\*\\*${heading}\\*\\*: ([\\s\\S]*?)(?=\\n- |\\n\\n)`, 'm').exec(readme) ?? [];
  expect(inlineCode(list).sort()).toEqual(Object.keys(registry).sort());
});

test('claims that the documents name exist', () => {
  const here = readdirSync(join(root, 'experiments')).map((name) => read(`experiments/${name}`));
  const there = [...here, ...experiments.map(({ code }) => code)].flatMap(idsIn);
  const named = documents.flatMap(({ text }) =>
    [...text.matchAll(/npx initproof (?:explain|replay|run) ([a-z0-9-]+\/[a-z0-9/-]*)/g)].map(
      ([, id]) => id!,
    ),
  );
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((start) => !there.some((id) => id.startsWith(start)))).toEqual([]);
});

test('no two claims have one note: what is true of one setting is said of that one', async () => {
  const { stdout } = await initproofHere('list --json', root);
  // A deviation of TensorFlow.js breaks several promises, and is explained once.
  const notes = (JSON.parse(stdout) as { id: string; note: string }[])
    .filter(({ id, note }) => note !== '' && !id.startsWith('tensorflow-js/'))
    .map(({ note }) => note);
  expect(notes.length).toBeGreaterThan(50);
  expect(notes.filter((note, i) => notes.indexOf(note) < i)).toEqual([]);
});

test('where a key counts by its distance from a law, its claim says in words how near', async () => {
  const { stdout } = await initproofHere('list --json', root);
  const limits = (JSON.parse(stdout) as { id: string; decision: string; setting: unknown }[]).flatMap(
    ({ id, decision, setting }) =>
      [...JSON.stringify(setting).matchAll(/\["layer-law-distance"[^\]]*\],"range":\[0,([\d.]+)\]/g)].map(
        ([, limit]) => ({ id, limit: Number(limit).toFixed(3).slice(1), decision }),
      ),
  );
  expect(limits.length).toBeGreaterThan(2);
  for (const { id, limit, decision } of limits) expect(decision, id).toContain(`at most ${limit})`);
});

test.each(documents)('links and files in $path lead somewhere', ({ path, text }) => {
  const plain = withoutBlocks(text);
  const links = [...plain.matchAll(/\]\((?!https?:)([^)#]+)/g)].map(([, to]) =>
    join(root, dirname(path), to!),
  );
  // Paths from the root, or from src/ where one names a source; `<id>` and `*` stand for any name.
  const files = inlineCode(text)
    .filter(
      (code) =>
        /^(?:src|experiments|\.ci|\.github)\/[\w./-]*$/.test(code) ||
        /^[a-z-]+\/[\w./-]+\.(?:ts|md|mjs|csv|hbs|css)$/.test(code),
    )
    .map((code) => (existsSync(join(root, code)) ? join(root, code) : join(root, 'src', code)));
  expect([...links, ...files].filter((file) => !existsSync(file))).toEqual([]);
});

test('ARCHITECTURE names every folder of src, the ranks in the order that is enforced, and files that exist', () => {
  const text = textOf('.github/ARCHITECTURE.md');
  const folders = readdirSync(join(root, 'src'), { withFileTypes: true }).filter((entry) =>
    entry.isDirectory(),
  );
  expect(folders.filter(({ name }) => !text.includes(`| \`src/${name}/\` |`))).toEqual([]);
  const ranks = [...read('src/imports.test.ts').matchAll(/^ {4}\['([a-z]+)'(?:, '[a-z]+')*\],$/gm)];
  expect(ranks.length).toBeGreaterThan(10);
  expect(text).toContain(`${ranks.map(([, name]) => name).join(' · ')}.`);
  const [drawing = ''] = blocks(text, 'mermaid');
  const drawn = [...drawing.matchAll(/\b[a-z]+\/[\w/-]+\.ts\b/g)].map(([file]) => file);
  expect(drawn.length).toBeGreaterThan(5);
  expect(drawn.filter((file) => !existsSync(join(root, 'src', file)))).toEqual([]);
});

test('CONTRIBUTING names every folder of golden files and every dependency', () => {
  const text = textOf('.github/CONTRIBUTING.md');
  const folders = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /(?:^|\/)golden$/.test(path));
  expect(folders.length).toBeGreaterThan(3);
  expect(folders.filter((path) => !text.includes(`| \`src/${path}/\` |`))).toEqual([]);
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as Record<string, object>;
  // Dependencies that nothing imports are knip's to find.
  const sources = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts'))
    .map((path) => read(`src/${path}`))
    .join('\n');
  const imported = Object.keys(dependencies!).filter((name) => new RegExp(`from '${name}['/]`).test(sources));
  expect(imported.length).toBeGreaterThan(10);
  // Packages of one family stand in one row, the later ones by their ending.
  const rows = [...text.matchAll(/^\| (`[^|]+`) \|/gm)].map(([, names]) => inlineCode(names!));
  const named = rows.flatMap(([first = '', ...rest]) => [
    first,
    ...rest.map((name) => (name.startsWith('-') ? first.replace(/-[a-z]+(?:-cdf)?$/, name) : name)),
  ]);
  const used = [...imported, ...Object.keys(devDependencies!)];
  expect(used.filter((name) => !named.includes(name))).toEqual([]);
});

test('pictures are light, and decisions are numbered, titled alike and short', () => {
  expect(readFileSync(join(root, '.github/board.png')).length).toBeLessThan(150_000);
  decisions.sort().forEach((path, i) => {
    const number = String(i + 1);
    expect(path).toMatch(new RegExp(`/${number.padStart(4, '0')}-[a-z0-9-]+\\.md$`));
    const text = textOf(path);
    expect(text).toMatch(new RegExp(`^# ${number}\\. \\S`));
    for (const part of ['Context', 'Decision', 'Consequence']) expect(text).toContain(`\n**${part}.** `);
    expect(text.split('\n').length).toBeLessThanOrEqual(26);
  });
});
