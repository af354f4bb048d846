import { parse, View } from 'vega';
import { compile, type TopLevelSpec } from 'vega-lite';
import { expect, test } from 'vitest';
import { exampleBench } from '../../results/bench-fixture.ts';
import { exampleDeep } from '../../results/deep-findings-fixture.ts';
import { chartsOf } from '../page-charts.ts';
import { fixtureResults } from '../results-fixture.ts';
import { makeSections } from '../sections.ts';
import type { Spec } from './chart.ts';
import { formOf } from './form.ts';
import { frame, framed, layer, pixel, quantity } from './frame.ts';
import { armChannels, armStyles } from './initializer-style.ts';
import { render } from './render.ts';
import { axisOf, type Scale, vegaScale } from './scale.ts';
import { tidied } from './tidied.ts';

/** Every spec of a report that has charts of all kinds. */
const specs = makeSections({ results: fixtureResults, bench: exampleBench, deep: exampleDeep, former: [] })
  .flatMap(({ pages }) => pages.flatMap(chartsOf))
  .flatMap(({ specs: { wide, narrow } }) => (narrow ? [wide, narrow] : [wide]));

function example(scale: Scale, title: string, arm: string, height: number): Spec {
  const init = { name: arm, label: arm, init: 'he', differs: null };
  const x = quantity('value', vegaScale(scale), axisOf(scale, title));
  const { stroke } = armChannels(armStyles([init]));
  const plot = frame('wide', height, { left: height, right: 0, top: 0, bottom: 0 });
  return framed(plot, [
    layer([{ value: height, y: 1, arm }], { type: 'point' }, { x, y: pixel('y'), stroke }),
  ]);
}

const one = example({ type: 'log', domain: [1, 10], ticks: [1, 10] }, 'steps', 'he', 40);
const other = example({ type: 'log', domain: [1e-9, 1e9], ticks: [1e-6, 1, 1e6] }, 'cost', 'glorot', 90);

test('charts of one kind have one form: what is their own fills it', () => {
  expect(formOf(one).form).toBe(formOf(other).form);
  expect(formOf(other).size.height).toBe(90);
  expect([...formOf(other).rows.values()]).toEqual([[{ value: 90, y: 1, arm: 'glorot' }]]);
  expect(Object.fromEntries(formOf(other).parameters)).toEqual({
    xDomain: [1e-9, 1e9],
    xTitle: 'cost',
    xTicks: [1e-6, 1, 1e6],
    xLabels: { '0.000001': '10⁻⁶', '1': '1', '1000000': '10⁶' },
    strokeDomain0: 'glorot',
    strokeRange0: 'var(--he)',
  });
});

test('whatever else differs makes another form', () => {
  const linear = example({ type: 'linear', domain: [1, 10], ticks: [1, 10] }, 'steps', 'he', 40);
  expect(formOf(linear).form).not.toBe(formOf(one).form);
  const [first] = one.layer as Spec[];
  expect(formOf({ ...one, layer: [{ ...first, mark: { type: 'tick' } }] }).form).not.toBe(formOf(one).form);
});

test('layers that differ in what they share are refused', () => {
  const both = { ...one, layer: [...(one.layer as Spec[]), ...(other.layer as Spec[])] };
  expect(() => formOf(both)).toThrow('invalid chart: its layers share a channel, and differ in xDomain');
});

test('a form filled is what Vega-Lite makes of the spec itself', async () => {
  expect(specs.length).toBeGreaterThan(50);
  for (const spec of specs) {
    const compiled = compile(structuredClone(spec) as unknown as TopLevelSpec).spec;
    const plain = new View(parse(compiled), { renderer: 'none' });
    expect(await render(spec)).toBe(tidied(await plain.toSVG()));
  }
});
