import type { ClaimResult } from '../../results/schema.ts';
import { claimPath, notRun, type VerdictMark, verdictMark } from './page.ts';

/** The notes' sentences, each with the claims that put it to the test. */
const sentences: readonly { readonly quote: string; readonly claims: readonly string[] }[] = [
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
    claims: ['random/breaks-symmetry'],
  },
  {
    quote: 'It is however okay to initialize the biases b[l] to zeros',
    claims: ['random/zero-biases-suffice'],
  },
  { quote: 'The cost starts very high', claims: ['large/cost-starts-high', 'large/sigmoid-saturates'] },
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
    claims: ['large/learns-slower', 'large/early-luck', 'large/narrows-rates'],
  },
  {
    quote: 'Hopefully intializing with small random values does better',
    claims: ['small/does-better', 'small/needs-rate', 'adam/rescues-small-not-large'],
  },
  { quote: 'This works well with ReLU functions', claims: ['he/variance-kept', 'he/accuracy'] },
  {
    quote: 'Speed up the optimization learning process',
    claims: ['he/fastest-on-relu', 'he/faster-than-xavier', 'he/fastest-of-all'],
  },
  {
    quote: 'Increase the odds of gradient descent converging to a lower training (and generalization) error',
    claims: ['he/generalizes', 'large/learns-slower', 'seed/one-seed-proves-little'],
  },
];

export interface NotesSentence {
  readonly quote: string;
  readonly claims: readonly {
    readonly id: string;
    /** Null for a claim that is not in the results: it has no page. */
    readonly href: string | null;
    readonly statement: string;
    readonly verdict: VerdictMark;
  }[];
}

/** What is left of each sentence. A claim's parts (`large/cost-starts-high/…`) count with it. */
export function notesSentences(results: readonly ClaimResult[]): NotesSentence[] {
  return sentences.map(({ quote, claims }) => ({
    quote,
    claims: claims.flatMap((id): NotesSentence['claims'] => {
      const found = results.filter((claim) => claim.id === id || claim.id.startsWith(`${id}/`));
      if (found.length === 0) return [{ id, href: null, statement: id, verdict: notRun }];
      return found.map((claim) => ({
        id: claim.id,
        href: claimPath(claim.id),
        statement: claim.statement,
        verdict: verdictMark(claim),
      }));
    }),
  }));
}
