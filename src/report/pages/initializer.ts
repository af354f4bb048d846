import { decodeNumber } from '../../results/numbers.ts';
import type { ArmRecord, ClaimResult, Evidence, PortraitRecord, Results } from '../../results/schema.ts';
import { type Chart, type Table, table } from '../charts/chart.ts';
import { drawsChart } from '../charts/draws-density.ts';
import { throughDepthChart } from '../charts/through-depth.ts';
import { type FirstOf, firstOf } from './first-of.ts';
import { formatCount, formatNumber } from './numbers.ts';
import { claimPath, type Page, type VerdictMark, verdictMark } from './page.ts';
import { runLine } from './run-line.ts';

export interface InitializerPage extends Page {
  readonly id: string;
  readonly label: string;
  readonly formula: string;
  readonly source: string;
  readonly law: string;
  readonly draws: Chart | null;
  /** Why there is no chart of draws. */
  readonly noDraws: string | null;
  readonly numbers: Table;
  readonly depth: Chart | null;
  readonly depthSetting: string;
  readonly noDepth: string | null;
  readonly claims: FirstOf<{
    readonly href: string;
    readonly statement: string;
    readonly verdict: VerdictMark;
  }>;
  readonly runLine: readonly string[];
}

const mostClaims = 200;

export const initializerPath = (id: string): string => `initializers/${id}.html`;

/** One initializer: its law, its draws against it, what depth does to its signal, and the claims about it. */
export function initializerPage(portrait: PortraitRecord, { run, claims }: Results): InitializerPage {
  const { id, label, formula, source, layer, depth } = portrait;
  const chart = throughDepthChart(portrait);
  const draws = drawsChart(portrait);
  return {
    path: initializerPath(id),
    root: '../',
    template: 'initializer',
    title: `${label}: ${formula}`,
    id,
    label,
    formula,
    source,
    law: lawSentence(layer),
    draws,
    noDraws: draws
      ? null
      : `Nothing is drawn by chance: every weight is ${layer.bins.map(({ low }) => formatNumber(low)).join(' or ')}.`,
    numbers: numbersOf(layer),
    depth: chart,
    depthSetting: `A network of ${formatCount(depth.layers)} layers of ${formatCount(depth.width)} ${depth.activation === 'relu' ? 'ReLU' : depth.activation} units, before training, under ${formatCount(depth.keys)} keys. Biases start at zero.`,
    noDepth: chart
      ? null
      : 'Nothing gets through: a signal or a gradient of exactly 0 has no place on a logarithmic axis.',
    claims: firstOf(
      claimsAbout(id, claims).map((claim) => ({
        href: `../${claimPath(claim.id)}`,
        statement: claim.statement,
        verdict: verdictMark(claim),
      })),
      mostClaims,
    ),
    runLine: runLine(run),
  };
}

const families: Readonly<Record<string, string>> = {
  normal: 'a normal distribution',
  'truncated-normal': 'a normal distribution cut at both ends',
  uniform: 'a uniform distribution',
  constant: 'one value',
  orthogonal: 'the coordinates of random orthonormal vectors; weights of one matrix depend on each other',
  identity: 'ones on the diagonal, zeros elsewhere',
};

function lawSentence({ law, fanIn, fanOut }: PortraitRecord['layer']): string {
  const ends = law.support.map(decodeNumber);
  const within =
    ends.every(Number.isFinite) && law.variance > 0
      ? `, between ${ends.map((end) => formatNumber(end)).join(' and ')}`
      : '';
  return `With ${formatCount(fanIn)} inputs and ${formatCount(fanOut)} units: ${families[law.family] ?? law.family}, mean ${formatNumber(law.mean)}, variance ${formatNumber(law.variance)}${within}.`;
}

const numbersOf = ({ law, mean, variance }: PortraitRecord['layer']): Table =>
  table(
    ['Number', '#By the law', '#Drawn'],
    [
      ['mean', formatNumber(law.mean), formatNumber(mean, 2)],
      ['variance', formatNumber(law.variance), formatNumber(variance)],
      ['standard deviation', formatNumber(Math.sqrt(law.variance)), formatNumber(Math.sqrt(variance))],
    ],
  );

/** Topics that are about one initializer by name, whatever runs they compare. */
const topicOf: Readonly<Record<string, string>> = { zeros: 'zero/', constant: 'constant/' };

/** Claims that train or measure it, with any parameters, and those that have it for a topic. */
export function claimsAbout(id: string, claims: readonly ClaimResult[]): ClaimResult[] {
  return claims.filter((claim) => {
    if (claim.id.startsWith(topicOf[id] ?? '\0')) return true;
    if (claim.id === `laws/${id}`) return true;
    return claim.status === 'ran' && armsOf(claim.evidence).some(({ init }) => idOf(init) === id);
  });
}

const idOf = (init: ArmRecord['init']) => (Array.isArray(init) ? init[0] : init);

function armsOf(evidence: Evidence): readonly ArmRecord[] {
  if (evidence.kind === 'scores') return evidence.arms;
  return evidence.kind === 'runs' ? evidence.runs.map(({ arm }) => arm) : [];
}
