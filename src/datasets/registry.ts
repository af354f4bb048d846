import { circles } from './circles.ts';
import type { Dataset } from './dataset.ts';
import { digits } from './digits.ts';
import { gaussians } from './gaussians.ts';
import { iris } from './iris.ts';
import { moons } from './moons.ts';
import { spirals } from './spirals.ts';
import { xor } from './xor.ts';

/** Every dataset by name. Each takes its parameters by name, all of which have a default. */
export const datasets = {
  circles,
  xor,
  gaussians,
  moons,
  spirals,
  digits,
  iris,
} satisfies Record<string, (parameters: never) => Dataset>;

export type DatasetId = keyof typeof datasets;
