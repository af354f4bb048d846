import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** A file that is not what it should be: the message says what was expected, what came, what to do. */
export class ResultsError extends Error {}

/** A kind of JSON file that carries its version. */
export interface FileKind<T> {
  /** As messages call it, e.g. `results`. */
  readonly name: string;
  /** The command that writes one. */
  readonly maker: string;
  readonly version: number;
  readonly schema: z.ZodType<T>;
}

/** @throws ResultsError where there is no such file, or it is cut off, of another version, or of another kind */
export function readVersioned<T>(path: string, kind: FileKind<T>): T {
  const { name, maker, version: known, schema } = kind;
  const content = parse(path, read(path, kind), kind);
  const version =
    typeof content === 'object' && content !== null && 'version' in content ? content.version : undefined;
  if (version === undefined)
    throw new ResultsError(`invalid ${name} file: ${path} has no version (expected one that ${maker} wrote)`);
  if (version !== known)
    throw new ResultsError(
      `invalid ${name} file: ${path} is of version ${JSON.stringify(version)} (this initproof reads version ${known}; make it again with ${maker})`,
    );
  const checked = schema.safeParse(content);
  if (!checked.success)
    throw new ResultsError(
      `invalid ${name} file: ${path}: ${firstIssue(checked.error, 'the file')} (make it again with ${maker})`,
    );
  return checked.data;
}

function read(path: string, { name, maker }: FileKind<unknown>): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : message;
    throw new ResultsError(`missing ${name}: ${path} cannot be read: ${why} (${maker} writes one)`);
  }
}

function parse(path: string, text: string, { name, maker }: FileKind<unknown>): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const why = text.trimStart().startsWith('{') ? 'it is cut off or damaged' : 'it is not JSON';
    throw new ResultsError(`invalid ${name} file: ${path}: ${why} (make it again with ${maker})`);
  }
}

/**
 * The first thing that does not fit, and where.
 *
 * @param whole what all of it is called: `the file`
 */
export function firstIssue(error: z.ZodError, whole: string): string {
  const issue = error.issues[0]!;
  return `${issue.path.join('.') || whole}: ${issue.message}`;
}
