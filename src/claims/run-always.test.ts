import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reference } from '../engines/reference/reference.ts';
import type { Network } from '../network/network.ts';
import { networks } from './arbitraries.ts';
import { type Always, always, type Claim } from './claim.ts';
import type { CasesEvidence } from './evidence.ts';
import { runAlways } from './run-always.ts';
import { notes } from './sources.ts';
import { worldWith } from './world-fixture.ts';

type Changes<Case> = Partial<Always<Case>> & Pick<Always<Case>, 'deviation'>;

// Each kind of case belongs to its claim.
type AnyAlways = Extract<Claim, { kind: 'always' }>;

/** A claim about whole numbers to 1000. */
const ofNumbers = (changes: Changes<{ n: number }>): AnyAlways =>
  always<{ n: number }>('test/numbers', {
    statement: 'A statement',
    source: notes('nowhere'),
    over: 'Whole numbers to 1000.',
    given: { n: fc.nat(1000) },
    measure: 'size',
    atMost: 0,
    faults: [],
    ...changes,
  });

const evidenceOf = async (claim: AnyAlways, world = worldWith()): Promise<CasesEvidence> =>
  (await runAlways(claim, world)).evidence as CasesEvidence;

test('holds where no case deviates by more than is allowed, the bound included', async () => {
  const claim = ofNumbers({ deviation: ({ n }) => (n % 2) / 8, atMost: 1 / 8 });
  const outcome = await runAlways(claim, worldWith());
  expect(outcome.verdict).toBe('holds');
  expect(outcome.evidence).toMatchObject({ cases: 100, largest: 0.125, atMost: 0.125, counterexample: null });
  expect(outcome.finding).toBe('In 100 cases the size was at most 0.125, where at most 0.125 is allowed.');
  expect((outcome.evidence as CasesEvidence).rows).toHaveLength(100);
});

test('refuted with the smallest counterexample, which seed and path bring back', async () => {
  const claim = ofNumbers({ deviation: ({ n }) => (n >= 17 ? n : 0) });
  const outcome = await runAlways(claim, worldWith());
  expect(outcome.verdict).toBe('refuted');
  const { counterexample, rows, cases, largest } = outcome.evidence as CasesEvidence;
  expect(counterexample).toMatchObject({ text: '{"n":17}', deviation: 17 });
  expect(outcome.finding).toBe(
    'The size is 17 in the smallest breach found, where exactly 0 is promised: {"n":17}.',
  );
  // Cases up to the breach, without those that shrinking tried.
  expect(rows).toHaveLength(cases);
  expect(rows.map(({ deviation }) => deviation > 0)).toEqual([...Array(cases - 1).fill(false), true]);
  expect(largest).toBe(rows.at(-1)!.deviation);

  const { seed, path } = counterexample!;
  const replayed = await runAlways(claim, worldWith({ seed: 99, replay: { seed, path } }));
  expect(replayed.verdict).toBe('refuted');
  expect(replayed.evidence).toMatchObject({
    cases: 1,
    largest: 17,
    counterexample: { text: '{"n":17}', deviation: 17 },
  });
});

test('one case is looked at alone, breach or none', async () => {
  const claim = ofNumbers({ deviation: ({ n }) => (n >= 17 ? n : 0) });
  const { seed, path } = (await evidenceOf(claim)).counterexample!;
  const [first] = path.split(':');
  expect(await evidenceOf(claim, worldWith({ replay: { seed, path: first! } }))).toMatchObject({
    cases: 1,
    counterexample: { seed, path: first },
  });
  for (const held of [first!, path])
    expect(
      await evidenceOf(ofNumbers({ deviation: () => 0 }), worldWith({ replay: { seed, path: held } })),
    ).toMatchObject({ cases: 1, counterexample: null });
});

test.each(['0:999', '0:99:3', '400', '99999999999999999999'])(
  'a path to no case is refused: %s',
  async (path) => {
    const claim = ofNumbers({ cases: 100, deviation: () => 0 });
    await expect(runAlways(claim, worldWith({ replay: { seed: 1, path } }))).rejects.toThrow(
      `invalid case: 1:${path} leads to no case (expected the seed, the case’s number from 0 to 399 and `,
    );
  },
);

test('a breach far into the run is told with the cases before it', async () => {
  let calls = 0;
  const claim = ofNumbers({ deviation: () => Number(++calls >= 40) });
  expect(await evidenceOf(claim)).toMatchObject({ cases: 40, largest: 1, counterexample: { deviation: 1 } });
});

test('a deviation that is not a number is a breach', async () => {
  const claim = ofNumbers({ deviation: ({ n }) => (n > 5 ? Number.NaN : 0), atMost: 10 });
  const outcome = await runAlways(claim, worldWith());
  expect(outcome.verdict).toBe('refuted');
  expect(outcome.evidence).toMatchObject({ largest: Number.NaN, counterexample: { text: '{"n":6}' } });
  expect(outcome.finding).toContain('The size is not a number in the smallest breach found');
});

