import { describe, expect, test } from 'vitest';
import { type Reproduced, reproduced } from './claim.ts';
import type { RunsEvidence } from './evidence.ts';
import { runReproduced } from './run-reproduced.ts';
import { notes } from './sources.ts';
import { tiny, worldWith } from './world-fixture.ts';

type Published = Reproduced['runs'][number]['published'];

const claimOf = (published: Published, changes: Partial<Reproduced> = {}) =>
  reproduced('test/reproduced', {
    statement: 'A statement',
    source: notes('nowhere'),
    setting: tiny,
    numpySeed: 3,
    runs: [{ name: 'he', arm: 'he', published }],
    costTolerance: 1e-9,
    accuracyTolerance: 0.0005,
    faults: [],
    ...changes,
  });

const evidenceOf = async (claim: Reproduced) =>
  (await runReproduced(claim, worldWith())).evidence as RunsEvidence;

/** What the run gives, as if it had been published. */
async function asMeasured(): Promise<Published> {
  const [run] = (await evidenceOf(claimOf({ costs: [], trainAccuracy: 0, testAccuracy: 0 }))).runs;
  return {
    costs: run!.costs.map(({ step, cost }) => [step, cost.measured] as const),
    trainAccuracy: run!.trainAccuracy.measured,
    testAccuracy: run!.testAccuracy.measured,
  };
}

const published = await asMeasured();

test('holds where every figure comes out', async () => {
  const { verdict, finding, evidence } = await runReproduced(claimOf(published), worldWith());
  expect(verdict).toBe('holds');
  expect(published.costs.map(([step]) => step)).toEqual([0, 5, 10, 15, 20]);
  expect((evidence as RunsEvidence).largestCostDifference).toBe(0);
  expect(finding).toBe(
    '2 of 2 published accuracies come out to their last printed digit; 5 costs are compared with the published ones, off by at most 0, where 1e-9 is allowed.',
  );
});

test('the finding says how many of the published costs are compared', async () => {
  const claim = claimOf(published);
  const [run] = claim.runs;
  const first = { ...run!, name: 'other', published: { ...published, costs: published.costs.slice(0, 1) } };
  const { finding } = await runReproduced({ ...claim, runs: [run!, first] }, worldWith());
  expect(finding).toContain('; of 10 costs 6 are compared with the published ones, off by at most 0,');
  const alone = { ...run!, published: { ...published, costs: published.costs.slice(0, 2) } };
  const { finding: fewer } = await runReproduced({ ...claim, runs: [alone] }, worldWith());
  expect(fewer).toContain('; 2 costs are compared with the published ones, off by at most 0,');
});

describe('a figure that was tampered with refutes, and the finding says by how much', () => {
  test('a cost', async () => {
    const costs = published.costs.map(([step, cost]) => [step, step === 10 ? cost + 0.001 : cost] as const);
    const { verdict, finding } = await runReproduced(claimOf({ ...published, costs }), worldWith());
    expect(verdict).toBe('refuted');
    expect(finding).toContain('2 of 2 published accuracies come out');
    expect(finding).toContain(
      '5 costs are compared with the published ones, off by at most 0.001, where 1e-9 is allowed',
    );
  });

  test.each(['trainAccuracy', 'testAccuracy'] as const)('%s', async (which) => {
    const tampered = { ...published, [which]: published[which] + 0.05 };
    const { verdict, finding } = await runReproduced(claimOf(tampered), worldWith());
    expect(verdict).toBe('refuted');
    expect(finding).toContain(
      '1 of 2 published accuracies come out to their last printed digit, the others differ by up to 0.05;',
    );
  });

  test('an infinite cost where a finite one comes out', async () => {
    const costs = [[0, Number.POSITIVE_INFINITY]] as const;
    const { verdict, finding } = await runReproduced(claimOf({ ...published, costs }), worldWith());
    expect(verdict).toBe('refuted');
    expect(finding).toContain('1 cost is compared with the published one, off by at most infinite');
  });
});

test('differences within the tolerances are none', async () => {
  const costs = published.costs.map(([step, cost]) => [step, cost + 0.9e-9] as const);
  const near = { ...published, costs, trainAccuracy: published.trainAccuracy + 0.0004 };
  expect((await runReproduced(claimOf(near), worldWith())).verdict).toBe('holds');
});

