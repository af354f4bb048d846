import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['src/**/*.test.ts'],
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Vitest leaves one processor to itself; of two that is half.
    maxWorkers: '100%',
    // Files share a process, which loads what they import once: no file leaves anything behind.
    isolate: false,
  },
});
