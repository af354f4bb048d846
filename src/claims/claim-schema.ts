import type fc from 'fast-check';
import { z } from 'zod';
import { engines } from '../engines/registry.ts';
import { type ArmSpec, armFrom, settingOf } from '../training/arm.ts';
import { checkSetting, type Setting } from '../training/setting.ts';
import type { Always, LawClaim, Mapped, Reproduced, Usually } from './claim.ts';
import { faults } from './faults.ts';
import { named, namesOf } from './named.ts';
import { readingsOf, type Score } from './score.ts';
import { measure, score } from './score-schema.ts';
import { arm, setting } from './setting-schema.ts';
import { stated } from './stated.ts';
import type { Dimensions } from './subject.ts';

// Claims as files give them, which may be JavaScript: every part is checked before anything runs.

const words = z.string().refine((text) => text.trim() !== '', 'expected words');
const count = z.int('expected a whole number, 1 or more').min(1, 'expected a whole number, 1 or more');
const tolerance = z.number().min(0);
const share = z.number().min(0).max(1);
const engine = named('engine', namesOf(engines));

// biome-ignore lint/suspicious/noExplicitAny: whoever hands a function in knows what it takes
const callable = z.custom<(...given: any[]) => any>(
  (value) => typeof value === 'function',
  'expected a function',
);
const arbitrary = <T>() =>
  z.custom<fc.Arbitrary<T>>(
    (value) => typeof (value as { generate?: unknown } | null)?.generate === 'function',
    'expected one of fast-check’s arbitraries',
  );

const common = {
  ...stated,
  // Its page is a file named after it.
  id: stated.id.max(200),
  statement: words,
  note: z.string(),
  faults: z.array(named('fault', namesOf(faults))),
  from: z.enum(['quick', 'deep']),
};

const mean = z.union(
  [z.strictObject({ above: share }), z.strictObject({ below: share })],
  'expected { above: … } or { below: … }, with a cut from 0 to 1',
);

const compared = {
  setting,
  arms: z.record(z.string(), arm).refine((arms) => Object.keys(arms).length > 0, 'expected one arm or more'),
  score,
};

interface Compared {
  readonly setting: Setting;
  readonly arms: Readonly<Record<string, ArmSpec>>;
  readonly score: Score;
}

/** Arms can run in the setting, and a score reads arms that there are. */
function armsFit({ setting, arms, score: scored }: Compared, context: z.RefinementCtx): void {
  for (const [name, spec] of Object.entries(arms)) armRuns(setting, spec, ['arms', name], context);
  const known = named('arm', Object.keys(arms));
  for (const { arm: name } of readingsOf(scored))
    for (const { message } of known.safeParse(name).error?.issues ?? [])
      context.addIssue({ code: 'custom', path: ['score'], message });
}

function armRuns(setting: Setting, spec: ArmSpec, path: PropertyKey[], context: z.RefinementCtx): void {
  try {
    checkSetting(settingOf(setting, armFrom(spec)));
  } catch (error) {
    context.addIssue({ code: 'custom', path, message: (error as Error).message });
  }
}

const always = z.strictObject({
  kind: z.literal('always'),
  ...common,
  over: words,
  given: z.record(z.string(), arbitrary<unknown>()),
  measure: words,
  deviation: callable,
  atMost: z.number(),
  cases: count,
}) satisfies z.ZodType<Always<Record<string, unknown>>>;

const usually = z
  .strictObject({
    kind: z.literal('usually'),
    ...common,
    ...compared,
    engine: engine.exactOptional(),
    means: words,
    mean,
    pilot: z.number().nullable(),
    keys: count,
    show: z.array(measure),
    layers: z.array(named('values of a layer', ['preActivation', 'activation', 'gradient'])),
  })
  .superRefine(armsFit) satisfies z.ZodType<Usually>;

const reproduced = z
  .strictObject({
    kind: z.literal('reproduced'),
    ...common,
    setting,
    numpySeed: z.int(),
    runs: z
      .array(
        z.strictObject({
          name: z.string(),
          arm,
          published: z.strictObject({
            costs: z.array(z.tuple([z.int(), z.union([z.number(), z.literal(Infinity)])])),
            trainAccuracy: z.number(),
            testAccuracy: z.number(),
          }),
        }),
      )
      .min(1),
    costTolerance: tolerance,
    accuracyTolerance: tolerance,
  })
  .superRefine(({ setting, runs }, context) => {
    for (const [i, run] of runs.entries()) armRuns(setting, run.arm, ['runs', i, 'arm'], context);
  }) satisfies z.ZodType<Reproduced>;

const axis = z.strictObject({ label: words, values: z.array(z.number()).min(1) });

const cell = z
  .strictObject({
    ...compared,
    expected: z.enum(['holds', 'refuted']).exactOptional(),
    due: z.number().exactOptional(),
  })
  .superRefine(armsFit);

const mapped = z
  .strictObject({
    kind: z.literal('mapped'),
    ...common,
    record: z.enum(['holds', 'as found']),
    means: words,
    mean,
    keys: count,
    keysInAll: z.union([count, z.literal(Infinity)], 'expected a whole number, 1 or more'),
    x: axis,
    y: axis,
    cells: z.array(cell),
  })
  .superRefine(({ x, y, cells }, context) => {
    const places = x.values.length * y.values.length;
    if (cells.length !== places)
      context.addIssue(`invalid number of cells: ${cells.length} (expected ${places}, one for each x and y)`);
  }) satisfies z.ZodType<Mapped>;

const law = z.strictObject({
  kind: z.literal('law'),
  ...common,
  subject: z.looseObject({
    label: words,
    open: callable,
    rounding: z.number(),
    seeded: z.boolean(),
  }),
  promised: z.looseObject({ law: callable, draw: callable }),
  promise: words,
  shapes: arbitrary<Dimensions>(),
  draws: count,
  script: z.string().nullable(),
}) satisfies z.ZodType<LawClaim>;

export const claimSchema = z.discriminatedUnion(
  'kind',
  [always, usually, reproduced, mapped, law],
  'expected what always, usually, law, reproduced or mapped make',
);
