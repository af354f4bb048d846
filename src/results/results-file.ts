import { readFileSync } from 'node:fs';
import type { z } from 'zod';
import { type Results, results, resultsVersion } from './schema.ts';
import { writeWhole } from './write-file.ts';

/** A file that is not what it should be: the message says what was expected, what came, what to do. */
export class ResultsError extends Error {}

/**
 * Reads a results file.
 *
 * @throws ResultsError where there is none, or it is cut off, of another version, or not a results file
 */
export function readResults(path: string): Results {
  const content = parse(path, read(path));
  const version =
    typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined;
  if (version === undefined)
    throw new ResultsError(
      `invalid results file: ${path} has no version (expected one that initproof run wrote)`,
    );
  if (version !== resultsVersion)
    throw new ResultsError(
      `invalid results file: ${path} is of version ${JSON.stringify(version)} (this initproof reads version ${resultsVersion}; make it again with initproof run)`,
    );
  const checked = results.safeParse(content);
  if (!checked.success) throw new ResultsError(`invalid results file: ${path}: ${firstIssue(checked.error)}`);
  return checked.data;
}

export function writeResults(path: string, value: Results): void {
  writeWhole(path, `${JSON.stringify(results.parse(value), null, 1)}\n`);
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new ResultsError(`missing results: ${path} cannot be read: ${why} (initproof run writes one)`);
  }
}

function parse(path: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const why = text.trimStart().startsWith('{') ? 'it is cut off or damaged' : 'it is not JSON';
    throw new ResultsError(`invalid results file: ${path}: ${why} (make it again with initproof run)`);
  }
}

function firstIssue(error: z.ZodError): string {
  const issue = error.issues[0]!;
  return `${issue.path.join('.') || 'the file'}: ${issue.message}`;
}
