import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { resultsVersion } from '../results/schema.ts';
import {
  expectRefused,
  experiment,
  folderWith,
  initproof,
  lowerCost,
  numbers,
  removeFolders,
} from './command-fixture.ts';
import { initproofHere } from './in-process-fixture.ts';

afterAll(removeFolders);

// The commands that look at claims and results, in a folder where a run has been.

let folder: string;

beforeAll(async () => {
  folder = folderWith({
    'experiments/a.test.ts': experiment(
      lowerCost('one/lower'),
      numbers('one/broken', 'n >= 17 ? n : 0'),
      numbers('one/deep', '0', "from: 'deep', note: 'A note.'"),
    ),
  });
  expect((await initproof('run', folder)).code).toBe(1);
});

const results = () => JSON.parse(readFileSync(join(folder, 'reports/latest/results.json'), 'utf8'));
const written = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return name;
};

describe('pilot', () => {
  test('tells the mean score over keys that no run decides by, and what cap it takes', async () => {
    const { code, stdout } = await initproofHere('pilot one/ --keys 20', folder);
    expect(code).toBe(0);
    // All of 20 keys: as many as a score of 1 takes at its cut, src/claims/decide.test.ts.
    expect(stdout).toMatch(
      /^one\/lower: mean score 1 over 20 keys, cut \.\d+, cap \d+; it takes \d+ keys to be decided but for one time in 10,000,000\n$/,
    );
  });

  test('of a claim without keys is refused', async () => {
    expectRefused(
      await initproofHere('pilot one/lower one/broken', folder),
      /unknown claim: one\/broken \(expected the beginning of a statistical claim’s id; initproof list tells all\)\n$/,
    );
  });
});

describe('list', () => {
  test('tells each claim in a line', async () => {
    const { code, stdout } = await initproofHere('list', folder);
    expect(code).toBe(0);
    expect(stdout).toBe(
      [
        'one/lower   A small start ends at the lower cost',
        'one/broken  Numbers are small',
        'one/deep    Numbers are small (at --size deep)',
        '',
      ].join('\n'),
    );
  });

  test('as JSON', async () => {
    const { stdout } = await initproofHere('list --json', folder);
    expect(JSON.parse(stdout)).toMatchObject([
      {
        id: 'one/lower',
        kind: 'usually',
        record: 'holds',
        from: 'quick',
        definition: { arms: { he: 'he' } },
      },
      { id: 'one/broken', kind: 'always', definition: null },
      { id: 'one/deep', from: 'deep' },
    ]);
  });
});

