import { type LawCase, sameNumbers } from './law-cases.ts';
import { sizeOf } from './subject.ts';

/** What holds of every tensor that keeps its law, exactly or to the rounding of its numbers. */
interface Check {
  readonly name: string;
  /** How a case breaks it, for people; null where it does not, undefined where it is not asked. */
  readonly breach: (given: LawCase, rounding: number) => string | null | undefined;
}

export interface Checked {
  readonly name: string;
  readonly cases: number;
  readonly breaches: number;
  /** The first breach, with its shape. */
  readonly example: string | null;
}

const checks: readonly Check[] = [
  { name: 'weights come out', breach: ({ error }) => error },
  {
    name: 'there are as many weights as the shape asks for',
    breach: ({ weights, dimensions }) =>
      weights.length === sizeOf(dimensions) ? null : `${weights.length} weights`,
  },
  {
    name: 'every weight is finite',
    breach: ({ weights }) => firstThat(weights, (w) => !Number.isFinite(w)),
  },
  {
    name: 'every weight lies in the support',
    breach: ({ weights, law }, rounding) => {
      const room = (end: number) => (rounding === 0 ? 0 : Math.abs(end) * rounding);
      const [low, high] = law.support;
      return firstThat(weights, (w) => !(w >= low - room(low) && w <= high + room(high)));
    },
  },
  {
    name: 'each tensor as a whole is as promised',
    breach: ({ weights, law: { exact } }, rounding) => {
      if (!exact) return undefined;
      const deviation = exact.deviation(weights);
      return deviation <= exact.atMost + exact.scale * rounding
        ? null
        : `${exact.measure}: ${Number(deviation.toPrecision(4))}`;
    },
  },
  {
    name: 'the same seed gives the same weights again',
    breach: ({ weights, again }) => {
      if (again === null) return undefined;
      return sameNumbers(weights, again) ? null : 'other weights';
    },
  },
  {
    name: 'another layer and another seed give other weights',
    breach: ({ weights, law, others }) => {
      // A single weight may meet itself by chance where its law has few values.
      if (!others || law.variance === 0 || !law.cdf || weights.length < 2) return undefined;
      return sameNumbers(weights, others.layer) || sameNumbers(weights, others.seed)
        ? `twice ${weights[0]}, ${weights[1]}`
        : null;
    },
  },
];

/** Each check that is asked of the cases, and how many break it. */
export function checkCases(cases: readonly LawCase[], rounding: number): Checked[] {
  return checks.flatMap(({ name, breach }) => {
    const asked = cases
      // Without weights there is one breach, not one of each kind.
      .filter(({ error }) => error === null || name === checks[0]!.name)
      .map((given) => ({ shape: given.dimensions.join(' × '), found: breach(given, rounding) }))
      .filter(({ found }) => found !== undefined);
    const broken = asked.filter(({ found }) => found !== null);
    const example = broken[0] ? `shape ${broken[0].shape}: ${broken[0].found}` : null;
    return asked.length > 0 ? [{ name, cases: asked.length, breaches: broken.length, example }] : [];
  });
}

function firstThat(weights: ArrayLike<number>, test: (weight: number) => boolean): string | null {
  for (let i = 0; i < weights.length; i++)
    if (test(weights[i]!)) return `weight ${i} is ${Number(weights[i]!.toPrecision(4))}`;
  return null;
}
