import type { RunMetadata } from '../../results/schema.ts';
import { formatDay, formatDuration } from './numbers.ts';

/** The run in a few words, for the head of every page. */
export const runLine = (run: RunMetadata): string[] => [
  ...(run.commit === null ? [] : [run.commit.slice(0, 7)]),
  formatDay(run.startedAt),
  formatDuration(run.durationMs),
  `${run.engine} engine`,
  `seed ${run.seed}`,
  `${run.size} size`,
];
