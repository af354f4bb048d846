import { constant } from './constant.ts';
import { glorot } from './glorot.ts';
import { glorotUniform } from './glorot-uniform.ts';
import { he } from './he.ts';
import { heUniform } from './he-uniform.ts';
import { identity } from './identity.ts';
import type { Initializer } from './initializer.ts';
import { lecun } from './lecun.ts';
import { lecunUniform } from './lecun-uniform.ts';
import { normal } from './normal.ts';
import { ones } from './ones.ts';
import { orthogonal } from './orthogonal.ts';
import { pytorchLinear } from './pytorch-linear.ts';
import { sparse } from './sparse.ts';
import { truncatedNormal } from './truncated-normal.ts';
import { uniform } from './uniform.ts';
import { varianceScaling } from './variance-scaling.ts';
import { zeros } from './zeros.ts';

/** Every initializer by name. Each takes its parameters by name, all of which have a default. */
export const initializers = {
  zeros,
  ones,
  constant,
  normal,
  uniform,
  'truncated-normal': truncatedNormal,
  'variance-scaling': varianceScaling,
  glorot,
  'glorot-uniform': glorotUniform,
  he,
  'he-uniform': heUniform,
  lecun,
  'lecun-uniform': lecunUniform,
  'pytorch-linear': pytorchLinear,
  orthogonal,
  identity,
  sparse,
} satisfies Record<string, (parameters: never) => Initializer>;

export type InitializerId = keyof typeof initializers;
