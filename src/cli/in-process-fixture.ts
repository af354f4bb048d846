import { Console } from 'node:console';
import { fileURLToPath } from 'node:url';
import { type Ended, repository } from './command-fixture.ts';

const program = fileURLToPath(new URL('../../dist/cli/program.js', import.meta.url));

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs the command as it was built, in this process: one of its own takes most of a second to start. Commands wait for
 * each other, since working folder, output and exit code are the process's.
 */
export function initproofHere(args: string | readonly string[], cwd: string = repository): Promise<Ended> {
  const ended = last.then(() => run(typeof args === 'string' ? args.split(' ').filter(Boolean) : args, cwd));
  last = ended.catch(() => {});
  return ended;
}

async function run(args: readonly string[], cwd: string): Promise<Ended> {
  const { initproof } = (await import(/* @vite-ignore */ program)) as typeof import('./program.ts');
  const before = { cwd: process.cwd(), exitCode: process.exitCode, console: globalThis.console };
  const out = { stdout: '', stderr: '' };
  const streams = ['stdout', 'stderr'] as const;
  const writes = streams.map((name) => process[name].write);
  for (const name of streams)
    process[name].write = (text: string | Uint8Array) => {
      out[name] += text;
      return true;
    };
  // Vitest's own writes elsewhere.
  globalThis.console = new Console(process.stdout, process.stderr);
  process.chdir(cwd);
  process.exitCode = 0;
  try {
    await initproof(args);
    return { code: Number(process.exitCode), ...out };
  } finally {
    process.exitCode = before.exitCode;
    process.chdir(before.cwd);
    globalThis.console = before.console;
    streams.forEach((name, i) => {
      process[name].write = writes[i]!;
    });
  }
}
