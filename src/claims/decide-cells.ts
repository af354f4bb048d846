import { alpha } from './budget.ts';
import type { Mapped } from './claim.ts';
import { type Decision, decide, verdictOf } from './decide.ts';
import type { Verdict } from './evidence.ts';

/** A map is one decision of the budget: its cells share α, so that all of them together are right but for α. */
export const cellRisk = (cells: number): number => alpha / cells;

/** A cell takes so many keys before the next has its turn. */
const batch = 16;

/** Scores of the first so many keys of a cell. */
export type CellScores = (cell: number, keys: number) => Promise<readonly number[]>;

interface Limits {
  /** Keys at most in a cell, and over all cells. */
  readonly cap: number;
  readonly inAll: number;
  /** Which cells are looked at; all unless said. */
  readonly among?: readonly number[];
  /** Stops when these verdicts suffice. */
  readonly enough?: (verdicts: readonly Verdict[]) => boolean;
}

/**
 * Decides each cell. All are looked at a batch of keys after the other, those that are decided no longer; in a batch
 * those come first beside which the verdict changes, so that keys that end before all is decided went where it turns.
 */
export async function decideCells(
  claim: Pick<Mapped, 'x' | 'y' | 'mean'>,
  scoresOf: CellScores,
  { cap, inAll, among, enough = () => false }: Limits,
): Promise<Decision[]> {
  const [width, height] = [claim.x.values.length, claim.y.values.length];
  const cells = Array.from({ length: width * height }, (_, cell) => cell);
  const risk = cellRisk(cells.length);
  const scores: (readonly number[])[] = cells.map(() => []);
  const verdicts: Verdict[] = cells.map(() => 'undecided');
  let spent = 0;
  for (let seen = 0; seen < cap; seen += batch) {
    const open = (among ?? cells).filter((cell) => verdicts[cell] === 'undecided');
    const leaning = cells.map((cell) => lean(claim, scores[cell]!));
    const turns = (cell: number) =>
      neighbours(cell, width, height).some((other) => leaning[other] !== leaning[cell]);
    const order = [...open.filter(turns), ...open.filter((cell) => !turns(cell))];
    for (const cell of order) {
      const keys = Math.min(seen + batch, cap);
      if (spent + keys - seen > inAll || enough(verdicts)) return decisions();
      spent += keys - seen;
      scores[cell] = await scoresOf(cell, keys);
      verdicts[cell] = verdictOf(claim, scores[cell], risk, seen);
    }
  }
  return decisions();

  function decisions(): Decision[] {
    return scores.map((own) => decide(claim, own, risk));
  }
}

/** On which side of the cut the mean of what was seen lies. */
function lean({ mean }: Pick<Mapped, 'mean'>, scores: readonly number[]): number {
  const cut = 'above' in mean ? mean.above : mean.below;
  return Math.sign(scores.reduce((sum, score) => sum + score - cut, 0));
}

function neighbours(cell: number, width: number, height: number): number[] {
  const [x, y] = [cell % width, Math.floor(cell / width)];
  return [
    ...(x > 0 ? [cell - 1] : []),
    ...(x < width - 1 ? [cell + 1] : []),
    ...(y > 0 ? [cell - width] : []),
    ...(y < height - 1 ? [cell + width] : []),
  ];
}
