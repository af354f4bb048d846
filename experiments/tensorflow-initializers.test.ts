import {
  claim,
  type FaultId,
  law,
  type Promised,
  promisedMatrix,
  type Shapes,
  type Source,
  type Subject,
  tensorflowSubject,
  uniformBetween,
  weightsWithin,
} from 'initproof';
import {
  deviationOf,
  documented,
  fanNames,
  kernels,
  leftByCut,
  type Mode,
  scaled,
  script,
  smallMatrices,
  squares,
  tensors,
  unrepeated,
  unrepeatedOrthogonal,
  vectors,
} from './tensorflow-promises.ts';

/** For laws that are kept. */
const breaks: readonly FaultId[] = ['scale-0.88', 'repeated-weights', 'reused-key'];
/** For deviations on record. */
const repair: readonly FaultId[] = ['drawn-as-promised'];

interface Kept {
  readonly statement: string;
  readonly source: Source;
  readonly subject: Subject;
  readonly promised: Promised;
  readonly promise: string;
  readonly shapes?: Shapes;
  readonly note?: string;
  readonly draws?: number;
  readonly faults?: readonly FaultId[];
}

/** A promise that is kept. `exact` where nothing is drawn, or only exact repetition is asked. */
const kept = (name: string, { shapes = kernels, ...rest }: Kept, exact = false) =>
  claim(
    law(`tensorflow-js/${name}`, {
      shapes,
      ...(exact && { draws: 1 }),
      faults: exact ? ['one-nudged-weight'] : breaks,
      ...rest,
    }),
  );

/** A deviation from a promise, known: red when it goes. */
const deviates = (
  name: string,
  { shapes = kernels, ...rest }: Kept & { readonly script: string },
  draws?: number,
) =>
  claim(
    law(`tensorflow-js/${name}`, {
      shapes,
      record: 'refuted',
      ...(draws !== undefined && { draws }),
      faults: repair,
      ...rest,
    }),
  );

// Constants.

const constants = [
  ['zeros', 'zeros', {}, 0, 'generates tensors initialized to 0'],
  ['ones', 'ones', {}, 1, 'generates tensors initialized to 1'],
  ['constant', 'constant', { value: -0.3 }, -0.3, 'generates values initialized to some constant'],
  ['constant-0', 'constant', { value: 0 }, 0, 'generates values initialized to some constant'],
] as const;
/** With a minus sign, not a hyphen. */
const printed = (number: number): string => String(number).replace('-', '−');

for (const [name, call, args, value, sentence] of constants)
  kept(
    name,
    {
      statement: `Every weight of ${call} is ${printed(value)}`,
      source: documented(call, sentence),
      subject: tensorflowSubject(call, args),
      promised: promisedMatrix(['constant', { value }]),
      promise: `every weight ${value}, to float32’s rounding`,
      shapes: tensors,
    },
    true,
  );

for (const gain of [1, 0, -2])
  kept(
    `identity-gain-${gain === -2 ? 'negative' : gain}`,
    {
      statement: `identity with gain ${printed(gain)} is ${printed(gain)} times the identity matrix`,
      source: documented('identity', 'generates the identity matrix'),
      subject: tensorflowSubject('identity', { gain }),
      promised: promisedMatrix(['identity', { gain }]),
      promise: `${printed(gain)} I, for square matrices`,
      shapes: squares,
    },
    true,
  );

// Uniform between two ends.

const between = 'Values will be distributed uniformly between the configured minval and maxval.';
const ends = (minval: number, maxval: number) => ({
  source: documented('randomUniform', between),
  subject: tensorflowSubject('randomUniform', { minval, maxval }),
  promised: promisedMatrix(uniformBetween(minval, maxval)),
  promise: `uniform between ${minval} and ${maxval}`,
  shapes: tensors,
});
const lowestAndHighest = (minval: number, maxval: number) =>
  script(
    `const w = initializers.randomUniform({ minval: ${minval}, maxval: ${maxval}, seed: 1 }).apply([1000]).dataSync();`,
    'const [low, high] = [Math.min(...w), Math.max(...w)];',
    `console.log(low, 'to', high, 'kept:', low >= ${minval} && high <= ${maxval});`,
  );

