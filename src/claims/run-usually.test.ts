import { describe, expect, test } from 'vitest';
import type { Engine } from '../engines/engine.ts';
import { reference } from '../engines/reference/reference.ts';
import {
  costAt,
  equalLivePairs,
  gradientNorm,
  layerMoment,
  outputChange,
  stepsToCost,
  trainAccuracy,
  unguardedCost,
} from '../measurements/specs.ts';
import { memoryCache } from '../training/cache.ts';
import { type Usually, usually } from './claim.ts';
import type { ScoresEvidence } from './evidence.ts';
import { runUsually } from './run-usually.ts';
import { all, better, exceeds, infinite, reached, type Score, within } from './score.ts';
import { notes } from './sources.ts';
import { countingEngine, tiny, worldWith } from './world-fixture.ts';

const randn = (std: number) => ['normal', { std }] as const;

const about = (changes: Partial<Usually> & { readonly score: Score }) =>
  usually('test/tiny', {
    statement: 'A statement',
    source: notes('nowhere'),
    setting: tiny,
    arms: { he: 'he', large: randn(50) },
    means: 'He’s last cost was the lower one',
    mean: { above: 0.6 },
    keys: 64,
    faults: [],
    ...changes,
  });

const lowerCost = about({
  score: better('he', 'large', costAt(20)),
  faults: ['swapped-arms', 'biased-coin'],
});

const evidenceOf = async (claim: Usually, world = worldWith()) =>
  (await runUsually(claim, world)).evidence as ScoresEvidence;

describe('a statement that is plainly so', () => {
  test('holds, and says for how many keys', async () => {
    const { verdict, finding, controls } = await runUsually(lowerCost, worldWith());
    expect(verdict).toBe('holds');
    expect(finding).toBe(
      'He’s last cost was the lower one for 37 of 37 keys; among all keys that could be drawn the share is above .6 (at least .6006, but for an error of 1e-7).',
    );
    expect(controls).toMatchObject([
      { fault: 'swapped-arms', caught: true, verdict: 'refuted' },
      { fault: 'biased-coin', caught: true, verdict: 'refuted' },
    ]);
  });

  test('is refuted the other way round, and a record "refuted" catches faults that make it hold', async () => {
    const score = better('large', 'he', costAt(20));
    const { verdict, finding, controls } = await runUsually(
      about({ ...lowerCost, score, record: 'refuted' }),
      worldWith(),
    );
    expect(verdict).toBe('refuted');
    expect(finding).toContain(
      'for 0 of 21 keys; among all keys that could be drawn the share is below .6 (at most .59,',
    );
    expect(controls).toMatchObject([
      { fault: 'swapped-arms', caught: true, verdict: 'holds' },
      { fault: 'biased-coin', caught: true, verdict: 'holds' },
    ]);
  });

  test('of a share below a cut holds where the share is small', async () => {
    const score = better('large', 'he', costAt(20));
    const { verdict, finding } = await runUsually(about({ score, mean: { below: 0.4 } }), worldWith());
    expect(verdict).toBe('holds');
    expect(finding).toContain('the share is below .4 (at most .3994, but');
  });

  test('is undecided by four keys, and says so', async () => {
    const { verdict, finding } = await runUsually({ ...lowerCost, keys: 4 }, worldWith());
    expect(verdict).toBe('undecided');
    expect(finding).toContain(
      'for 4 of 4 keys; among all keys that could be drawn the share could lie anywhere between .011 and 1, on both sides of',
    );
  });
});

test('ties are counted and told', async () => {
  const claim = about({
    arms: { a: 'he', b: { init: 'he', label: 'He again' } },
    score: better('a', 'b', costAt(20)),
    mean: { above: 0.5 },
  });
  const { finding, evidence } = await runUsually(claim, worldWith());
  expect(finding).toContain(
    'for 0 of 64 keys (64 ties), a mean score of .5; among all keys that could be drawn it could lie anywhere between .371 and .629, on both sides of the cut at .5.',
  );
  expect(evidence).toMatchObject({ mean: 0.5 });
});

