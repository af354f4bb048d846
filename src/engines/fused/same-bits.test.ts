import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { cases, jobOf } from '../contract-cases-fixture.ts';
import { fused } from './fused.ts';

// Strict SIMD and elementary functions that are compiled in: the same on every machine and every version of Node.
test.each([
  ['float64', '6227958a0352a0ced7a945cd7c763fe451cb45e4f01a086c4a8d012eac55de6d'],
  ['float32', 'bff8624fd99899d5ea4d9657b42f2d437affe7c3e84c76e6843b3e69e0df0e39'],
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
