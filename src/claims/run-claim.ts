import type { Claim } from './claim.ts';
import type { Outcome } from './evidence.ts';
import { runAlways } from './run-always.ts';
import { runLaw } from './run-law.ts';
import { runMapped } from './run-mapped.ts';
import { runReproduced } from './run-reproduced.ts';
import { runUsually } from './run-usually.ts';
import type { World } from './world.ts';

/** Runs a claim of any kind. */
export async function runClaim(claim: Claim, world: World): Promise<Outcome> {
  switch (claim.kind) {
    case 'always':
      return runAlways(claim, world);
    case 'usually':
      return runUsually(claim, world);
    case 'reproduced':
      return runReproduced(claim, world);
    case 'mapped':
      return runMapped(claim, world);
    case 'law':
      return runLaw(claim, world);
  }
}
