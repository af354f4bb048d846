import { exampleBench } from '../results/bench-fixture.ts';
import { exampleDeep } from '../results/deep-findings-fixture.ts';
import { type Results, results as resultsSchema } from '../results/schema.ts';
import { fixtureResults } from './results-fixture.ts';

/**
 * Closes a script, starts an image that runs code, ends an attribute, opens a template's placeholder; turns the reading
 * direction and never turns it back; holds controls and half of a character.
 */
const hostile = `</script><img src=x onerror="alert(1)">'&{{this}}\u202e\u2067\u200f\u0007\u001b[31m\u0085\ud800`;

/** Fields whose values are a closed list, or are checked when results are read. */
const coded = new Set([
  'status',
  'kind',
  'verdict',
  'record',
  'side',
  'scale',
  'better',
  'size',
  'id',
  'rows',
  'expected',
  'of',
]);

function spoilt(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) return value.map((item) => spoilt(item, key));
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, spoilt(item, name)]));
  }
  if (key === 'url' && value !== null) return `javascript:alert(1)//${hostile}`;
  const free = typeof value === 'string' && !coded.has(key) && key !== 'startedAt';
  return free && !/^-?Infinity$|^NaN$/.test(String(value)) ? `${String(value)}${hostile}` : value;
}

/** The example results with something hostile in every text that is free. */
export const hostileResults: Results = resultsSchema.parse(spoilt(fixtureResults));

export const hostileDeep: typeof exampleDeep = spoilt(exampleDeep) as typeof exampleDeep;

export const hostileBench: typeof exampleBench = JSON.parse(
  JSON.stringify(exampleBench, (_key, value) =>
    typeof value === 'string' && !/^(timed|wrong|absent|broke)$|^\d{4}-/.test(value)
      ? value + hostile
      : value,
  ),
);
