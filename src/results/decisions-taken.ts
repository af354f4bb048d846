import { decisionsOf, lawDecisionsOf, mapDecisionsOf } from '../claims/budget.ts';
import type { RanClaim } from './schema.ts';

/** How many decisions under chance a claim took: shares of the run's error budget that it has spent. */
export function decisionsTaken({ evidence, controls }: RanClaim): number {
  switch (evidence.kind) {
    case 'scores':
      return decisionsOf({ faults: controls });
    case 'law':
      return lawDecisionsOf({ ...evidence, faults: controls });
    case 'map':
      return mapDecisionsOf({ faults: controls });
    default:
      return 0;
  }
}
