import type { Evidence } from '../../results/schema.ts';
import { keysInAll } from './map-numbers.ts';

/** Keys, runs or cases that a verdict rests on. */
export function sampleSize(evidence: Evidence): number {
  if (evidence.kind === 'scores') return evidence.keys;
  if (evidence.kind === 'map') return keysInAll(evidence);
  return evidence.kind === 'runs' ? evidence.runs.length : evidence.cases;
}
