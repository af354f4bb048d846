import { setTimeout } from 'node:timers/promises';
import { afterEach, expect, test, vi } from 'vitest';
import { withRescue } from './with-rescue.ts';

afterEach(() => {
  vi.restoreAllMocks();
});

// What hears no signal is ended by it.
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

test.each(signals)('%s does not break into what is done in one go', async (signal) => {
  const ended = vi.spyOn(process, 'exit').mockReturnValue(undefined as never);
  const rescue = vi.fn();
  const work = async () => {
    await setTimeout(0);
    process.kill(process.pid, signal);
    return 'done';
  };
  expect(await withRescue(work, rescue)).toBe('done');
  await setTimeout(10);
  expect([rescue, ended].map(({ mock }) => mock.calls)).toEqual([[], []]);
  expect(process.listenerCount(signal)).toBe(0);
});

test.each(signals)('%s ends what waits, once all that must be done is', async (signal) => {
  const ended = new Promise((resolve) => {
    vi.spyOn(process, 'exit').mockImplementation((code) => resolve(code) as never);
  });
  const rescue = vi.fn();
  const work = async () => {
    process.kill(process.pid, signal);
    return ended;
  };
  expect(await withRescue(work, rescue)).toBe(130);
  expect(rescue).toHaveBeenCalledTimes(1);
});