test('infinite as published is no difference', async () => {
  const setting = { ...tiny, schedule: { ...tiny.schedule, steps: 0 } };
  const costs = [[0, Number.POSITIVE_INFINITY]] as const;
  const runs = [
    { name: 'huge', arm: ['normal', { std: 1000 }], published: { ...published, costs } },
  ] as const;
  const claim = claimOf(published, { setting, runs, accuracyTolerance: 1 });
  const { verdict, evidence } = await runReproduced(claim, worldWith());
  expect(verdict).toBe('holds');
  expect((evidence as RunsEvidence).runs[0]!.costs[0]!.cost.measured).toBe(Number.POSITIVE_INFINITY);
});

test('a run that ends before its last published cost does not reproduce it', async () => {
  const network = { ...tiny.network, activation: 'linear' } as const;
  const setting = { ...tiny, network, schedule: { ...tiny.schedule, learningRate: 1e200 } };
  const claim = claimOf({ ...published, costs: [[20, 0.5]] }, { setting, accuracyTolerance: 1 });
  const { verdict, finding } = await runReproduced(claim, worldWith());
  expect(verdict).toBe('refuted');
  expect(finding).toContain('1 cost is compared with the published one, off by at most not a number');
});

describe('a published figure that is not recorded is refused', () => {
  test.each([[7], [25]])('the cost after %i steps', async (step) => {
    await expect(runReproduced(claimOf({ ...published, costs: [[step, 0.5]] }), worldWith())).rejects.toThrow(
      `missing recording in test/reproduced: the schedule of he does not record the cost after ${step} steps`,
    );
  });

  test('the unguarded cost', async () => {
    const setting = { ...tiny, schedule: { ...tiny.schedule, record: { costEvery: 5 } } };
    await expect(runReproduced(claimOf(published, { setting }), worldWith())).rejects.toThrow(
      'missing recording in test/reproduced: the schedule of he does not record the unguarded cost',
    );
  });
});

test('published runs have seeds of their own', async () => {
  const setting = { ...tiny, data: { ...tiny.data, seeds: 'per-key' } } as const;
  await expect(runReproduced(claimOf(published, { setting }), worldWith())).rejects.toThrow(
    'invalid data of test/reproduced',
  );
});

describe('planted faults', () => {
  test('a missing √2 changes the figures', async () => {
    const { verdict, controls } = await runReproduced(
      claimOf(published, { faults: ['missing-root-two'] }),
      worldWith(),
    );
    expect(verdict).toBe('holds');
    expect(controls).toMatchObject([{ fault: 'missing-root-two', caught: true, verdict: 'refuted' }]);
  });

  test('and is not caught where all weights are zero', async () => {
    const zeros = (figures: Published) =>
      ({ runs: [{ name: 'zeros', arm: 'zeros', published: figures }] }) as const;
    const any = { costs: [], trainAccuracy: 0, testAccuracy: 0 };
    const [run] = (await evidenceOf(claimOf(any, zeros(any)))).runs;
    const measured = {
      costs: [],
      trainAccuracy: run!.trainAccuracy.measured,
      testAccuracy: run!.testAccuracy.measured,
    };
    const claim = claimOf(any, { ...zeros(measured), faults: ['missing-root-two'] });
    const { verdict, controls } = await runReproduced(claim, worldWith());
    expect(verdict).toBe('holds');
    expect(controls).toMatchObject([{ caught: false, verdict: 'holds' }]);
  });

  test('one that is not of the start is refused', async () => {
    await expect(
      runReproduced(claimOf(published, { faults: ['swapped-arms'] }), worldWith()),
    ).rejects.toThrow('invalid fault of test/reproduced: swapped-arms (expected one of the start)');
  });
});

test('points, boundary and costs are there for the page', async () => {
  const { train, test: held, runs } = await evidenceOf(claimOf(published));
  expect([train.length, held.length]).toEqual([20, 10]);
  expect(runs[0]!.grid).toMatchObject({ low: -1.5, high: 1.5, size: 41 });
  expect(runs[0]!.grid.rows).toHaveLength(41);
  for (const row of runs[0]!.grid.rows) expect(row).toMatch(/^[01]{41}$/);
  expect(runs[0]!.finalCost).toBe(runs[0]!.stableCosts.at(-1));
});
