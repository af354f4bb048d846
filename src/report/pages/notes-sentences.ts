import type { ClaimResult } from '../../results/schema.ts';
import { claimPath, notRun, type VerdictMark, verdictMark } from './page.ts';

interface Sentence {
  readonly quote: string;
  /** What it says, put to the test. */
  readonly claims: readonly string[];
  /** Where it ends: what a reader would add to it. */
  readonly but?: readonly string[];
}

/** The notes' sentences, each with the claims that put it to the test. */
const sentences: readonly Sentence[] = [
  {
    quote: 'initializing all the weights to zero results in the network failing to break symmetry',
    claims: [
      'zero/units-stay-identical',
      'zero/cost-stays-ln2',
      'zero/only-last-bias-learns',
      'zero/random-biases-not-enough',
    ],
  },
  {
    quote: 'you might as well be training a neural network with n[l]=1 for every layer',
    claims: ['constant/equals-one-unit'],
  },
  {
    quote: 'the network is no more powerful than a linear classifier such as logistic regression',
    claims: ['constant/no-better-than-a-half-plane'],
  },
  {
    quote: 'Symmetry is still broken so long as W[l] is initialized randomly',
    claims: ['random/breaks-symmetry', 'random/live-units-differ'],
  },
  {
    quote: 'It is however okay to initialize the biases b[l] to zeros',
    claims: ['random/zero-biases-suffice'],
  },
  {
    quote: 'The cost starts very high',
    claims: ['large/cost-starts-high', 'large/starts-ten-times-higher', 'large/sigmoid-saturates'],
  },
  {
    quote: 'Indeed, when log(a[3])=log(0), the loss goes to infinity',
    claims: ['large/cost-infinite-unguarded'],
  },
  {
    quote: 'Poor initialization can lead to vanishing/exploding gradients',
    claims: ['scale/gradients-vanish-or-explode'],
  },
  {
    quote: 'If you train this network longer you will see better results',
    claims: ['large/longer-helps-a-little'],
  },
  {
    quote: 'initializing with overly large random numbers slows down the optimization',
    claims: ['large/learns-slower', 'large/narrows-rates'],
    but: ['large/early-luck'],
  },
  {
    quote: 'Hopefully intializing with small random values does better',
    claims: ['small/does-better'],
    but: ['small/needs-rate', 'adam/rescues-small-not-large', 'digits/small-does-better'],
  },
  { quote: 'This works well with ReLU functions', claims: ['he/accuracy', 'he/variance-kept'] },
  {
    quote: 'Speed up the optimization learning process',
    claims: ['he/fastest-on-relu', 'he/faster-than-xavier'],
    but: ['he/fastest-of-all'],
  },
  {
    quote: 'Increase the odds of gradient descent converging to a lower training (and generalization) error',
    claims: ['he/generalizes', 'large/learns-slower'],
    but: ['seed/one-seed-proves-little'],
  },
];

interface Tested {
  readonly id: string;
  /** Null for a claim that is not in the results: it has no page. */
  readonly href: string | null;
  readonly statement: string;
  readonly verdict: VerdictMark;
}

export interface NotesSentence {
  readonly quote: string;
  /** The worst of its claims' verdicts: a sentence holds where all of them do. */
  readonly verdict: VerdictMark;
  readonly claims: readonly Tested[];
  readonly but: readonly Tested[];
}

/**
 * What is left of each sentence. A claim's parts (`large/cost-starts-high/…`) count with it. Empty where the results know
 * none of the claims: a project of its own has other things to prove.
 */
export function notesSentences(results: readonly ClaimResult[]): NotesSentence[] {
  const all = sentences.map(({ quote, claims, but = [] }) => {
    const tested = claims.flatMap((id) => testedBy(id, results));
    return {
      quote,
      verdict: worst(tested.map(({ verdict }) => verdict)),
      claims: tested,
      but: but.flatMap((id) => testedBy(id, results)),
    };
  });
  return all.some(({ claims }) => claims.some(({ href }) => href !== null)) ? all : [];
}

function testedBy(id: string, results: readonly ClaimResult[]): Tested[] {
  const found = results.filter((claim) => claim.id === id || claim.id.startsWith(`${id}/`));
  if (found.length === 0) return [{ id, href: null, statement: id, verdict: notRun }];
  return found.map((claim) => ({
    id: claim.id,
    href: claimPath(claim.id),
    statement: claim.statement,
    verdict: verdictMark(claim),
  }));
}

const gravity: readonly VerdictMark['kind'][] = ['failed', 'refuted', 'undecided', 'not-run', 'holds'];

function worst(marks: readonly VerdictMark[]): VerdictMark {
  const [first] = marks.toSorted((a, b) => gravity.indexOf(a.kind) - gravity.indexOf(b.kind));
  return first ?? notRun;
}
