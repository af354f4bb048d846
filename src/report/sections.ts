import type { Bench } from '../results/bench.ts';
import { changesSince } from '../results/changes.ts';
import type { DeepFindings } from '../results/deep-findings.ts';
import { type HistoryLine, historyLineOf, trails } from '../results/history.ts';
import type { Results } from '../results/schema.ts';
import { boardPage } from './pages/board.ts';
import { claimPage } from './pages/claim.ts';
import { coursePages } from './pages/course.ts';
import { drawnClaims } from './pages/drawn-claims.ts';
import { initializerPages } from './pages/initializers.ts';
import { mapsPages } from './pages/maps.ts';
import { methodsPage } from './pages/methods.ts';
import type { Page } from './pages/page.ts';
import { runsPage } from './pages/runs.ts';
import { tensorflowPages } from './pages/tensorflow.ts';

/** All that a report is made from. */
export interface Recorded {
  readonly results: Results;
  /** Null where nothing was timed. */
  readonly bench: Bench | null;
  /** The runs before this one. */
  readonly former: readonly HistoryLine[];
  /** What deep runs found of claims that this one left out; null where nothing was kept. */
  readonly deep: DeepFindings | null;
}

/** Pages that belong together. The navigation leads to the first of them; without pages there is no way to it. */
interface Section {
  readonly label: string;
  readonly pages: (recorded: Recorded) => readonly Page[];
}

/** All pages of the report, in the order of its navigation. One more is a page, its template and a line here. */
const sections: readonly Section[] = [
  {
    label: 'Claims',
    pages: claimPages,
  },
  { label: 'The course', pages: ({ results }) => coursePages(results) },
  { label: 'Initializers', pages: ({ results }) => initializerPages(results) },
  { label: 'Maps', pages: ({ results, deep }) => mapsPages(results, deep) },
  { label: 'TensorFlow.js', pages: ({ results }) => tensorflowPages(results) },
  { label: 'Methods', pages: ({ results, bench }) => [methodsPage(results, bench)] },
  {
    label: 'Runs',
    pages: ({ results, former }) => [runsPage(results, [...former, historyLineOf(results)])],
  },
];

function claimPages({ results, former, deep }: Recorded): Page[] {
  const drawn = drawnClaims(results.claims, deep);
  const trailOf = trails([...former, historyLineOf(results)]);
  return [
    boardPage(results, changesSince(former, results), deep),
    ...results.claims.map((claim) =>
      claimPage(claim, results, trailOf.get(claim.id) ?? [], deep, drawn.has(claim.id)),
    ),
  ];
}

export interface MadeSection {
  readonly label: string;
  readonly pages: readonly Page[];
}

export const makeSections = (recorded: Recorded): MadeSection[] =>
  sections
    .map(({ label, pages }) => ({ label, pages: pages(recorded) }))
    .filter(({ pages }) => pages.length > 0);

/** A link of the navigation, as a page of one of the sections shows it. */
export interface NavigationLink {
  readonly label: string;
  readonly href: string;
  readonly current: boolean;
}

export const navigation = (sections: readonly MadeSection[], page: Page): NavigationLink[] =>
  sections.map(({ label, pages }) => ({
    label,
    href: `${page.root}${pages[0]?.path}`,
    current: pages.includes(page),
  }));
