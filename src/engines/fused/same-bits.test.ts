import { expect, test } from 'vitest';
import { committedBits, committedJobs, trainedBits } from './committed-bits.ts';
import { fused } from './fused.ts';

// Strict SIMD and elementary functions that are compiled in: the same on every machine and every version of Node.
test.each(['float64', 'float32'] as const)(
  'jobs of many sizes, one after another, give the committed bits in %s',
  (precision) => {
    const found = Array.from({ length: committedJobs }, (_, index) => trainedBits(fused, precision, index));
    expect(found).not.toContain('not a number');
    // Where the kernel's sums have changed on purpose, these are the new ones.
    expect(found.join(' ')).toBe(committedBits[precision].join(' '));
  },
);
