import { accessSync, constants, existsSync, readdirSync, statSync } from 'node:fs';
import { arch, availableParallelism, platform, totalmem } from 'node:os';
import { dirname, relative, resolve } from 'node:path';
import type { Command } from 'commander';
import { engineFrom, engines } from '../engines/registry.ts';
import { counted } from '../report/pages/numbers.ts';
import { fingerprint } from '../training/fingerprint.ts';
import { cacheFolder } from './defaults.ts';

export function addDoctor(program: Command): void {
  program
    .command('doctor')
    .description('tell what this machine has')
    .option('--json', 'print as JSON', false)
    .action(async ({ json }: { json: boolean }) => {
      const found = await examine();
      process.stdout.write(`${json ? JSON.stringify(found, null, 1) : told(found)}\n`);
    });
}

async function examine() {
  const cache = resolve(cacheFolder);
  return {
    node: process.versions.node,
    machine: `${platform()} ${arch()}, ${availableParallelism()} processors, ${Math.round(totalmem() / 2 ** 30)} GiB`,
    engines: Object.keys(engines).join(', '),
    ...(await aboutEngines()),
    claims: existsSync(resolve('experiments')) ? resolve('experiments') : 'no folder experiments/ here',
    cache: `${cache}: ${cacheState(cache)}`,
    code: fingerprint(),
  };
}

/** What runs those engines in which machines differ. */
async function aboutEngines(): Promise<Record<string, string>> {
  const about: Record<string, string> = {};
  for (const id of Object.keys(engines)) {
    const told = await engineFrom(id).then(
      (engine) => engine.about,
      (error: Error) => `does not work: ${error.message}`,
    );
    if (told !== undefined) about[id] = told;
  }
  return about;
}

function cacheState(folder: string): string {
  const nearest = [folder, dirname(folder), dirname(dirname(folder))].find((path) => existsSync(path))!;
  try {
    accessSync(nearest, constants.W_OK);
  } catch (error) {
    return `cannot be written (${(error as Error).message}); runs train everything anew`;
  }
  if (!existsSync(folder)) return 'nothing yet';
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const bytes = files.reduce((sum, entry) => sum + statSync(resolve(entry.parentPath, entry.name)).size, 0);
  // Findings and drawings have folders of their own beside those of the code's fingerprints.
  const trained = files.filter((entry) => /^[0-9a-f]{16}$/.test(relative(folder, entry.parentPath)));
  return `${counted(trained.length, 'trajectory', 'trajectories')}, ${(bytes / 2 ** 20).toFixed(1)} MiB in all`;
}

const told = (found: Awaited<ReturnType<typeof examine>>): string =>
  Object.entries(found)
    .map(([name, value]) => `${name.padEnd(10)}  ${value}`)
    .join('\n');
