import type { PortraitRecord } from '../results/schema.ts';

const layers = 20;
const byLayer = (at: (layer: number) => number) => {
  const median = Array.from({ length: layers }, (_, l) => at(l + 1));
  return { low: median.map((value) => value * 0.8), median, high: median.map((value) => value * 1.3) };
};
const depth = { width: 64, layers, activation: 'relu', keys: 5 };
const counts = [2, 11, 58, 190, 405, 602, 610, 396, 185, 55, 12, 3];

/** One that is drawn and keeps the signal; one that draws nothing and lets nothing through. */
export const fixturePortraits: PortraitRecord[] = [
  {
    id: 'he',
    label: 'He',
    formula: 'N(0, 2 / fan-in)',
    source: 'A paper, eq. 10',
    layer: {
      fanIn: 256,
      fanOut: 128,
      law: { family: 'normal', mean: 0, variance: 2 / 256, support: ['-Infinity', 'Infinity'] },
      mean: 0.0004,
      variance: 0.00784,
      bins: counts.map((count, i) => ({
        low: (i - 6) * 0.05,
        high: (i - 5) * 0.05,
        count,
        expected: count * 1.02 + 1,
      })),
    },
    depth: { ...depth, signal: byLayer((l) => 0.97 ** l), gradient: byLayer((l) => 1.02 ** (layers - l)) },
  },
  {
    id: 'zeros',
    label: 'zeros',
    formula: '0',
    source: 'The notes',
    layer: {
      fanIn: 256,
      fanOut: 128,
      law: { family: 'constant', mean: 0, variance: 0, support: [0, 0] },
      mean: 0,
      variance: 0,
      bins: [{ low: 0, high: 0, count: 32768, expected: null }],
    },
    depth: { ...depth, signal: byLayer(() => 0), gradient: byLayer(() => 0) },
  },
];