test('an exception in a deviation is an error of the claim, with the case it broke on', async () => {
  const claim = ofNumbers({
    deviation: ({ n }) => {
      if (n >= 3) throw new TypeError('no such layer');
      return 0;
    },
  });
  await expect(runAlways(claim, worldWith())).rejects.toThrow(
    'no deviation of test/numbers for {"n":3}: no such layer',
  );
});

test.each([undefined, '0', null, [0]])('so is a deviation of %j', async (deviation) => {
  const claim = ofNumbers({ deviation: () => deviation as unknown as number });
  await expect(runAlways(claim, worldWith())).rejects.toThrow(
    /^no deviation of test\/numbers for \{"n":\d+\}: it is .+ \(expected a number\)$/,
  );
});

test('so is a case that its deviation leaves out', async () => {
  const claim = ofNumbers({ deviation: ({ n }) => fc.pre(n > 3) ?? 0 });
  await expect(runAlways(claim, worldWith())).rejects.toThrow(
    /: fc\.pre left it out, which no claim may \(.*filter\)$/,
  );
});

test('so is one that does not come again', async () => {
  let calls = 0;
  const claim = ofNumbers({
    deviation: () => {
      if (++calls === 3) throw new TypeError('no such layer');
      return 0;
    },
  });
  await expect(runAlways(claim, worldWith())).rejects.toThrow('no such layer');
});

test('an exception with a fault planted is an error too', async () => {
  const claim = ofNumbers({
    deviation: (_, plant) => {
      const network: Network = { widths: [1, 1], activation: 'relu', loss: 'mean-squared-error' as never };
      if (plant.network(network) !== network) throw new TypeError('no such layer');
      return 0;
    },
    faults: ['non-monotone-activation'],
  });
  await expect(runAlways(claim, worldWith())).rejects.toThrow(
    /no deviation of test\/numbers for .*: no such layer/,
  );
});

test('a fault that turns some case is caught, one that reaches none is not', async () => {
  const claim: AnyAlways = always<{ network: Network }>('test/monotone', {
    statement: 'A statement',
    source: notes('nowhere'),
    over: 'Networks.',
    given: { network: networks({ activations: ['relu'] }) },
    measure: 'number of sigmoids',
    deviation: ({ network }, plant) => Number(plant.network(network).activation === 'sigmoid'),
    atMost: 0,
    faults: ['activation-not-zero-at-zero', 'one-nudged-weight'],
  });
  const { verdict, controls, evidence } = await runAlways(claim, worldWith());
  expect(verdict).toBe('holds');
  expect(controls).toMatchObject([
    { fault: 'activation-not-zero-at-zero', caught: true, verdict: 'refuted' },
    { fault: 'one-nudged-weight', caught: false, verdict: 'holds' },
  ]);
  expect(controls[0]!.finding).toBe('200 of 200 cases break the promise; number of sigmoids: up to 1.');
  const rows = (evidence as CasesEvidence).rows;
  expect(rows.filter(({ plant }) => plant === 'one-nudged-weight')).toHaveLength(200);
  expect(rows.filter(({ plant }) => plant === null)).toHaveLength(100);
});

test('a deviation may take its time, and a fault of the engine reaches it', async () => {
  const claim: AnyAlways = ofNumbers({
    cases: 7,
    deviation: async (_, plant) => Number((await Promise.resolve(plant.engine(reference))) !== reference),
    faults: ['dropped-point', 'one-nudged-weight'],
  });
  const { verdict, controls } = await runAlways(claim, worldWith());
  expect(verdict).toBe('holds');
  // Looked for in twice the claim's own cases.
  expect(controls).toMatchObject([
    { fault: 'dropped-point', caught: true, looks: 14 },
    { fault: 'one-nudged-weight', caught: false, looks: 14 },
  ]);
});

test('cases come from the seed and the claim’s id, half as many in a quick run, four times in a deep one', async () => {
  const claim = ofNumbers({ deviation: ({ n }) => n, atMost: 1000 });
  const sizes = async (over: Parameters<typeof worldWith>[0], id = claim.id) =>
    (await evidenceOf({ ...claim, id }, worldWith(over))).rows.map(({ deviation }) => deviation);
  const standard = await sizes({ seed: 1 });
  expect(await sizes({ seed: 1 })).toEqual(standard);
  const deep = await sizes({ seed: 1, size: 'deep' });
  expect(deep).toHaveLength(400);
  expect(deep.slice(0, 100)).toEqual(standard);
  expect(await sizes({ seed: 1, size: 'quick' })).toEqual(standard.slice(0, 50));
  expect(await sizes({ seed: 2 })).not.toEqual(standard);
  expect(await sizes({ seed: 1 }, 'test/others')).not.toEqual(standard);
});
