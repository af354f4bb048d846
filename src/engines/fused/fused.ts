import type { Engine } from '../engine.ts';
import { profile } from './profile.ts';
import { train } from './train.ts';

/** All loops of all steps in one call of a WebAssembly kernel: fast, and the same bits on every machine. */
export const fused: Engine = { id: 'fused', train, profile };