kept('random-uniform', { statement: 'randomUniform is uniform between its ends', ...ends(-1, 0.5) });
kept('random-uniform-reversed', {
  statement: 'randomUniform is uniform between its ends when the lower one is given as the upper',
  ...ends(0.2, 0.1),
  note: 'The documentation does not say what happens when minval exceeds maxval; “between” holds. Nothing warns.',
});
deviates('random-uniform-minval-0', {
  statement: 'randomUniform from 0 to 1 draws no negative weight',
  ...ends(0, 1),
  note: 'A lower end of 0 is taken for a missing one: it becomes −.05.',
  script: lowestAndHighest(0, 1),
});
deviates('random-uniform-maxval-0', {
  statement: 'randomUniform from −1 to 0 draws no positive weight',
  ...ends(-1, 0),
  note: 'An upper end of 0 is taken for a missing one: it becomes .05.',
  script: lowestAndHighest(-1, 0),
});
deviates('random-uniform-both-0', {
  statement: 'randomUniform from 0 to 0 draws zeros',
  ...ends(0, 0),
  promised: promisedMatrix('zeros'),
  promise: 'every weight 0',
  note: 'Both ends of 0 are taken for missing ones: they become ± .05.',
  script: lowestAndHighest(0, 0),
});
deviates('random-uniform-minval-alone', {
  statement: 'randomUniform with minval 1 alone draws nothing below 1',
  source: documented('randomUniform', 'minval: Lower bound of the range of random values to generate.'),
  subject: tensorflowSubject('randomUniform', { minval: 1 }),
  promised: promisedMatrix(weightsWithin(1, Number.POSITIVE_INFINITY)),
  promise: 'every weight 1 or more',
  shapes: tensors,
  note: 'A missing maxval is .05 whatever minval is, so that the range lies on the wrong side of it: .05 to 1.',
  script: script(
    'const w = initializers.randomUniform({ minval: 1, seed: 1 }).apply([1000]).dataSync();',
    'const [low, high] = [Math.min(...w), Math.max(...w)];',
    "console.log(low, 'to', high, 'kept:', low >= 1);",
  ),
});
deviates('random-uniform-maxval-alone', {
  statement: 'randomUniform with maxval −1 alone draws nothing above −1',
  source: documented('randomUniform', 'maxval: Upper bound of the range of random values to generate.'),
  subject: tensorflowSubject('randomUniform', { maxval: -1 }),
  promised: promisedMatrix(weightsWithin(Number.NEGATIVE_INFINITY, -1)),
  promise: 'every weight −1 or less',
  shapes: tensors,
  note: 'A missing minval is −.05 whatever maxval is, so that the range lies on the wrong side of it: −1 to −.05.',
  script: script(
    'const w = initializers.randomUniform({ maxval: -1, seed: 1 }).apply([1000]).dataSync();',
    'const [low, high] = [Math.min(...w), Math.max(...w)];',
    "console.log(low, 'to', high, 'kept:', high <= -1);",
  ),
});

// Normals, plain and cut.

const normal = (mean: number, stddev: number) => ({
  source: documented('randomNormal', 'generates random values initialized to a normal distribution'),
  subject: tensorflowSubject('randomNormal', { mean, stddev }),
  promised: promisedMatrix(['normal', { mean, std: Math.abs(stddev) }]),
  promise: `normal with mean ${mean} and standard deviation ${Math.abs(stddev)}`,
  shapes: tensors,
});
kept('random-normal', { statement: 'randomNormal is normal with its mean and stddev', ...normal(3, 0.5) });
kept('random-normal-mean-0', { statement: 'randomNormal with mean 0 has mean 0', ...normal(0, 2) });
kept('random-normal-stddev-negative', {
  statement: 'randomNormal with stddev −1 has the standard deviation 1',
  ...normal(0, -1),
  note: 'The documentation does not say what a negative stddev does. Its sign is lost; nothing warns.',
});
const constantScript = (name: string) =>
  script(
    `const w = initializers.${name}({ mean: 1, stddev: 0, seed: 1 }).apply([1000]).dataSync();`,
    'const [low, high] = [Math.min(...w), Math.max(...w)];',
    "console.log(low, 'to', high, 'kept:', low === 1 && high === 1);",
  );
