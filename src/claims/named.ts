import { z } from 'zod';
import { entryFrom } from '../initializers/entry.ts';

const plainData: z.ZodType = z.json();

/** What `read` takes; what it throws is the message. */
export const readBy = <T>(read: (value: unknown) => unknown, shape = plainData): z.ZodType<T> =>
  shape.superRefine((value, context) => {
    try {
      read(value);
    } catch (error) {
      context.addIssue((error as Error).message);
    }
  }) as z.ZodType<T>;

export const namesOf = <Name extends string>(registry: Readonly<Record<Name, unknown>>): Name[] =>
  Object.keys(registry) as Name[];

/**
 * One of the names that there are.
 *
 * @param kind what they are the names of, for messages: `fault`
 */
export function named<Name extends string>(kind: string, names: readonly Name[]): z.ZodType<Name> {
  const registry = Object.fromEntries(names.map((name) => [name, () => name]));
  return readBy((name) => entryFrom(kind, registry, name), z.string());
}
