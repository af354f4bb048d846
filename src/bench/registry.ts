import type { Contestant } from './contestant.ts';
import { ours } from './ours.ts';
import { python } from './python.ts';
import { tensorflow } from './tensorflow.ts';

/** All contestants; the first is what the others are held against. */
export const contestants: readonly Contestant[] = [...ours, ...tensorflow, ...python];
