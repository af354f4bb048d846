import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { fileCache } from './cache.ts';

// Real processes over one folder. They run the built code: npm run build comes first.
const script = fileURLToPath(new URL('./shared-cache-fixture.mjs', import.meta.url));
const fingerprint = '0123456789abcdef';

let directory: string;
let started: ChildProcess[];
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'initproof-shared-'));
  started = [];
});
afterEach(() => {
  for (const child of started) child.kill('SIGKILL');
  rmSync(directory, { recursive: true, force: true });
});

interface Ended {
  readonly code: number | null;
  readonly output: string;
}

function start(...args: readonly (string | number)[]): { child: ChildProcess; ended: Promise<Ended> } {
  const child = spawn(process.execPath, [script, join(directory, 'cache'), ...args.map(String)]);
  started.push(child);
  let output = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (text) => {
      output += text;
    });
  return { child, ended: new Promise((resolve) => child.on('close', (code) => resolve({ code, output }))) };
}

const log = () => join(directory, 'trained.log');
const trainJobs = (jobs: number, milliseconds: number) => start(log(), jobs, milliseconds);
const trained = () => readFileSync(log(), 'utf8').trim().split('\n');
const files = () =>
  existsSync(join(directory, 'cache', fingerprint)) ? readdirSync(join(directory, 'cache', fingerprint)) : [];
const digest = /^[0-9a-f]{64}\n$/;

describe('processes with the same jobs', () => {
  test('train each once between them, and all get all trajectories', async () => {
    const jobs = 24;
    const ends = await Promise.all([1, 2, 3].map(() => trainJobs(jobs, 20).ended));
    expect(ends.map(({ code }) => code)).toEqual([0, 0, 0]);
    expect(ends[0]!.output).toMatch(digest); // and no notice
    expect(new Set(ends.map(({ output }) => output)).size).toBe(1);
    expect(trained().length).toBe(jobs);
    expect(new Set(trained()).size).toBe(jobs);
    expect(files().filter((name) => !/^reference-[0-9a-f]{64}$/.test(name))).toEqual([]);
    // A process that is alone gets the same.
    rmSync(join(directory, 'cache'), { recursive: true });
    expect((await trainJobs(jobs, 0).ended).output).toBe(ends[0]!.output);
  });

  test('are not held up by one that was killed while it trained', async () => {
    const victim = trainJobs(6, 600_000);
    await vi.waitFor(() => expect(files().some((name) => name.endsWith('.lock'))).toBe(true), 10_000);
    victim.child.kill('SIGKILL');
    await victim.ended;
    expect(files().filter((name) => name.endsWith('.lock')).length).toBe(1);
    rmSync(log(), { force: true });

    const ends = await Promise.all([1, 2].map(() => trainJobs(6, 20).ended));
    expect(ends.map(({ code }) => code)).toEqual([0, 0]);
    expect(ends[0]!.output).toMatch(digest);
    expect(ends[1]!.output).toBe(ends[0]!.output);
    expect(new Set(trained()).size).toBe(6);
    expect(trained().length).toBeLessThanOrEqual(7); // both may take the lock over at once
    expect(files().filter((name) => name.endsWith('.lock'))).toEqual([]);
  });
});

test('an entry is never seen half-written', async () => {
  const notices: string[] = [];
  const writer = start('write', 100);
  let ended = false;
  void writer.ended.then(() => {
    ended = true;
  });
  const seen = new Set<number>();
  while (!ended) {
    // A new cache each time: one tells of a damaged entry only once.
    const cache = fileCache(join(directory, 'cache'), fingerprint, (message) => notices.push(message));
    const trajectory = cache.read('large');
    if (trajectory) {
      expect(trajectory.costs.length).toBe(30_000);
      seen.add(trajectory.costs[0]!);
      expect(trajectory.costs.at(-1)).toBe(trajectory.costs[0]);
    } else expect(seen.size).toBe(0); // once there, it stays
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
  expect(await writer.ended).toEqual({ code: 0, output: '' });
  expect(notices).toEqual([]);
  expect(seen.size).toBeGreaterThan(5);
});
