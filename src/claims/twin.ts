import { measurementFrom } from '../measurements/registry.ts';
import { mean as meanOf } from '../statistics/mean.ts';
import { sideOfCut } from '../statistics/side-of-cut.ts';
import { alpha } from './budget.ts';
import type { Usually } from './claim.ts';
import type { ScoreRow, Twin } from './evidence.ts';
import { measureName } from './observe.ts';
import { better, readingsOf, scoreOf } from './score.ts';

/**
 * Holds the arm that the score reads first against itself: the keys with an even index against the next ones. Which
 * of two is better is a toss of a fair coin, a tie ½, so that the mean is ½ exactly; a procedure that tells them apart
 * would tell anything apart. Two-sided, with α over both sides; it reuses the runs that are there.
 */
export function twinOf(claim: Pick<Usually, 'score'>, rows: readonly ScoreRow[]): Twin {
  const { arm, measure } = readingsOf(claim.score)[0]!;
  const scores = twinScores(claim, rows);
  return {
    arm,
    measure: measurementFrom(measure).label,
    pairs: scores.length,
    mean: scores.length === 0 ? 0.5 : meanOf(scores),
    toldApart: sideOfCut(scores, 0.5, alpha / 2).side !== 'undecided',
  };
}

/** The score of each pair. */
export function twinScores({ score }: Pick<Usually, 'score'>, rows: readonly ScoreRow[]): number[] {
  const { arm, measure } = readingsOf(score)[0]!;
  const name = measureName(measure);
  const read = ({ values }: ScoreRow) =>
    values.find((entry) => entry.arm === arm && entry.measure === name)!.value;
  const direction = measurementFrom(measure).better;
  return Array.from({ length: Math.floor(rows.length / 2) }, (_, pair) => {
    const twins = { even: read(rows[2 * pair]!), odd: read(rows[2 * pair + 1]!) };
    return scoreOf(better('even', 'odd', measure), (which) => ({
      value: twins[which as keyof typeof twins],
      better: direction,
    }));
  });
}
