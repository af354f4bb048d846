import { expect, test } from 'vitest';
import { z } from 'zod';
import { bench } from './bench.ts';
import { canonicalHash } from './canonical-hash.ts';
import { deepFindings } from './deep-findings.ts';
import { historyLine } from './history.ts';
import { results } from './schema.ts';

/**
 * What each version of a file looks like. A file of an older shape under the same version would be refused over some
 * field; under its own version it is told to be of another. So a changed shape takes the next version and a line here,
 * and a line that is there stays as it is. Only a new zod, which may write all of them otherwise, replaces them.
 */
const shapes = {
  results: { 3: '7bd859905cc51a45', 4: '7b59039cb9e74e86' },
  'deep findings': { 1: '2187919dd59e4008' },
  bench: { 1: 'bcbf4135b693977d' },
  history: { 1: '6ec11a4368e5148f' },
};

test.each([
  ['results', results],
  ['deep findings', deepFindings],
  ['bench', bench],
  ['history', historyLine],
] as const)('the shape of %s is that of its version', (name, schema) => {
  const { version } = schema.shape;
  expect({ [version.value]: canonicalHash(z.toJSONSchema(schema)) }).toEqual(
    // Of former versions the file says nothing.
    Object.fromEntries(Object.entries(shapes[name]).slice(-1)),
  );
});