const spread = 'stddev: Standard deviation of the random values to generate.';
for (const name of ['randomNormal', 'truncatedNormal'] as const)
  deviates(`${name === 'randomNormal' ? 'random' : 'truncated'}-normal-stddev-0`, {
    statement: `${name} with stddev 0 draws its mean`,
    source: documented(name, spread),
    subject: tensorflowSubject(name, { mean: 1, stddev: 0 }),
    promised: promisedMatrix(['constant', { value: 1 }]),
    promise: 'every weight the mean, 1',
    shapes: tensors,
    note: 'A stddev of 0 is taken for a missing one: it becomes .05.',
    script: constantScript(name),
  });
const redrawn = 'values more than two standard deviations from the mean are discarded and re-drawn';
kept('truncated-normal', {
  statement: 'truncatedNormal is a normal cut at two of its standard deviations',
  source: documented('truncatedNormal', redrawn),
  subject: tensorflowSubject('truncatedNormal', { mean: -1, stddev: 2 }),
  promised: promisedMatrix(['truncated-normal', { mean: -1, std: 2 * leftByCut }]),
  promise: 'normal with mean −1 and standard deviation 2, cut at −5 and 3',
  shapes: tensors,
});
deviates('truncated-normal-stddev', {
  statement: 'What truncatedNormal generates has the standard deviation stddev',
  source: documented('truncatedNormal', spread),
  subject: tensorflowSubject('truncatedNormal', { mean: 0, stddev: 1 }),
  promised: promisedMatrix(['truncated-normal', { std: 1 }]),
  promise: 'cut normal with standard deviation 1',
  shapes: tensors,
  note: 'It is the standard deviation before the cut, which leaves .8796 of it. The same page’s other sentence, that values beyond two standard deviations are drawn again, is kept (truncated-normal).',
  script: deviationOf('truncatedNormal({ stddev: 1, seed: 1 })', '[10000]', '1'),
});
/** Counts how often it is asked for its value, and gives up at some point. */
const countedStddev = (most: number) => {
  let asked = 0;
  return {
    valueOf() {
      if (++asked > most) throw new Error(`gave up after ${most} uses of stddev: no value is ever accepted`);
      return -1;
    },
    toJSON: () => -1,
  };
};
const negative = tensorflowSubject('truncatedNormal', {}, { seed: 1 });
deviates(
  'truncated-normal-stddev-negative',
  {
    statement: 'truncatedNormal with stddev −1 comes to an end',
    source: documented('truncatedNormal', redrawn),
    subject: {
      ...negative,
      label: 'tf.initializers.truncatedNormal({ stddev: -1, seed: 1 })',
      open: () => tensorflowSubject('truncatedNormal', { stddev: countedStddev(10_000) }, { seed: 1 }).open(),
    },
    promised: promisedMatrix(['truncated-normal', { std: leftByCut }]),
    promise: 'a cut normal, or a refusal',
    shapes: vectors,
    note: 'With a negative stddev the upper bound lies below the lower one, every value is drawn again, and the call never returns. The subject counts how often stddev is used instead of waiting; a positive one is used 4 times for a weight or a few more.',
    script: script(
      'let uses = 0;',
      'const stddev = { valueOf() { if (++uses > 1e6) throw Error("no weight in 1e6 uses"); return -1; } };',
      "try { initializers.truncatedNormal({ stddev }).apply([1]); } catch ({ message }) { console.log(message, 'kept:', false); }",
    ),
  },
  1,
);

// Variance scaling and its named cases.

const distributedAs = {
  normal:
    'samples are drawn from a truncated normal distribution centered on zero, with `stddev = sqrt(scale / n)`',
  uniform:
    'samples are drawn from a uniform distribution within [-limit, limit], with `limit = sqrt(3 * scale / n)`',
};
const beforeCut =
  'It is the standard deviation before the cut at two of them, which leaves .8796 of it: the variance is .7737 of the stated one. Keras divides by that factor; reported as tensorflow/tfjs issue 8594.';
