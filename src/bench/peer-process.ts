import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import type { Command } from './contestant.ts';
import { type Answer, answer, type Request } from './protocol.ts';

/** A contestant's process, which waits for its turns. */
export interface Peer {
  /** Never throws: a process that broke answers with its error. */
  ask(request: Request): Promise<Answer>;
  stop(): void;
}

/** Compiling a deep network takes some frameworks minutes. */
const patienceMs = 600_000;

const running = new Set<Peer>();

export function stopAll(): void {
  for (const peer of running) peer.stop();
}

export function startPeer({ interpreter, file, args, env }: Command, python: string): Peer {
  const program = interpreter === 'node' ? process.execPath : python;
  const path = fileURLToPath(new URL(file, import.meta.url));
  const child = spawn(program, [path, ...args], { env: { ...process.env, ...env }, stdio: 'pipe' });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  let ended: Answer | undefined;
  let complaints = '';
  child.stderr.on('data', (text: Buffer) => {
    complaints = (complaints + text).slice(-2000);
  });
  child.stdin.on('error', () => {}); // the end of the process is reported where its answer is missing
  const gone = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
  });
  child.on('error', (error) => {
    ended = { missing: `${program} could not be started: ${error.message}` };
  });
  const peer: Peer = {
    async ask(request) {
      child.stdin.write(`${JSON.stringify(request)}\n`);
      const timer = setTimeout(() => child.kill('SIGKILL'), patienceMs);
      const { value, done } = await lines.next();
      clearTimeout(timer);
      if (!done) return read(value);
      await gone;
      return (
        ended ?? { error: `the process ended: ${complaints.trim().split('\n').at(-1) || 'no word why'}` }
      );
    },
    stop() {
      running.delete(peer);
      child.kill('SIGKILL');
    },
  };
  running.add(peer);
  return peer;
}

function read(line: string): Answer {
  try {
    return answer.parse(JSON.parse(line));
  } catch {
    return { error: `no answer that the bench understands: ${line.slice(0, 200)}` };
  }
}
