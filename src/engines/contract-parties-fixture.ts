import type { Party } from './contract-laws-fixture.ts';
import { engineFrom } from './registry.ts';

const reference = await engineFrom('reference');
const fused = await engineFrom('fused');
const tensorflow = await engineFrom('tensorflow');

/** Every engine that is held to the contract. */
export const parties: readonly Party[] = [
  {
    name: 'reference',
    engine: reference,
    precision: 'float64',
    // Against the golden numbers: a path through six layers of at most 17 terms and back is some 100 operations,
    // 200 · 2^−53 = 2.2e-14 of a norm where nothing cancels; twice that for sums that do, and ten steps.
    tolerance: 4.4e-13,
    equalUnits: true,
    cases: 30,
  },
  {
    name: 'fused, float64',
    engine: fused,
    precision: 'float64',
    // Some 200 operations on a path, 200 · 2^−53 = 2.2e-14 where nothing cancels; of 3,000 cases the worst has 1e-13.
    tolerance: 1e-10,
    equalUnits: true,
    cases: 300,
  },
  {
    name: 'fused, float32',
    engine: fused,
    precision: 'float32',
    // The same by 200 · 2^−24 = 1.2e-5; of 3,000 cases the worst has 5e-5.
    tolerance: 1e-4,
    equalUnits: true,
    cases: 300,
  },
  {
    // With the backend that runs here, and why.
    name: `tensorflow, float32: ${tensorflow.about}`,
    engine: tensorflow,
    precision: 'float32',
    // As for fused; its backends' elementary functions are good to some 1e-6, the error function to 1.5e-7.
    tolerance: 1e-4,
    equalUnits: false,
    cases: 60,
  },
];
