import { execFileSync, spawn } from 'node:child_process';
import { chmodSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, test } from 'vitest';
import { experiment, folderWith, numbers, removeFolders } from './cli/command-fixture.ts';
import { results as resultsSchema } from './results/schema.ts';

// What the workflows do on GitHub is done here on disk, by the very lines they run. Needs the build in dist/.

const root = fileURLToPath(new URL('..', import.meta.url));
const github = join(root, '.github');
const files = [
  ...readdirSync(join(github, 'workflows')).map((name) => `workflows/${name}`),
  'actions/initproof/action.yml',
].map((path) => ({ path, text: readFileSync(join(github, path), 'utf8') }));
const textOf = (path: string) => files.find((file) => file.path === path)!.text;

/** The script steps of a file, in order. */
const scriptsOf = (text: string) => [...text.matchAll(/^\s*(?:- )?run: (.*)$/gm)].map(([, line]) => line!);

afterAll(removeFolders);

describe.each(files)('$path', ({ path, text }) => {
  test('grants nothing to all jobs', () => {
    if (path.startsWith('workflows/')) expect(text).toMatch(/^permissions: \{\}$/m);
    expect(text).not.toMatch(/write-all|read-all/);
  });

  test('names each action of others by its commit, and says which version that is', () => {
    for (const [, used] of text.matchAll(/^\s*(?:- )?uses: (.*)$/gm))
      expect(used).toMatch(/^(?:\.\/\.github\/\S+|[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/);
  });

  test('leaves no credentials in a checkout', () => {
    const checkouts = text.match(/uses: actions\/checkout@/g) ?? [];
    expect(text.match(/persist-credentials: false/g) ?? []).toHaveLength(checkouts.length);
  });

  test('runs one command a step, and nothing from an event is written into it', () => {
    for (const line of scriptsOf(text)) {
      expect(line).toMatch(/^(?:npm ci|npm run build|\.ci\/run|npx --no -- initproof [a-z]+ .*)$/);
      expect(line).not.toMatch(/\$\{\{|[;&|`<>]|\$\(/);
    }
  });
});

test('only what comments can write to pull requests, only what records to the repository', () => {
  const writing = files.flatMap(({ path, text }) =>
    [...text.matchAll(/^\s+([a-z-]+): write$/gm)].map(([, what]) => `${path} ${what}`),
  );
  expect(writing.sort()).toEqual([
    'workflows/comment.yml pull-requests',
    'workflows/nightly.yml contents',
    'workflows/nightly.yml id-token',
    'workflows/nightly.yml pages',
    'workflows/pages.yml contents',
    'workflows/pages.yml id-token',
    'workflows/pages.yml pages',
    'workflows/publish.yml id-token',
    'workflows/publish.yml pages',
    'workflows/record.yml contents',
  ]);
});

test('publishes that wait wait for each other, however many there are', () => {
  for (const { path, text } of files) {
    const queues = [...text.matchAll(/^ +group: pages\n +cancel-in-progress: false\n +queue: (.*)$/gm)];
    expect(queues.map(([, queue]) => queue)).toEqual(
      ['workflows/nightly.yml', 'workflows/pages.yml'].includes(path) ? ['max'] : [],
    );
  }
});

/** A project that has initproof installed, an empty repository for its data, and what GitHub sets. */
function projectOnDisk() {
  const folder = folderWith({
    'experiments/a.test.ts': experiment(numbers('one/small', '0'), numbers('two/bad', 'n')),
  });
  const bare = join(folder, 'me/proof');
  execFileSync('git', ['init', '--quiet', '--bare', bare]);
  const bin = join(folder, 'bin');
  mkdirSync(bin);
  // npx finds the package's command; here it is this build's.
  writeFileSync(
    join(bin, 'npx'),
    `#!/bin/sh\nshift 3\nexec '${process.execPath}' '${root}/dist/cli/main.js' "$@"\n`,
  );
  chmodSync(join(bin, 'npx'), 0o755);
  const env = {
    PATH: `${bin}:${process.env.PATH}`,
    ...{ SIZE: 'quick', SEED: '5', ENGINE: 'fused', BRANCH: 'gh-data', SHARDS: '2' },
    ...{ REPOSITORY: bare, URL: 'https://example.org/proof/', GITHUB_REPOSITORY: 'me/proof' },
    ...{ HEAD: 'me:change', SHA: 'abc' },
    GITHUB_STEP_SUMMARY: join(folder, 'summary.md'),
    GITHUB_OUTPUT: join(folder, 'output'),
  };
  const run = (line: string, more: Record<string, string> = {}) =>
    new Promise<{ code: number | null; said: string }>((resolve) => {
      const child = spawn('bash', ['--norc', '-e', '-c', line], {
        cwd: folder,
        env: { ...env, ...more },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let said = '';
      for (const stream of [child.stdout, child.stderr])
        stream.setEncoding('utf8').on('data', (text: string) => {
          said += text;
        });
      child.once('close', (code) => resolve({ code, said }));
    });
  return { folder, bare, run, read: (file: string) => readFileSync(join(folder, file), 'utf8') };
}

test('a single shard is joined, too: its artifact is unpacked without a folder of its own', async () => {
  const { folder, run, read } = projectOnDisk();
  const [shard, merge] = scriptsOf(textOf('actions/initproof/action.yml'));
  expect(await run(shard!, { SHARD: '1', SHARDS: '1' })).toMatchObject({ code: 1 });
  renameSync(join(folder, 'reports/shard'), join(folder, 'reports/shards'));
  expect(await run(merge!)).toMatchObject({ code: 0 });
  expect(resultsSchema.parse(JSON.parse(read('reports/latest/results.json'))).claims).toHaveLength(2);
});

test('a whole publish, from shards to the site and the comment, by the workflows’ own lines', async () => {
  const { folder, bare, run, read } = projectOnDisk();
  const [shard, merge, report] = scriptsOf(textOf('actions/initproof/action.yml'));
  const [record] = scriptsOf(textOf('workflows/record.yml')).slice(-1);
  const [publish] = scriptsOf(textOf('workflows/publish.yml')).slice(-1);
  const [comment] = scriptsOf(textOf('workflows/comment.yml')).slice(-1);

  // Each shard has a machine of its own; its results travel as an artifact.
  const shards: [number | null, string][] = [];
  for (const i of ['1', '2']) {
    const { code, said } = await run(shard!, { SHARD: i });
    shards.push([code, said]);
    mkdirSync(join(folder, 'reports/shards'), { recursive: true });
    renameSync(join(folder, 'reports/shard'), join(folder, `reports/shards/initproof-shard-${i}`));
  }
  // The claim that breaks its record is in the second.
  expect(shards.map(([code]) => code)).toEqual([0, 1]);

  expect(await run(merge!)).toMatchObject({ code: 0 });
  expect(await run(report!)).toMatchObject({ code: 0 });
  const merged = resultsSchema.parse(JSON.parse(read('reports/latest/results.json')));
  expect(merged.claims.map(({ id, status }) => [id, status])).toEqual([
    ['one/small', 'ran'],
    ['two/bad', 'ran'],
  ]);
  expect(merged.run).toMatchObject({ seed: 5, size: 'quick' });
  expect(read('reports/latest/index.html')).toContain('1 of 2 claims holds, 1 is refuted.');
  expect(read('summary.md')).toContain('[The whole report](https://example.org/proof/)');

  renameSync(join(folder, 'reports/latest'), join(folder, 'reports/merged'));
  expect(await run(record!)).toMatchObject({ code: 0, said: expect.stringContaining('run 1 on record') });
  expect(await run(publish!)).toMatchObject({ code: 0, said: expect.stringContaining('run 1 on record') });
  expect(read('output')).toBe('deploy=true\n');
  expect(read('reports/site/runs.html')).toContain('This is the first run on record.');
  const log = execFileSync('git', ['--git-dir', bare, 'log', '--oneline', 'gh-data'], { encoding: 'utf8' });
  expect(log.trim().split('\n')).toHaveLength(1);

  // Nobody answers for GitHub here: the line is understood, and goes as far as asking.
  const refused = { GITHUB_API_URL: 'http://127.0.0.1:9', GITHUB_TOKEN: 'secret' };
  expect((await run(comment!, refused)).said).toMatch(
    /^initproof: cannot comment: http:\/\/127\.0\.0\.1:9 does not/,
  );
});
