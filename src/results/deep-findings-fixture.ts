import type { DeepFindings } from './deep-findings.ts';
import { mapEvidence } from './map-fixture.ts';
import { scored } from './results-fixture.ts';

const run = {
  startedAt: '2026-11-20T10:20:30.000Z',
  command: 'npx initproof run maps/ he/ --size deep --seed 1 --engine fused',
  commit: '9a1c9e1a55b0c1d2e3f4a5b6c7d8e9f001122334',
  engine: 'fused',
  seed: 1,
};

/** What an earlier, deep run found: of a comparison and of a map. */
export const exampleDeep: DeepFindings = {
  version: 1,
  findings: [
    {
      claim: {
        ...scored,
        id: 'he/shape-irrelevant',
        statement: 'He’s normal and uniform serve alike',
        finding: 'He’s uniform was there first for 49 % of keys.',
      },
      run,
    },
    {
      claim: {
        ...scored,
        id: 'maps/he-fastest-of-all',
        statement: 'Whether He is faster depends on width and depth',
        finding: 'It holds in 3 of 12 cells and is refuted in 6; 3 are left open.',
        evidence: { ...mapEvidence, score: 'He was there first' },
      },
      run,
    },
  ],
};
