import { readFileSync } from 'node:fs';
import { arch, cpus, platform } from 'node:os';
import { fileURLToPath } from 'node:url';
import { commit } from '../results/commit.ts';
import type { RunMetadata } from '../results/schema.ts';

/** What is known of a run before it starts. */
export function runMetadata(
  settings: Pick<RunMetadata, 'seed' | 'size' | 'engine' | 'engineAbout' | 'command'>,
  startedAt: Date,
): Omit<RunMetadata, 'durationMs' | 'complete'> {
  const processors = cpus();
  return {
    ...settings,
    commit: commit(),
    startedAt: startedAt.toISOString(),
    versions: {
      initproof: version('../../package.json'),
      node: process.versions.node,
      vitest: dependencyVersion('vitest'),
    },
    machine: {
      platform: platform(),
      arch: arch(),
      cpu: processors[0]?.model.trim() ?? 'unknown',
      cores: processors.length,
    },
  };
}

const version = (path: string): string =>
  JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8')).version;

const dependencyVersion = (name: string): string =>
  JSON.parse(readFileSync(fileURLToPath(import.meta.resolve(`${name}/package.json`)), 'utf8')).version;
