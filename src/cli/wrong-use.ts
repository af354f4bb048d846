import { ResultsError } from '../results/versioned-file.ts';

/** Exit codes of every command. */
export const exit = { onRecord: 0, red: 1, wrongUse: 2, interrupted: 130 } as const;

/** A mistake of whoever called: the message says what was expected, what came, what to do. */
export class WrongUse extends Error {}

/** Whether the error is the caller's to mend; everything else is ours and keeps its stack. */
export const isWrongUse = (error: unknown): error is Error =>
  error instanceof WrongUse ||
  error instanceof ResultsError ||
  (error instanceof RangeError && (isMemoryError(error.message) || isRefusal(error.message))) ||
  isFileError(error);

/** The message, in our words where the machine's own do not say what to do. */
export function messageOf(error: Error): string {
  if (isMemoryError(error.message))
    return 'this does not fit into memory (take fewer layers, units or points)';
  if (isFileError(error) && error.code in reasons)
    return `cannot use ${error.path ?? 'a file'}: ${reasons[error.code]} (name another place)`;
  return error.message;
}

/** How refusals of the code below begin; JavaScript's own RangeErrors, such as that of a full stack, begin otherwise. */
const isRefusal = (message: string) => /^(missing|unknown|invalid|job|no|two) /.test(message);

const isMemoryError = (message: string) =>
  /^(Invalid (typed )?array length|Array buffer allocation failed)/.test(message);

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'it, or the folder it would be in, is not there',
  EISDIR: 'it is a folder, and a file is needed',
  ENOTDIR: 'a part of its path is a file, and a folder is needed',
  EEXIST: 'something else is already there',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
  EROFS: 'that place can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota is used up',
  EFBIG: 'no file may grow that large here',
};

const isFileError = (error: unknown): error is Error & { code: string; path?: string } =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^(ERR_FS_)?E[A-Z]+$/.test(error.code);
