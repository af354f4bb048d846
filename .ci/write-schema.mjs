// The results file's JSON Schema, made from the schema that reads it: what the package exports as results.schema.json.
import { writeFileSync } from 'node:fs';
import { resultsJsonSchema } from '../dist/results/json-schema.js';

const schema = new URL('../dist/results/results.schema.json', import.meta.url);
writeFileSync(schema, `${JSON.stringify(resultsJsonSchema(), null, 2)}\n`);
