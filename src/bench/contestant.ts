import type { Pace } from './workloads.ts';

/** Something that trains the workloads in processes of its own. */
export interface Contestant {
  readonly id: string;
  readonly label: string;
  readonly pace: Pace;
  /** How many processes train at the same time, each as many replicates as one alone. */
  readonly processes: number;
  readonly command: Command;
}

export interface Command {
  /** `node` or `python` stand for the interpreters that the bench was given. */
  readonly interpreter: 'node' | 'python';
  /** A file beside this one, without the ending that a build changes. */
  readonly file: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
}
