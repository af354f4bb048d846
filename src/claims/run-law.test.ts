import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Draws } from '../random/draws.ts';
import { type LawClaim, law } from './claim.ts';
import type { LawEvidence } from './evidence.ts';
import { runLaw } from './run-law.ts';
import { notes } from './sources.ts';
import { type Dimensions, type DrawWeights, drawsAt, registrySubject, sizeOf } from './subject.ts';
import { worldWith } from './world-fixture.ts';

const length = fc.integer({ min: 1, max: 12 });

/** He's promise; what draws is He unless said. */
function heClaim(draw: DrawWeights | null, over: Partial<LawClaim> = {}): LawClaim {
  const { promised, ...he } = registrySubject('he');
  return law('laws/he', {
    statement: 'He follows its law',
    source: notes('He init'),
    subject: { ...he, ...(draw && { open: () => draw }) },
    promised,
    promise: 'N(0, 2 / fan-in)',
    shapes: fc.tuple(length, length),
    draws: 20_000,
    faults: [],
    ...over,
  });
}

/** He's weights from a stream, one by one. */
function heWith(next: (draws: Draws, index: number) => number): DrawWeights {
  return (place, dimensions) => {
    const draws = drawsAt(place);
    const scale = Math.sqrt(2 / dimensions[1]!);
    return Float64Array.from({ length: sizeOf(dimensions) }, (_, i) => next(draws, i) * scale);
  };
}

async function outcome(claim: LawClaim) {
  const { verdict, finding, evidence, controls } = await runLaw(claim, worldWith({ seed: 3 }));
  const { checks, pools, moments } = evidence as LawEvidence;
  return {
    verdict,
    finding,
    moments,
    controls,
    pools,
    broken: checks.filter(({ breaches }) => breaches > 0).map(({ name }) => name),
    rejected: pools.filter(({ distance, band }) => distance > band).map(({ name }) => name),
  };
}

test('what keeps its law holds, and says what it would have seen', async () => {
  const { verdict, finding, pools, moments } = await outcome(heClaim(null));
  expect(verdict).toBe('holds');
  expect(pools.map(({ unit }) => unit)).toEqual(['weight', 'pair', 'pair', 'pair']);
  const [weights] = pools;
  expect(weights!.count).toBeGreaterThanOrEqual(20_000);
  // √(ln(2 · 4 / 1e-7) / 2n), and √(ln 1000 / 2n) more.
  expect(weights!.band).toBeCloseTo(Math.sqrt(18.1975 / (2 * weights!.count)), 5);
  expect(weights!.caught - weights!.band).toBeCloseTo(Math.sqrt(6.9078 / (2 * weights!.count)), 6);
  expect(finding).toMatch(/^In [\d,]+ cases everything was as promised; [\d,]+ weights lie \.00\d+ from /);
  // Five standard errors of a standard deviation from 20,000 normals are .025.
  expect(Math.abs(moments!.deviation - 1)).toBeLessThan(0.025);
});

