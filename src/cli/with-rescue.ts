import type { ChildProcess } from 'node:child_process';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { exit, messageOf } from './wrong-use.ts';

/** Ctrl-C, a stop, and a terminal that is closed. */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** What must be done now: of works within each other, what the innermost wants. */
const rescues: (() => void)[] = [];

/**
 * Works, and on Ctrl-C or a stop meanwhile does what must be done, once, and ends the process with those it has started
 * since: one whose claim never ends would not see that nobody waits for it any more. A signal is heard only where the
 * work waits: what it does in one go it does to the end.
 */
export async function withRescue<T>(work: () => Promise<T>, rescue: () => void): Promise<T> {
  const children = new Set<ChildProcess>();
  const started = (message: unknown) => {
    const { process: child } = message as { process: ChildProcess };
    children.add(child);
    child.once('exit', () => children.delete(child));
  };
  const stop = () => {
    try {
      rescues.at(-1)?.();
    } catch (error) {
      console.error(`initproof: ${messageOf(error as Error)}`);
    }
    for (const child of children) child.kill('SIGKILL');
    process.exit(exit.interrupted);
  };
  for (const signal of signals) process.once(signal, stop);
  subscribe('child_process', started);
  rescues.push(rescue);
  try {
    return await work();
  } finally {
    rescues.pop();
    unsubscribe('child_process', started);
    for (const signal of signals) process.off(signal, stop);
  }
}
