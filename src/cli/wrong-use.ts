import { ResultsError } from '../results/results-file.ts';

/** Exit codes of every command. */
export const exit = { onRecord: 0, red: 1, wrongUse: 2, interrupted: 130 } as const;

/** A mistake of whoever called: the message says what was expected, what came, what to do. */
export class WrongUse extends Error {}

/** Whether the error is the caller's to mend; everything else is ours and keeps its stack. */
export const isWrongUse = (error: unknown): error is Error =>
  error instanceof WrongUse ||
  error instanceof ResultsError ||
  error instanceof RangeError ||
  isFileError(error);

/** The message, in our words where the machine's own do not say what to do. */
export const messageOf = ({ message }: Error): string =>
  isMemoryError(message)
    ? `this does not fit into memory: ${message} (take fewer layers, units or points)`
    : message;

const isMemoryError = (message: string) =>
  /^(Invalid (typed )?array length|Array buffer allocation failed)/.test(message);

const isFileError = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' && /^E[A-Z]+$/.test(error.code);
