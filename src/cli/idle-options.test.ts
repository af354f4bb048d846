import { afterAll, test } from 'vitest';
import { expectRefused, folderWith, removeFolders } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

test.each<[command: string, idle: string, needed: string]>([
  ['train --layers 2,3,1 --momentum 0.9', 'momentum', '--optimizer momentum or nesterov'],
  ['report --branch data', 'branch', '--repository'],
  ['publish --repository nowhere --url https://example.org', 'url', '--out'],
  ['publish --repository nowhere --bench bench.json', 'bench', '--out'],
  ['comment --repository nowhere --head owner:branch', 'head', '--to'],
  ['comment --repository nowhere --sha 0123456', 'sha', '--to'],
])('%s is refused', async (command, idle, needed) => {
  expectRefused(
    await initproofHere(command, folderWith({})),
    new RegExp(
      `^initproof: invalid option: --${idle} does nothing without ${needed} \\(add that, or leave --${idle} out\\)\n$`,
    ),
  );
});

test.each(['--single-file', '--bench bench.json', '--history history.jsonl'])(
  'a shard makes no report: with %s it is refused',
  async (option) => {
    expectRefused(
      await initproofHere(`run --shard 1/2 ${option}`, folderWith({})),
      /^error: option '--\S+( <file>)?' cannot be used with option '--shard <i\/n>'\n/,
    );
  },
);