describe('explain', () => {
  test('tells a claim with the numbers of the last run', async () => {
    const { code, stdout } = await initproofHere('explain one/broken', folder);
    expect(code).toBe(0);
    const rows = Object.fromEntries(
      stdout
        .trimEnd()
        .split('\n')
        .map((line) => [line.slice(0, 12).trim(), line.slice(12)]),
    );
    expect(rows).toMatchObject({
      claim: 'one/broken',
      statement: 'Numbers are small',
      source: 'Initialization (course notes), nowhere',
      'on record': 'holds',
      setting: 'Whole numbers to 1000.',
      decision: 'For each of 100 drawn cases: the size is at most 0.',
      verdict: 'refuted',
      'repeat it': expect.stringMatching(/^npx initproof replay one\/broken --seed 1 --case \d+:[\d:]+$/),
    });
    expect(rows.finding).toContain('The size is 17 in the smallest breach found');
  });

  test('tells of a claim that was not run', async () => {
    expect((await initproofHere('explain one/deep', folder)).stdout).toMatch(
      /note +A note\.\nlast run +not run: runs at --size deep only\n$/,
    );
  });

  test('as JSON', async () => {
    const { stdout } = await initproofHere('explain one/lower --json', folder);
    expect(JSON.parse(stdout)).toMatchObject({
      id: 'one/lower',
      result: { verdict: 'holds', evidence: { keys: 37, cap: 256 } },
    });
  });

  test('refuses a claim it does not know, and results it cannot read', async () => {
    expectRefused(
      await initproofHere('explain one/brokn', folder),
      /^initproof: unknown claim: one\/brokn \(expected a claim’s whole id; did you mean one\/broken\? initproof list tells all\)\n$/,
    );
    expectRefused(
      await initproofHere('explain one/', folder),
      /^initproof: unknown claim: one\/ \(expected a claim’s whole id; did you mean one\/[a-z]+\? initproof list /,
    );
    expectRefused(
      await initproofHere('explain one/lower --results nowhere.json', folder),
      /^initproof: missing results: .*nowhere\.json cannot be read: there is no such file/,
    );
    const cut = written('cut-for-explain.json', '{"version":1,');
    expectRefused(
      await initproofHere(`explain one/lower --results ${cut}`, folder),
      /it is cut off or damaged/,
    );
  });
});

describe('replay', () => {
  test('one key of a statistical claim: what each arm did, as in the run', async () => {
    const { code, stdout } = await initproofHere('replay one/lower --key 3 --json', folder);
    expect(code).toBe(0);
    const { key, seed, score, arms } = JSON.parse(stdout);
    const row = results().claims[0].evidence.rows[3];
    expect({ key, seed, score }).toEqual({ key: 3, seed: 1, score: row.score });
    expect(arms.map(({ values }: { values: { value: number }[] }) => values[0]!.value)).toEqual(row.values);
    expect(arms[0].costs.map(({ step }: { step: number }) => step)).toEqual([0, 5, 10, 15, 20]);
    const people = await initproofHere('replay one/lower --key 3', folder);
    expect(people.stdout).toContain('one/lower, key 3, seed 1\nscore 1 (1: He ended lower)');
  });

  test('a whole claim, at the run’s size', async () => {
    const { code, stdout } = await initproofHere('replay one/lower --size quick', folder);
    expect(code).toBe(0);
    expect(stdout).toMatch(/✓ holds {6}one\/lower/);
    expect(stdout).toContain('for 37 of 37 keys');
    expect(stdout).toContain('\ncaught: swapped-arms. ');
  });

  test('a broken claim by the command that the run gave, red again with the same counterexample', async () => {
    const { replay, evidence } = results().claims[1];
    expect(replay).toMatch(/^npx initproof replay one\/broken --seed 1 --case \d+:[\d:]+$/);
    const { code, stdout } = await initproofHere(`${replay.replace('npx initproof ', '')} --json`, folder);
    expect(code).toBe(1);
    expect(JSON.parse(stdout)).toMatchObject({
      verdict: 'refuted',
      evidence: {
        cases: 1,
        counterexample: { text: '{"n":17}', deviation: 17, seed: evidence.counterexample.seed },
      },
    });
  });

  test('a deep claim, whatever the size', async () => {
    const { code, stdout } = await initproofHere('replay one/deep', folder);
    expect(stdout).toMatch(/✓ holds {6}one\/deep/);
    expect(code).toBe(0);
  });

  test('refuses what a claim does not have', async () => {
    const refused = async (args: string, message: RegExp) =>
      expectRefused(await initproofHere(`replay ${args}`, folder), message);
    await refused('one/broken --key 0', /^initproof: one\/broken has no keys \(use --case SEED:PATH /);
    await refused(
      'one/lower --case 1:0',
      /^initproof: one\/lower has keys, not cases \(use --key INDEX\)\n$/,
    );
    await refused(
      'one/lower --key 1024',
      /^initproof: one\/lower has no key 1024 \(expected one from 0 to 1023, as a deep run has them\)\n$/,
    );
    await refused('nobody', /^initproof: unknown claim: nobody \(expected a claim’s whole id; /);
    for (const address of ['12', '1:', '1:0::2', '1.5:0', '2147483648:0', '-2147483649:0'])
      await refused(`one/broken --case ${address}`, /Expected a seed of 32 bits, a colon and a path of /);
    await refused(
      'one/broken --case 1:0:999',
      /^initproof: invalid case: 1:0:999 leads to no case \(expected the seed, .* under "repeat it"\)\n$/,
    );
  });
});

describe('report', () => {
  test('is made again from the results, the same as the run’s, byte for byte', async () => {
    const { code, stdout } = await initproofHere('report --out again', folder);
    expect(code).toBe(0);
    expect(stdout).toContain(`report: ${join(folder, 'again/index.html')}`);
    for (const file of ['index.html', 'results.json'])
      expect(readFileSync(join(folder, 'again', file))).toEqual(
        readFileSync(join(folder, 'reports/latest', file)),
      );
  });

  test('refuses to write where a file is', async () => {
    written('taken', '');
    expectRefused(
      await initproofHere('report --out taken', folder),
      /cannot use .*taken: something else is already there \(name another place\)/,
    );
  });

  test.each<[name: string, text: string | null, message: RegExp]>([
    [
      'missing.json',
      null,
      /missing results: .*missing\.json cannot be read: there is no such file \(initproof run writes one\)/,
    ],
    ['cut.json', '{"version": 1, "run": {"co', /invalid results file: .*cut\.json: it is cut off or damaged/],
    ['text.json', 'hello', /invalid results file: .*text\.json: it is not JSON/],
    ['none.json', '{}', /none\.json has no version/],
    ['newer.json', '{"version": 99}', /newer\.json is of version 99 \(this initproof reads version \d/],
    ['other.json', `{"version": ${resultsVersion}}`, /invalid results file: .*other\.json: run: /],
  ])('refuses %s', async (name, text, message) => {
    if (text !== null) written(name, text);
    expectRefused(await initproofHere(`report --results ${name} --out refused`, folder), message);
    expect(existsSync(join(folder, 'refused'))).toBe(false);
  });
});

test('without claims, list, explain and replay say so', async () => {
  const empty = folderWith({});
  for (const command of ['list', 'explain one/lower', 'replay one/lower'])
    expectRefused(
      await initproofHere(command, empty),
      /^initproof: missing claims: no file experiments\/\*\*\/\*\.test\.\{ts,js,mts,mjs\} in .* states one\n$/,
    );
});

test('what a file prints goes to standard error: standard output is the command’s own', async () => {
  const talks = folderWith({
    'experiments/a.test.ts': `process.stdout.write('loaded\\n');\n${experiment(
      numbers('one/small', "(process.stdout.write('asked\\n'), console.log('asked'), 0)", 'cases: 2'),
    )}`,
  });
  for (const [command, said] of [
    ['list --json', 'loaded'],
    ['explain one/small --json', 'loaded'],
    ['replay one/small --json', 'asked'],
    ['run --json', 'asked'],
  ] as const) {
    const { code, stdout, stderr } = await initproofHere(command, talks);
    expect(code, command).toBe(0);
    expect(() => JSON.parse(stdout), command).not.toThrow();
    expect(stderr, command).toContain(`${said}\n`);
  }
});
