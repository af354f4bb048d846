import { expect, test } from 'vitest';
import { exampleBench } from '../../results/bench-fixture.ts';
import { exampleDeep } from '../../results/deep-findings-fixture.ts';
import { historyLineOf } from '../../results/history.ts';
import { chartsOf } from '../page-charts.ts';
import { fixtureResults } from '../results-fixture.ts';
import { makeSections } from '../sections.ts';
import type { Spec } from './chart.ts';
import type { Frame } from './frame.ts';
import { render } from './render.ts';

const earlier = historyLineOf({ ...fixtureResults, run: { ...fixtureResults.run, startedAt: 'earlier' } });
const charts = makeSections({
  results: fixtureResults,
  bench: exampleBench,
  deep: exampleDeep,
  former: [earlier],
}).flatMap(({ pages }) => pages.flatMap(chartsOf));

/** All that a drawing draws something at: symbols, and where its lines turn. In pixels from the plot's left and top. */
function placesIn(svg: string): [number, number][] {
  const symbols = svg.matchAll(
    /(?:<use [^>]*x="|<path transform="translate\()([-\d.]+)(?:" y="|,)([-\d.]+)/g,
  );
  const places = [...symbols].map(([, x, y]): [number, number] => [Number(x), Number(y)]);
  for (const [, line] of svg.matchAll(/ d="([^"]*)"/g)) {
    let [x, y] = [0, 0];
    for (const [, command, first, second] of line!.matchAll(/([MLHV])([-\d.]+)(?:,([-\d.]+))?/g)) {
      if (command === 'V') y = Number(first);
      else x = Number(first);
      if (second !== undefined) y = Number(second);
      places.push([x, y]);
    }
  }
  return places;
}

const kinds: [string, string][] = [
  ['dots of strips', 'One strip of dots'],
  ['costs', 'Cost by step'],
  ['profiles by layer', 'Mean square of the'],
  ['deviations', ', one strip for the claim as it stands'],
  ['estimates over runs', 'For each run a dot'],
  ['what depth does', 'On a logarithmic axis, layer by layer'],
];

test.each(kinds)('a pointer is told of %s where they are drawn', async (_, described) => {
  const told = charts.filter(({ description, tips }) => description.includes(described) && tips?.length);
  expect(told.length).toBeGreaterThan(0);
  for (const { specs, tips } of told) {
    const { left, top } = (specs.wide as Spec & Pick<Frame, 'padding'>).padding;
    const places = placesIn(await render(specs.wide));
    for (const [x, y, text] of tips!) {
      // Half a pixel is rounded away in each direction.
      const far = places.every(([px, py]) => Math.hypot(px + left - x, py + top - y) > 1);
      expect({ text, far }).toEqual({ text, far: false });
    }
  }
});