describe('a break is seen, and told by its name', () => {
  const oneBefore = (draws: Draws) => {
    let last = 0;
    return (i: number, sign: number) => {
      last = i % 2 === 0 ? draws.normal() : sign * last;
      return last;
    };
  };
  const paired =
    (sign: number): DrawWeights =>
    (place, dimensions) => {
      const next = oneBefore(drawsAt(place));
      return heWith((_, i) => next(i, sign))(place, dimensions);
    };
  const he = heWith((draws) => draws.normal());

  test.each([
    ['a uniform law', heWith((draws) => (2 * draws.uniform() - 1) * Math.sqrt(3)), 'each weight has its law'],
    ['equal neighbours', paired(1), 'neighbours in a tensor are independent'],
    ['opposite neighbours', paired(-1), 'neighbours in a tensor are independent'],
  ])('%s', async (_, draw, name) => {
    const { verdict, broken, rejected } = await outcome(heClaim(draw));
    expect({ verdict, broken, rejected }).toEqual({ verdict: 'refuted', broken: [], rejected: [name] });
  });

  test.each([
    [-0.3, 'below'],
    [0.3, 'above'],
  ])('a mean that lies %d from its own', async (shift, side) => {
    const { finding } = await outcome(heClaim(heWith((draws) => draws.normal() + shift)));
    expect(finding).toMatch(
      new RegExp(
        `^The promise that each weight has its law is broken .*, and the mean lies \\.(29|30?)\\d* promised standard deviations ${side} the promised mean\\.$`,
      ),
    );
  });

  test('layers from one key, and opposite seeds', async () => {
    const oneKey = await outcome(heClaim((place, shape) => he({ ...place, layer: 1 }, shape)));
    expect(oneKey.rejected).toEqual(['layers are independent']);
    expect(oneKey.broken).toEqual(['another layer and another seed give other weights']);
    const opposite = heClaim(({ seed, layer }, shape) => {
      const sign = seed % 2 === 0 ? 1 : -1;
      return Array.from(he({ seed: seed - (seed % 2), layer }, shape), (w) => sign * w);
    });
    // Half of the pairs of seeds share their numbers.
    expect((await outcome(opposite)).rejected).toEqual(['seeds are independent']);
  });

  const spoiled = (change: (weights: number[], shape: Dimensions) => number[]): DrawWeights => {
    return (place, shape) => change([...Array.from(he(place, shape))], shape);
  };
  test.each([
    ['one weight too many', spoiled((w) => [...w, 0]), 'there are as many weights as the shape asks for'],
    ['a weight that is not finite', spoiled((w) => w.with(0, Number.NaN)), 'every weight is finite'],
  ])('%s', async (_, draw, name) => {
    const { verdict, broken } = await outcome(heClaim(draw));
    expect(verdict).toBe('refuted');
    expect(broken).toContain(name);
  });

  test('what throws', async () => {
    const { verdict, broken, finding } = await outcome(
      heClaim(
        () => {
          throw new Error('out of numbers');
        },
        { draws: 1 },
      ),
    );
    expect({ verdict, broken }).toEqual({ verdict: 'refuted', broken: ['weights come out'] });
    expect(finding).toMatch(/^\d+ of \d+ cases break the promise that weights come out \(such as shape /);
    expect(finding).toContain('out of numbers');
  });

  test('other numbers from a seed of its own', async () => {
    let calls = 0;
    const { subject } = heClaim((place, shape) => he({ ...place, layer: ++calls }, shape));
    const { broken, pools } = await outcome(heClaim(null, { subject: { ...subject, seeded: false } }));
    expect(broken).toEqual(['the same seed gives the same weights again']);
    expect(pools).toEqual([]);
  });
});

test('entries that depend on each other, of a law with atoms, are taken one of each tensor', async () => {
  // Each tensor is all 0 with probability ¼, else all 1.
  const claim = heClaim(
    (place, shape) => {
      const value = drawsAt(place).uniform() < 0.25 ? 0 : 1;
      return new Float64Array(sizeOf(shape)).fill(value);
    },
    {
      draws: 2000,
      promised: {
        law: () => ({
          family: 'identity',
          mean: 0.75,
          variance: 0.1875,
          support: [0, 1],
          independent: false,
          cdf: (x) => (x < 0 ? 0 : x < 1 ? 0.25 : 1),
        }),
        draw: (_, shape) => new Float64Array(sizeOf(shape)),
      },
    },
  );
  const { rejected, pools } = await outcome(claim);
  expect(rejected).toEqual([]);
  expect(pools[0]!.count).toBe(2000);
});

describe('faults', () => {
  test('of the start, of what comes again', async () => {
    const faults = [
      'scale-0.88',
      'uniform-for-normal',
      'repeated-weights',
      'reused-key',
      'one-weight-differs-again',
    ];
    const { controls } = await outcome(
      heClaim(null, { draws: 40_000, faults: faults as LawClaim['faults'] }),
    );
    expect(controls.map(({ fault, caught }) => [fault, caught])).toEqual(
      faults.map((fault) => [fault, true]),
    );
    expect(controls[2]!.finding).toContain('neighbours');
    expect(controls[4]!.finding).toContain('the same seed');
  });

  test('a deviation on record goes where the subject draws as promised', async () => {
    const faults = ['drawn-as-promised'] as const;
    const twice = heWith((draws) => 2 * draws.normal());
    const { verdict, controls } = await outcome(heClaim(twice, { record: 'refuted', faults }));
    expect(verdict).toBe('refuted');
    expect(controls).toMatchObject([{ caught: true, verdict: 'holds' }]);
  });

  test('one that cannot reach a law is refused', async () => {
    await expect(outcome(heClaim(null, { faults: ['swapped-arms'] }))).rejects.toThrow(
      'invalid fault of laws/he: swapped-arms',
    );
  });
});
