import type { MapEvidence } from './schema.ts';

const verdicts = ['refuted', 'undecided', 'holds'] as const;
const means = { refuted: 0.06, undecided: 0.45, holds: 0.97 };
const bounds = { refuted: [0, 0.3], undecided: [0.2, 0.7], holds: [0.7, 1] } satisfies Record<
  string,
  [number, number]
>;

/** Four widths, three depths: refuted, open and holding cells; two with a verdict on record, one with a formula. */
export const mapEvidence: MapEvidence = {
  kind: 'map',
  score: 'the net was born dead',
  cut: 0.5,
  side: 'above',
  cap: 96,
  alpha: 1.25e-7 / 12,
  x: { label: 'units in a hidden layer', values: [1, 2, 4, 8] },
  y: { label: 'hidden layers', values: [1, 8, 32] },
  cells: [1, 8, 32].flatMap((y, row) =>
    [1, 2, 4, 8].map((x, column) => {
      const verdict = verdicts[Math.min(2, Math.max(0, row - column + 1))]!;
      const expected = column === 0 && row === 2 ? 'holds' : column === 3 && row === 0 ? 'refuted' : null;
      const due = column === 0 && row === 0 ? 0.5 : null;
      return { x, y, verdict, expected, keys: 38, mean: means[verdict], bounds: bounds[verdict], due };
    }),
  ),
};
