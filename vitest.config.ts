import { defineConfig } from 'vitest/config';

const engines = 'src/engines/**/*.test.ts';

export default defineConfig({
  test: {
    testTimeout: 60_000,
    hookTimeout: 60_000,
    pool: 'forks',
    // Vitest leaves one processor to itself; of two that is half.
    maxWorkers: '100%',
    // What was built is imported as it is.
    server: { deps: { external: [/\/dist\//] } },
    projects: [
      // TensorFlow.js has one backend for a whole process, and these tests choose it.
      { extends: true, test: { name: 'engines', include: [engines] } },
      // Many small files that leave nothing behind: a process loads for all of them what they share.
      {
        extends: true,
        test: { name: 'others', include: ['src/**/*.test.ts'], exclude: [engines], isolate: false },
      },
    ],
  },
});