describe('planted faults', () => {
  test('one that changes nothing the claim looks at is not caught', async () => {
    const claim = about({ score: within('he', costAt(0), 0, 1e9), faults: ['scale-0.88'] });
    const { verdict, controls } = await runUsually(claim, worldWith());
    expect(verdict).toBe('holds');
    expect(controls).toMatchObject([{ fault: 'scale-0.88', caught: false, verdict: 'holds' }]);
  });

  test('one of the start reaches the arm named first, and no other', async () => {
    const score = (arm: string) => within(arm, equalLivePairs(), 0, 0);
    const caught = async (arm: string) => {
      const claim = about({
        arms: { first: 'he', second: 'glorot' },
        score: score(arm),
        faults: ['tied-units'],
      });
      return (await runUsually(claim, worldWith())).controls[0]!.caught;
    };
    expect(await caught('first')).toBe(true);
    expect(await caught('second')).toBe(false);
  });

  test('a guarded logarithm is caught where the unguarded cost is infinite', async () => {
    const claim = about({
      arms: { huge: randn(1000) },
      score: infinite('huge', unguardedCost()),
      faults: ['guarded-logarithm'],
    });
    const { verdict, controls } = await runUsually(claim, worldWith());
    expect(verdict).toBe('holds');
    expect(controls).toMatchObject([{ caught: true, verdict: 'refuted' }]);
  });

  test('one of the network reaches it', async () => {
    const claim = about({
      // An odd number of points: balanced labels would cancel the gradient of equal activations.
      setting: { ...tiny, data: { ...tiny.data, train: 21 } },
      arms: { zeros: 'zeros' },
      score: within('zeros', gradientNorm(3), 0, 0),
      faults: ['activation-not-zero-at-zero'],
    });
    const { verdict, controls } = await runUsually(claim, worldWith());
    expect(verdict).toBe('holds');
    expect(controls).toMatchObject([{ caught: true }]);
  });

  test('one of the schedule reaches the arm named first', async () => {
    const held = { layerRates: { weights: [0, 0, 0], biases: [0, 0, 0] } };
    const claim = about({
      arms: { held: { init: 'he', schedule: held }, free: { init: 'he', label: 'free', schedule: held } },
      score: all(within('held', outputChange(), 0, 0), within('free', outputChange(), 0, 0)),
      faults: ['one-rate-for-all'],
    });
    const { verdict, controls } = await runUsually(claim, worldWith());
    expect(verdict).toBe('holds');
    expect(controls).toMatchObject([{ caught: true, verdict: 'refuted' }]);
  });

  test('one of an engine is refused', async () => {
    const claim = about({
      arms: { a: 'he' },
      score: within('a', outputChange(), 0, 1),
      faults: ['last-bit'],
    });
    await expect(runUsually(claim, worldWith())).rejects.toThrow(
      /invalid fault of test\/tiny: a fault of engine \(expected one that the claim’s own runs can have\)/,
    );
  });
});

describe('what is trained', () => {
  test('a start without chance is trained once', async () => {
    const { engine, trained } = countingEngine();
    const claim = about({
      arms: { he: 'he', zeros: 'zeros' },
      score: better('he', 'zeros', costAt(20)),
      keys: 5,
    });
    await runUsually(claim, worldWith({ engine }));
    expect(trained()).toBe(5 + 1);
  });

  test('nothing where the claim looks at the start only, one arm where it looks at one', async () => {
    const { engine, trained } = countingEngine();
    await runUsually(about({ score: exceeds('large', 2, 'he', gradientNorm(1)) }), worldWith({ engine }));
    expect(trained()).toBe(0);
    await runUsually(about({ score: within('he', costAt(20), 0, 1), keys: 4 }), worldWith({ engine }));
    expect(trained()).toBe(4);
  });

  test('claims on one setting share their runs', async () => {
    const { engine, trained } = countingEngine();
    const world = worldWith({ engine });
    await runUsually({ ...lowerCost, keys: 20 }, world);
    expect(trained()).toBe(40);
    const score = better('large', 'he', trainAccuracy());
    await runUsually(about({ score, keys: 20, id: 'test/other' }), world);
    expect(trained()).toBe(40);
  });
});

describe('the result does not depend on', () => {
  test('what is cached already', async () => {
    const fresh = await runUsually(lowerCost, worldWith());
    const cache = memoryCache();
    await runUsually({ ...lowerCost, id: 'test/other', keys: 33 }, worldWith({ cache }));
    expect(await runUsually(lowerCost, worldWith({ cache }))).toEqual(fresh);
    expect(await runUsually(lowerCost, worldWith({ cache }))).toEqual(fresh);
  });

  test('the order in which arms are written', async () => {
    const { he, large } = lowerCost.arms as { he: 'he'; large: ReturnType<typeof randn> };
    const turned = await evidenceOf({ ...lowerCost, arms: { large, he } });
    const { rows, interval } = await evidenceOf(lowerCost);
    expect(turned.rows).toEqual(rows);
    expect(turned.interval).toEqual(interval);
  });

  test('how many keys there are: a quick run sees the first half of them', async () => {
    const { rows } = await evidenceOf(lowerCost);
    const quick = await evidenceOf(lowerCost, worldWith({ size: 'quick' }));
    expect(quick).toMatchObject({ keys: 32, cap: 32 });
    expect(quick.rows).toEqual(rows.slice(0, 32));
  });
});

test('another seed gives other keys', async () => {
  const { rows } = await evidenceOf(lowerCost);
  const others = await evidenceOf(lowerCost, worldWith({ seed: 2 }));
  expect(others.rows.map(({ values }) => values)).not.toEqual(rows.map(({ values }) => values));
});

