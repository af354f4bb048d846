import type { Engine } from '../engines/engine.ts';
import { reference } from '../engines/reference/reference.ts';
import { memoryCache } from '../training/cache.ts';
import type { Setting } from '../training/setting.ts';
import type { World } from './world.ts';

export const worldWith = (over: Partial<World> = {}): World => ({
  seed: 1,
  size: 'standard',
  engine: reference,
  cache: memoryCache(),
  ...over,
});

/** The reference engine, and how many runs it was asked for. */
export function countingEngine(): { engine: Engine; trained: () => number } {
  let trained = 0;
  return {
    engine: {
      ...reference,
      train(job) {
        trained++;
        return reference.train(job);
      },
    },
    trained: () => trained,
  };
}

/** Small enough to be trained for any number of keys. */
export const tiny = {
  network: { widths: [2, 4, 3, 1], activation: 'tanh', loss: 'binary-cross-entropy' },
  data: { dataset: 'circles', train: 20, test: 10, seeds: { train: 1, test: 2 } },
  schedule: {
    optimizer: { name: 'sgd' },
    learningRate: 0.1,
    batch: 'full',
    steps: 20,
    record: { costEvery: 5, crossings: [0.69], unguarded: true },
  },
} as const satisfies Setting;
