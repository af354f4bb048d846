// Checks of the report in reports/latest, run after the claims that wrote it.
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['src/**/*.check.ts'],
    testTimeout: 60_000,
    pool: 'forks',
    // Vitest leaves one processor to itself; of two that is half.
    maxWorkers: '100%',
  },
});
