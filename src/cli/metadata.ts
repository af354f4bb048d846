import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { budget } from '../claims/budget.ts';
import { commit } from '../results/commit.ts';
import type { RunMetadata } from '../results/schema.ts';
import { thisMachine } from '../results/this-machine.ts';
import { lawFingerprint } from '../training/fingerprint.ts';

/** What is known of a run before it starts. */
export function runMetadata(
  settings: Pick<RunMetadata, 'seed' | 'size' | 'engine' | 'engineAbout' | 'command' | 'code' | 'shard'>,
  startedAt: Date,
): Omit<RunMetadata, 'durationMs' | 'complete'> {
  return {
    ...settings,
    lawCode: lawFingerprint(),
    budget,
    commit: commit(),
    startedAt: startedAt.toISOString(),
    versions: {
      initproof: version('../../package.json'),
      node: process.versions.node,
      vitest: dependencyVersion('vitest'),
    },
    machine: thisMachine(),
  };
}

const version = (path: string): string =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version;

const dependencyVersion = (name: string): string =>
  JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`${name}/package.json`)), 'utf8')).version;
