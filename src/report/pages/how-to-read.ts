import { formatCut } from '../../claims/format.ts';
import type { Evidence } from '../../results/schema.ts';
import { isIndicator, measuredByArm } from '../charts/measured.ts';
import { formatNumber, formatPercent } from './numbers.ts';

type Scores = Extract<Evidence, { kind: 'scores' }>;

/** A few lines for someone who sees such a chart for the first time. */
export function howToRead(evidence: Evidence): string[] {
  if (evidence.kind === 'cases') {
    const promise =
      evidence.atMost === 0
        ? 'at “exactly 0”'
        : `left of the dashed line at ${formatNumber(evidence.atMost)}`;
    return [
      'A dot is one or more drawn cases: whatever the setting leaves open, picked at random. The further right, the further from the promise.',
      `The claim holds as long as every dot of the first strip lies ${promise}.`,
      'Each other strip is the same test with a fault planted on purpose. It has to show dots beyond the promise; otherwise the test would see nothing.',
    ];
  }
  if (evidence.kind === 'map') {
    return [
      `Each cell is a statistical claim of its own, at one place of the two axes. ${scoreSentence(evidence)} The number is the mean score over its keys, and so is the colour: dark is 0, light is 1.`,
      `✓: the mean score lies ${evidence.side} the cut at ${formatCut(evidence.cut)}. ✕: on its other side. Hatched: these keys do not tell, and the cell is left open.`,
      'A line runs where the mean crosses the cut from one cell to the next: heavy where both cells are decided, else thin and dashed.',
    ];
  }
  if (evidence.kind === 'law') {
    return [
      'The promise says of every value which share of the weights lies at or below it. Going right, that promised share grows from 0 to 1; the line is the share that was measured, less the promised one.',
      'A law that is kept stays near 0: chance alone leaves the band between the dashed lines with no more than this claim’s share of the error budget.',
      ...(evidence.pools.length > 1
        ? [
            'The thin lines are made from pairs of weights, in one tensor, two layers, or under two seeds. They stay near 0 where the two of a pair are independent; how near is in the table below.',
          ]
        : []),
    ];
  }
  if (evidence.kind === 'scores') {
    const cut = formatCut(evidence.cut);
    return [
      firstChart(evidence),
      'A key is one set of random numbers: the starting weights, and the data where the setting draws them anew. Each key gives one score between 0 and 1, and the arms of a comparison meet on the same keys.',
      `${scoreSentence(evidence)}${inBetween(evidence)}`,
      `Where the mean score is drawn, the thick bar says where it lies with ${formatPercent(evidence.level)} confidence, whenever one looks; the thin one, by the far stricter standard of the verdict. Thin bar wholly ${evidence.side} the cut of ${cut}: the claim holds. Wholly on the other side: refuted. Across it: undecided.`,
    ];
  }
  return [
    'A line is one training run; each downward step on the axis divides the cost by the same factor.',
    'An arrow out of the plot is a cost of infinity: the run was certain of a wrong answer, and the logarithm of 0 was taken.',
    'In the small pictures the tint is where the run says class 1; dots are the training points, filled for class 1.',
  ];
}

/** What the marks of the page's first chart are. */
function firstChart(evidence: Scores): string {
  const [measure] = evidence.measures;
  if (evidence.layers.length > 0)
    return 'A line is the median over the keys, layer by layer; the band around it leaves out the lowest tenth of the keys and the highest.';
  if (measure && measure.limit !== null)
    return 'A line climbs as runs get there: its height is the share of runs that have. The band is the 95\u00a0% interval of that share; an upright stroke at a line’s end stands for runs that had not got there.';
  const measured = measure ? measuredByArm(evidence, measure) : [];
  return measured.some(({ values }) => isIndicator(values, measure))
    ? 'A dot is one key: at 1 where it is so, at 0 where it is not. Dots of one value are spread so that each is seen.'
    : 'A dot is one key; the tall tick is the median of an arm’s dots. How high a dot stands within its strip means nothing.';
}

/** What becomes of scores that are neither 0 nor 1; empty when there are none. */
function inBetween({ rows }: Scores): string {
  const between = rows.map(({ score }) => score).filter((score) => score !== 0 && score !== 1);
  if (between.length === 0) return '';
  return between.every((score) => score === 0.5)
    ? ' A tie is ½.'
    : ' A score may lie in between: the share itself is what is averaged.';
}

/** What a score of 1 says of its key. */
export const scoreSentence = ({ score }: { readonly score: string }): string =>
  `A score of 1 means: ${score}.`;
