import { z } from 'zod';
import { results } from './schema.ts';

/** The results file's JSON Schema, made from the schema that reads it. */
export const resultsJsonSchema = (): object => z.toJSONSchema(results);