describe('the evidence', () => {
  test('says where the runs of an arm end that are of another length', async () => {
    const short = { init: 'he', label: 'He, short', schedule: { steps: 10 } } as const;
    const { measures, readings } = await evidenceOf(
      about({
        arms: { he: 'he', short },
        score: all(reached('he', stepsToCost(0.69)), reached('short', stepsToCost(0.69))),
        show: [costAt(10)],
        keys: 3,
      }),
    );
    expect(measures.map(({ limit }) => limit)).toEqual([20, null]);
    expect(readings.map(({ arm, limit }) => [arm, limit])).toEqual([
      ['he', undefined],
      ['short', 10],
      ['he', undefined],
      ['short', undefined],
    ]);
  });

  test('names arms, measurements and what a score reads, and what is shown beside', async () => {
    const claim = about({
      arms: { he: 'he', fast: { init: 'he', label: 'He, fast', schedule: { learningRate: 1 } } },
      score: all(reached('fast', stepsToCost(0.69)), reached('he', stepsToCost(0.69))),
      show: [trainAccuracy()],
      keys: 3,
    });
    const { arms, measures, rows, curves } = await evidenceOf(claim);
    expect(arms).toMatchObject([
      { name: 'he', label: 'He', init: 'he', differs: null },
      { name: 'fast', label: 'He, fast', differs: 'rate 1' },
    ]);
    expect(measures).toMatchObject([
      { label: 'steps to cost .69', better: 'lower', limit: 20 },
      { label: 'training accuracy at the end', better: 'higher', limit: null },
    ]);
    expect(rows).toHaveLength(3);
    for (const { values } of rows) expect(values).toHaveLength(4);
    expect(curves.map(({ arm, steps }) => [arm, steps])).toEqual([
      ['he', [0, 5, 10, 15, 20]],
      ['fast', [0, 5, 10, 15, 20]],
    ]);
    for (const { low, median, high } of curves)
      median.forEach((cost, i) => {
        expect(low[i]).toBeLessThanOrEqual(cost);
        expect(high[i]).toBeGreaterThanOrEqual(cost);
      });
  });
});

test('a claim that draws its layers keeps their mean squares, layer by layer', async () => {
  const { layers } = await evidenceOf(
    about({
      score: exceeds('large', 10, 'he', gradientNorm(1)),
      show: [layerMoment(2, 'activation', 'meanSquare')],
      layers: ['activation', 'gradient'],
      keys: 5,
    }),
  );
  expect(layers.map(({ arm, of }) => `${arm} ${of}`)).toEqual([
    'he activation',
    'large activation',
    'he gradient',
    'large gradient',
  ]);
  const [he] = layers;
  expect(he!.median).toHaveLength(3);
  he!.median.forEach((median, l) => {
    expect(he!.low[l]).toBeLessThan(median);
    expect(he!.high[l]).toBeGreaterThan(median);
  });
});

describe('a claim that cannot be run says why', () => {
  test.each<[changes: Partial<Usually> & { score: Score }, message: string]>([
    [
      { score: reached('he', stepsToCost(0.15)) },
      'missing recording in test/tiny: the schedule of arm he does not record',
    ],
    [
      { score: better('he', 'nobody', costAt(20)) },
      'unknown arm of test/tiny: nobody (expected one of he, large)',
    ],
    [
      { score: within('he', costAt(7), 0, 1) },
      'missing recording in test/tiny: the schedule of arm he does not',
    ],
  ])('%#', async (changes, message) => {
    await expect(runUsually(about(changes), worldWith())).rejects.toThrow(message);
  });

  test('two arms of one label', async () => {
    const arms = { he: 'he', again: { init: 'he', schedule: { learningRate: 1 } } } as const;
    const claim = about({ arms, score: better('again', 'he', costAt(20)) });
    await expect(runUsually(claim, worldWith())).rejects.toThrow(
      'two arms of test/tiny are called He (give one of them a label of its own)',
    );
  });

  test('an arm whose own schedule is too short', async () => {
    const arms = { he: 'he', short: { init: 'he', schedule: { steps: 10 } } } as const;
    const claim = about({ arms, score: within('short', costAt(20), 0, 1) });
    await expect(runUsually(claim, worldWith())).rejects.toThrow(
      'missing recording in test/tiny: the schedule of arm short does not record',
    );
  });
});

test('each start is looked at once, however many measurements and batches ask for it', async () => {
  let looks = 0;
  const engine: Engine = {
    ...reference,
    profile(job) {
      looks++;
      return reference.profile(job);
    },
  };
  const claim = about({
    score: all(exceeds('large', 10, 'he', gradientNorm(1)), better('he', 'large', costAt(0))),
    faults: ['swapped-arms'],
  });
  const { evidence } = await runUsually(claim, worldWith({ engine }));
  const { keys } = evidence as ScoresEvidence;
  expect(keys).toBeGreaterThan(4);
  expect(looks).toBe(2 * Math.ceil(keys / 4) * 4);
});
