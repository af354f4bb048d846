import { circles } from './circles.ts';
import type { Dataset } from './dataset.ts';
import { digits } from './digits.ts';
import { gaussians } from './gaussians.ts';
import { xor } from './xor.ts';

/** Every dataset by name. Each takes its parameters by name, all of which have a default. */
export const datasets = {
  circles,
  xor,
  gaussians,
  digits,
} satisfies Record<string, (parameters: never) => Dataset>;

export type DatasetId = keyof typeof datasets;
