// The results file's JSON Schema, made from the schema that reads it: what the package exports as results.schema.json.
import { writeFileSync } from 'node:fs';
import { z } from 'zod';
import { results } from '../dist/results/schema.js';

const schema = new URL('../dist/results/results.schema.json', import.meta.url);
writeFileSync(schema, `${JSON.stringify(z.toJSONSchema(results), null, 2)}\n`);
