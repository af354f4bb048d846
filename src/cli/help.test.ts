import { readdirSync, readFileSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { expectRefused, folderWith, removeFolders } from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

const commands = [
  'run',
  'merge',
  'report',
  'publish',
  'comment',
  'list',
  'explain',
  'replay',
  'pilot',
  'train',
  'sample',
  'doctor',
];
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));

describe('help', () => {
  test('names every command and the exit codes', async () => {
    const { code, stdout, stderr } = await initproofHere('--help');
    for (const command of commands) expect(stdout).toMatch(new RegExp(`^ {2}${command} `, 'm'));
    expect(stdout).toContain(
      'Exit codes: 0 all on record, 1 something breaks its record, 2 wrong use, 130 interrupted.',
    );
    expect([code, stderr]).toEqual([0, '']);
  });

  test('is shown where no command is given, as wrong use', async () => {
    const { code, stdout, stderr } = await initproofHere('');
    expect(stderr).toContain('Usage: initproof [options] [command]');
    expect([code, stdout]).toEqual([2, '']);
  });

  test.each(commands)('%s: every option says what it is for', async (command) => {
    const { code, stdout } = await initproofHere(`${command} --help`);
    expect(code).toBe(0);
    const options = stdout
      .split('Options:\n')[1]!
      .split('\n\n')[0]!
      .replace(/\n {10,}/g, ' ')
      .split('\n');
    expect(options.length).toBeGreaterThan(1);
    for (const option of options) expect(option).toMatch(/^ {2}-\S+.*? {2,}\S/);
  });

  test.each(['--version', '-V'])('%s', async (flag) => {
    expect(await initproofHere(flag)).toEqual({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

test.each([
  ['prove', /^error: unknown command 'prove'\n/],
  ['--nope', /^error: unknown option '--nope'\n/],
  ['list extra', /^error: too many arguments for 'list'\. Expected 0 arguments but got 1/],
])('%s is refused', async (args, message) => {
  expectRefused(await initproofHere(args), message);
});

test.each([
  [['run', ''], /^error: an argument is empty \(/],
  [['run', '--out', ''], /^error: the value of option '--out <folder>' is empty \(/],
  [['report', '--results', ''], /^error: the value of option '--results <file>' is empty \(/],
])('what is empty is refused: %j', async (args, message) => {
  expectRefused(await initproofHere(args, folderWith({})), message);
});

describe('doctor', () => {
  test('tells what there is', async () => {
    const { code, stdout } = await initproofHere('doctor --json');
    expect(code).toBe(0);
    const found = JSON.parse(stdout);
    expect(found).toMatchObject({
      node: process.versions.node,
      engines: expect.stringContaining('reference'),
    });
    expect(found.claims).toMatch(/experiments$/);
    const { stdout: people } = await initproofHere('doctor');
    for (const name of Object.keys(found)) expect(people).toMatch(new RegExp(`^${name} `, 'm'));
  });

  test('counts trajectories alone, not what else lies in the cache', async () => {
    const code = '0123456789abcdef';
    const folder = folderWith({
      [`.cache/initproof/${code}/one`]: 'x'.repeat(2 ** 20),
      [`.cache/initproof/findings/${code}/one`]: '',
      [`.cache/initproof/drawings/${code}/latest`]: 'x'.repeat(2 ** 20),
    });
    expect((await initproofHere('doctor', folder)).stdout).toMatch(
      /^cache .*: 1 trajectory, 2\.0 MiB in all$/m,
    );
  });

  test('leaves an empty folder empty', async () => {
    const folder = folderWith({});
    const before = readdirSync(folder);
    const { code, stdout } = await initproofHere('doctor', folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^claims +no folder experiments\/ here$/m);
    expect(stdout).toMatch(/^cache .*: nothing yet$/m);
    expect(readdirSync(folder)).toEqual(before);
  });
});
