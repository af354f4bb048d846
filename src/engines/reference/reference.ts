import type { Engine } from '../engine.ts';
import { profile } from './profile.ts';
import { train } from './train.ts';

/** Plain float64 and the equations of a textbook: the truth that other engines are held to. */
export const reference: Engine = { id: 'reference', train, profile };
