import { changesSince } from '../../results/changes.ts';
import { resultsJsonSchema } from '../../results/json-schema.ts';
import type { Recorded } from '../sections.ts';
import { badge, badgeSvg } from './badge.ts';
import { junit } from './junit.ts';
import { summary } from './summary.ts';

/** The report for other tools: files beside its pages, by their path. */
export function otherFormats({ results, former }: Recorded, address: string | null): [string, string][] {
  const state = badge(results.claims);
  return [
    ['junit.xml', junit(results)],
    ['summary.md', summary(results, changesSince(former, results), address)],
    ['badge.json', `${JSON.stringify(state, null, 1)}\n`],
    ['badge.svg', badgeSvg(state)],
    ['results.schema.json', `${JSON.stringify(resultsJsonSchema(), null, 1)}\n`],
  ];
}
