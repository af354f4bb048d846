import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Loss, type LossId, losses, unguardedCrossEntropy } from './losses.ts';

interface Case {
  readonly outputs: number;
  readonly count: number;
  readonly logits: Float64Array;
  readonly targets: Float64Array;
}

const value = fc.integer({ min: -5e4, max: 5e4 }).map((n) => n / 1e4);

/** Logits −5 … 5 of up to 3 outputs and 4 points, with the targets the loss reads. */
const cases = (id: LossId): fc.Arbitrary<Case> =>
  fc
    .record({
      outputs: id === 'binary-cross-entropy' ? fc.constant(1) : fc.integer({ min: 1, max: 3 }),
      count: fc.integer({ min: 1, max: 4 }),
    })
    .chain(({ outputs, count }) => {
      const row = (of: fc.Arbitrary<number>, length: number) =>
        fc.array(of, { minLength: length, maxLength: length }).map((numbers) => Float64Array.from(numbers));
      const classes = fc.integer({ min: 0, max: id === 'binary-cross-entropy' ? 1 : outputs - 1 });
      return fc.record({
        outputs: fc.constant(outputs),
        count: fc.constant(count),
        logits: row(value, outputs * count),
        targets: losses[id].targetKind === 'class' ? row(classes, count) : row(value, outputs * count),
      });
    });

const costOf = (id: LossId, { logits, targets, outputs, count }: Case, gradient?: Float64Array) =>
  losses[id].cost(logits, targets, outputs, count, gradient);

/**
 * A central difference over 2h is off by h²/6 |C‴| (|C‴| ≤ 0.1 for the cross-entropies, 0 for squares) and by the
 * rounding of the two costs: 12 terms of up to 4 operations, so 16 units of 2^−53 C each, over 2h.
 */
const h = 2 ** -17;
const slopeTolerance = (cost: number) => (0.1 * h * h) / 6 + (16 * 2 ** -53 * Math.max(1, cost)) / h;

describe.each(Object.keys(losses) as LossId[])('%s', (id) => {
  test('its gradient is the slope of its cost by each logit', () => {
    fc.assert(
      fc.property(cases(id), (drawn) => {
        const gradient = new Float64Array(drawn.logits.length).fill(Number.NaN);
        const cost = costOf(id, drawn, gradient);
        expect(costOf(id, drawn)).toBe(cost);
        gradient.forEach((slope, at) => {
          const moved = (by: number) =>
            costOf(id, { ...drawn, logits: drawn.logits.with(at, drawn.logits[at]! + by) });
          expect(Math.abs(slope - (moved(h) - moved(-h)) / (2 * h))).toBeLessThanOrEqual(
            slopeTolerance(cost),
          );
        });
      }),
      { seed: 1, numRuns: 500 },
    );
  });

  test('it is the formula as a textbook prints it', () => {
    fc.assert(
      fc.property(cases(id), (drawn) => {
        const printed = textbook[id](drawn);
        // Logits up to 5: 1 − a keeps its digits to e^5 2^−53 = 1.6e-14, the other steps far better.
        expect(Math.abs(costOf(id, drawn) - printed)).toBeLessThanOrEqual(4e-14 * Math.max(1, printed));
      }),
      { seed: 2, numRuns: 500 },
    );
  });
});

const textbook: Record<LossId, (drawn: Case) => number> = {
  'binary-cross-entropy': ({ logits, targets, count }) =>
    mean(count, (s) => {
      const a = 1 / (1 + Math.exp(-logits[s]!));
      return targets[s] === 1 ? -Math.log(a) : -Math.log(1 - a);
    }),
  'softmax-cross-entropy': ({ logits, targets, outputs, count }) =>
    mean(count, (s) => {
      const powers = Array.from({ length: outputs }, (_, i) => Math.exp(logits[i * count + s]!));
      return -Math.log(powers[targets[s]!]! / powers.reduce((sum, power) => sum + power, 0));
    }),
  'squared-error': ({ logits, targets, outputs, count }) =>
    mean(count, (s) => {
      let sum = 0;
      for (let i = 0; i < outputs; i++) sum += (logits[i * count + s]! - targets[i * count + s]!) ** 2;
      return sum;
    }),
};

function mean(count: number, of: (s: number) => number): number {
  let sum = 0;
  for (let s = 0; s < count; s++) sum += of(s);
  return sum / count;
}

describe('at huge logits', () => {
  const bce: Loss = losses['binary-cross-entropy'];

  test('binary cross-entropy: a wrong answer costs |z|, a right one nothing', () => {
    const gradient = new Float64Array(4);
    const logits = Float64Array.of(1e4, 1e4, -1e4, -1e4);
    expect(bce.cost(logits, Float64Array.of(0, 1, 0, 1), 1, 4, gradient)).toBe(5e3);
    expect([...gradient]).toEqual([0.25, 0, 0, -0.25]);
  });

  test('binary cross-entropy is finite for every finite logit', () => {
    const largest = Number.MAX_VALUE;
    for (const [z, y, cost] of [
      [largest, 0, largest],
      [largest, 1, 0],
      [-largest, 0, 0],
      [-largest, 1, largest],
    ] as const)
      expect(bce.cost(Float64Array.of(z), Float64Array.of(y), 1, 1)).toBe(cost);
  });

  test('softmax cross-entropy: the distance to the largest logit', () => {
    const gradient = new Float64Array(6);
    // Three outputs, two points: (1e4, 0, −1e4) of class 2 and (−1e4, −1e4, 1e4) of class 2.
    const logits = Float64Array.of(1e4, -1e4, 0, -1e4, -1e4, 1e4);
    expect(losses['softmax-cross-entropy'].cost(logits, Float64Array.of(2, 2), 3, 2, gradient)).toBe(1e4);
    expect([...gradient]).toEqual([0.5, 0, 0, 0, -0.5, 0]);
  });
});

describe('the unguarded cost', () => {
  const unguarded = (z: number[], y: number[]) =>
    unguardedCrossEntropy(Float64Array.from(z), Float64Array.from(y), z.length);

  test('is the stable one where nothing saturates', () => {
    fc.assert(
      fc.property(cases('binary-cross-entropy'), (drawn) => {
        const stable = costOf('binary-cross-entropy', drawn);
        const difference = unguardedCrossEntropy(drawn.logits, drawn.targets, drawn.count) - stable;
        expect(Math.abs(difference)).toBeLessThanOrEqual(4e-14 * Math.max(1, stable)); // e^5 2^−53, as above
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  test('is infinite at a saturated wrong answer', () => {
    expect(unguarded([40, 0], [0, 0])).toBe(Infinity);
    expect(unguarded([-800, 0], [1, 0])).toBe(Infinity);
  });

  test('counts 0 · ∞ of a saturated right answer as 0, and the point still counts in the mean', () => {
    expect(unguarded([40], [1])).toBe(0);
    expect(unguarded([-800], [0])).toBe(0);
    expect(unguarded([40, 0, -800, 0], [1, 1, 0, 0])).toBe(Math.log(2) / 2);
  });

  test('is finite where a probability is small but not 0', () => {
    expect(unguarded([-40], [1])).toBeCloseTo(40, 12);
  });
});
