import { decodeNumber } from '../../results/numbers.ts';
import type { PortraitRecord, Results } from '../../results/schema.ts';
import { claimsAbout, initializerPage, initializerPath } from './initializer.ts';
import { formatNumber } from './numbers.ts';
import type { Page } from './page.ts';
import { runLine } from './run-line.ts';

interface InitializersPage extends Page {
  readonly setting: string;
  readonly rows: readonly {
    readonly href: string;
    readonly label: string;
    readonly id: string;
    readonly formula: string;
    readonly signal: string;
    readonly gradient: string;
    readonly claims: string;
  }[];
  readonly runLine: readonly string[];
}

/** All initializers side by side, then one page each; none where the results carry none. */
export function initializerPages(results: Results): Page[] {
  const portraits = results.initializers ?? [];
  const [first] = portraits;
  if (!first) return [];
  const { layers, width, keys } = first.depth;
  const overview: InitializersPage = {
    path: 'initializers.html',
    root: '',
    template: 'initializers',
    title: 'What each initializer draws, and what depth makes of it',
    setting: `Of ${layers} layers of ${width} ReLU units: the signal is the mean square of the activations of the last over that of the first, the gradient its mean square at the first over that at the last. Both before training, the middle of ${keys} keys. At 1 nothing is lost and nothing gained.`,
    rows: portraits.map((portrait) => rowOf(portrait, results)),
    runLine: runLine(results.run),
  };
  return [overview, ...portraits.map((portrait) => initializerPage(portrait, results))];
}

const rowOf = ({ id, label, formula, depth }: PortraitRecord, { claims }: Results) => ({
  href: initializerPath(id),
  label,
  id,
  formula,
  signal: formatNumber(decodeNumber(depth.signal.median.at(-1) ?? 'NaN'), 2),
  gradient: formatNumber(decodeNumber(depth.gradient.median[0] ?? 'NaN'), 2),
  claims: String(claimsAbout(id, claims).length),
});
