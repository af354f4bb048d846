import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases, jobOf } from '../contract-cases-fixture.ts';
import { fused } from './fused.ts';

// Strict SIMD and elementary functions that are compiled in: the same on every machine and every version of Node.
test.each([
  ['float64', '01423c9adf0491d3aca369e034e540d1c3dbf4f79e57c0d4567e76c540ca7940'],
  ['float32', '4204ffe4826c061603f6972f3596edb869747b485ca6a38517b2bf0da045d8e4'],
] as const)('jobs of many sizes, one after another, give the same bits in %s', (precision, bits) => {
  const hash = createHash('sha256');
  for (const given of fc.sample(cases, { seed: 7, numRuns: 40 })) {
    const job = jobOf(given);
    const { final, costs } = fused.train({ ...job, schedule: { ...job.schedule, precision } });
    for (const numbers of [...final.weights, ...final.biases, Float64Array.from(costs)]) {
      // The bits of a NaN are the only ones that WebAssembly leaves open.
      expect(numbers.some(Number.isNaN)).toBe(false);
      hash.update(new Uint8Array(numbers.buffer));
    }
  }
  expect(hash.digest('hex')).toBe(bits);
});