for (const mode of ['fanIn', 'fanOut', 'fanAvg'] as const) {
  const name = mode.replace('fan', 'fan-').toLowerCase();
  kept(`variance-scaling-uniform-${name}`, {
    statement: `varianceScaling by ${mode}, uniform, is uniform within √(3 · scale / n)`,
    source: documented('varianceScaling', distributedAs.uniform),
    subject: tensorflowSubject('varianceScaling', { scale: 3, mode, distribution: 'uniform' }),
    promised: scaled(3, mode, 'uniform'),
    promise: `U(±√(9 / n)), n the ${fanNames[mode]}`,
  });
  deviates(`variance-scaling-normal-${name}`, {
    statement: `varianceScaling by ${mode}, normal, has the standard deviation √(scale / n)`,
    source: documented('varianceScaling', distributedAs.normal),
    subject: tensorflowSubject('varianceScaling', { scale: 3, mode, distribution: 'normal' }),
    promised: scaled(3, mode, 'normal'),
    promise: `cut normal with variance 3 / n, n the ${fanNames[mode]}`,
    note: beforeCut,
    script: deviationOf(
      `varianceScaling({ scale: 3, mode: '${mode}', seed: 1 })`,
      '[100, 100]',
      'Math.sqrt(3 / 100)',
    ),
  });
}
deviates('variance-scaling-truncated-normal', {
  statement: 'varianceScaling with distribution truncatedNormal draws a truncated normal',
  source: documented('varianceScaling', "distribution ('normal'|'uniform'|'truncatedNormal')"),
  subject: tensorflowSubject('varianceScaling', { distribution: 'truncatedNormal' }),
  promised: scaled(1, 'fanIn', 'truncatedNormal'),
  promise: 'cut normal with variance 1 / fan-in',
  note: 'The name is accepted, and a uniform law is drawn: within √3 standard deviations, where a normal cut at two reaches 2.27. Its variance is the stated one.',
  script: script(
    "const w = initializers.varianceScaling({ distribution: 'truncatedNormal', seed: 1 }).apply([100, 100]).dataSync();",
    'const [most, limit] = [Math.max(...w.map(Math.abs)), Math.sqrt(3 / 100)];',
    "console.log('largest', most, 'a uniform’s limit', limit, 'kept:', most > limit * 1.001);",
  ),
});
kept(
  'variance-scaling-scale-0',
  {
    statement: 'varianceScaling with scale 0 draws zeros',
    source: documented('varianceScaling', distributedAs.normal),
    subject: tensorflowSubject('varianceScaling', { scale: 0 }),
    promised: promisedMatrix('zeros'),
    promise: 'every weight 0',
    note: 'The argument is documented as a positive float; 0 is accepted, a negative one is refused.',
  },
  true,
);

const named = [
  ['he', 2, 'fanIn', 'sqrt(2 / fanIn)', 'sqrt(6 / fan_in)', 'fanIn', 2 / 100],
  ['glorot', 1, 'fanAvg', 'sqrt(2 / (fan_in + fan_out))', 'sqrt(6 / (fan_in + fan_out))', 'fan_in', 1 / 100],
  ['leCun', 1, 'fanIn', 'sqrt(1 / fanIn)', 'sqrt(3 / fanIn)', 'fanIn', 1 / 100],
] as const satisfies readonly (readonly [string, number, Mode, string, string, string, number])[];

for (const [prefix, scale, mode, stddev, limit, fan, variance] of named) {
  const [normalName, uniformName] = [`${prefix}Normal`, `${prefix}Uniform`] as const;
  const id = prefix.toLowerCase();
  kept(`${id}-uniform`, {
    statement: `${uniformName} is uniform within ${limit}`,
    source: documented(uniformName, `within [-limit, limit] where limit is ${limit}`),
    subject: tensorflowSubject(uniformName),
    promised: scaled(scale, mode, 'uniform'),
    promise: `U(±${limit})`,
  });
  deviates(`${id}-normal`, {
    statement: `${normalName} has the standard deviation ${stddev}`,
    source: documented(normalName, `a truncated normal distribution centered on 0 with stddev = ${stddev}`),
    subject: tensorflowSubject(normalName),
    promised: scaled(scale, mode, 'normal'),
    promise: `cut normal with standard deviation ${stddev}`,
    note: beforeCut,
    script: deviationOf(`${normalName}({ seed: 1 })`, '[100, 100]', `Math.sqrt(${variance})`),
  });
  deviates(
    `${id}-uniform-vector`,
    {
      statement: `${uniformName} counts the inputs of a vector of n weights as n`,
      source: documented(uniformName, `where ${fan} is the number of input units in the weight tensor`),
      subject: tensorflowSubject(uniformName),
      promised: scaled(scale, mode, 'uniform'),
      promise: `U(±${limit}), both fans the length of the vector`,
      shapes: vectors,
      note: 'For one dimension the documentation has no other sentence. √n is taken, which is no number of units; Keras itself takes n today.',
      script: script(
        `const w = initializers.${uniformName}({ seed: 1 }).apply([100]).dataSync();`,
        `const [most, limit] = [Math.max(...w.map(Math.abs)), Math.sqrt(3 * ${variance})];`,
        "console.log('largest', most, 'limit', limit, 'kept:', most <= limit);",
      ),
    },
    4_000,
  );
}

