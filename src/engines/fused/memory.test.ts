import { expect, test } from 'vitest';
import { type Case, jobOf, plain } from '../drawn-jobs.ts';
import { fused } from './fused.ts';
import { kernel } from './kernel.ts';

const bytes = () => kernel().memory.buffer.byteLength;
const train = (changes: Partial<Case>) => fused.train(jobOf({ ...plain, ...changes }));

test('memory is that of the largest job, however many come after it', () => {
  const before = bytes();
  train({ widths: [19, 190, 190, 2], count: 500 });
  const largest = bytes();
  expect(largest).toBeGreaterThan(before);
  for (let count = 1; count <= 500; count += 31)
    for (const batch of ['full', 40] as const)
      train({ widths: [19, 1 + (count % 190), 190 - (count % 190), 2], count, batch });
  expect(bytes()).toBe(largest);
});

test('a job finds nothing of the job before it', () => {
  const alone = train({});
  train({
    widths: [19, 30, 30, 2],
    count: 67,
    optimizer: { name: 'adam', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  });
  expect(train({})).toEqual(alone);
});

test('a job with too many units is refused, and the next one is trained', () => {
  expect(() => train({ widths: [2, 2 ** 14, 2], count: 2 ** 14 })).toThrow(
    /^job too large: it needs more than 768 MiB/,
  );
  expect(bytes()).toBeLessThanOrEqual(768 * 2 ** 20);
  expect(train({}).divergedAt).toBeNull();
});

test.each([
  [{ steps: 2 ** 31, record: { costEvery: 2 ** 30 } }, 'invalid total: 2147483648'],
  [{ record: { costEvery: Infinity } }, 'invalid costEvery: Infinity'],
])('a count that no word holds is refused: %j', (changes, message) => {
  const job = jobOf(plain);
  expect(() => fused.train({ ...job, schedule: { ...job.schedule, ...changes } })).toThrow(message);
});

test('costs that would not fit are refused before anything is trained', () => {
  const job = jobOf(plain);
  const vast = { ...job, schedule: { ...job.schedule, steps: 10 ** 9, record: { costEvery: 1 } } };
  expect(() => fused.train(vast)).toThrow(RangeError);
});