// Orthogonal matrices.

/** Up to three reflections in float32, each some ten roundings in every entry: 3 · 10 · 2^-24 = 1.8e-6, and twice that. */
const reflections = 4e-6;
for (const gain of [1, 0, -2])
  kept(
    `orthogonal-gain-${gain === -2 ? 'negative' : gain}`,
    {
      statement: `orthogonal with gain ${printed(gain)} has orthogonal vectors of length ${Math.abs(gain)}`,
      source: documented('orthogonal', 'generates a random orthogonal matrix'),
      subject: tensorflowSubject('orthogonal', { gain }, { rounding: reflections }),
      promised: promisedMatrix(['orthogonal', { gain: Math.abs(gain) }]),
      promise: `WᵀW = ${Math.abs(gain)}² I, entries by Haar’s marginal`,
      shapes: smallMatrices,
      draws: gain === 1 ? 120 : 1,
      note: 'Few matrices are drawn, because a factorization takes milliseconds there: what is said of the entries’ distribution is coarse, what is said of each matrix is not.',
    },
    true,
  );
deviates(
  'orthogonal-alone',
  {
    statement: 'orthogonal works with tfjs-core and tfjs-layers alone',
    source: documented('orthogonal', 'generates a random orthogonal matrix'),
    subject: tensorflowSubject('orthogonal', {}, { seed: 1, bare: true, rounding: reflections }),
    promised: promisedMatrix('orthogonal'),
    promise: 'a matrix',
    shapes: smallMatrices,
    note: 'tfjs-layers calls a method (flatten) that only the union package or tfjs-node adds to tensors, and that it does not ask for.',
    script: script(
      'try {',
      '  initializers.orthogonal({ seed: 1 }).apply([2, 2]);',
      "} catch ({ message }) { console.log(message, 'kept:', false); }",
    ),
  },
  1,
);

// Seeds. Seed 1 and seed 0, asked for the same weights twice.

const seeded = 'seed: Used to seed the random generator.';
const anyNumbers = promisedMatrix(weightsWithin(Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY));
const withSeeds = {
  'random-uniform': 'randomUniform',
  'random-normal': 'randomNormal',
  'truncated-normal': 'truncatedNormal',
  'variance-scaling': 'varianceScaling',
  'he-normal': 'heNormal',
  'he-uniform': 'heUniform',
  'glorot-normal': 'glorotNormal',
  'glorot-uniform': 'glorotUniform',
  'lecun-normal': 'leCunNormal',
  'lecun-uniform': 'leCunUniform',
  orthogonal: 'orthogonal',
} as const;
for (const [id, name] of Object.entries(withSeeds)) {
  const given = (seed: number) => ({
    statement: `${name} with seed ${seed} gives the same weights again`,
    source: documented(name, seeded),
    subject: tensorflowSubject(name, {}, { seed }),
    promised: anyNumbers,
    promise: 'equal weights for equal seeds',
    shapes: smallMatrices,
    faults: ['one-weight-differs-again'] as const,
  });
  kept(`${id}-seed-1`, given(1), true);
  if (name.endsWith('Uniform'))
    kept(
      `${id}-seed-0`,
      {
        ...given(0),
        note: 'tf.randomUniform, which draws here, documents the contrary: only a seed other than 0 seeds the generator.',
      },
      true,
    );
  else
    deviates(
      `${id}-seed-0`,
      {
        ...given(0),
        faults: repair,
        note: 'A seed of 0 is taken for a missing one: the generator starts anywhere.',
        script: name === 'orthogonal' ? unrepeatedOrthogonal : unrepeated(name),
      },
      1,
    );
}
