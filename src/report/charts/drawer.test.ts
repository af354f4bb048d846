import { expect, test } from 'vitest';
import { type Chart, table } from './chart.ts';
import { startDrawer } from './drawer.ts';
import { frame, framed, layer, pixel, word } from './frame.ts';

const place = { x: pixel('x'), y: pixel('y') };
const rows = [10, 20, 30].map((x) => ({ x, y: x, text: 'an id="s1" of url(#clip1)' }));

/** Symbols that are shared and a path that clips: both have ids. */
const chart = (): Chart => ({
  title: 'a title',
  description: 'a description',
  notes: [],
  specs: {
    wide: framed(frame('compact', 100, { left: 10, right: 10, top: 10, bottom: 10 }), [
      layer(rows, { type: 'point', size: 14, clip: true }, place),
      layer(rows, { type: 'text' }, { ...place, text: word('text') }),
    ]),
    narrow: null,
  },
  table: table([], []),
});

test('charts that share a page share no id, and each one’s references stay within it', async () => {
  const [one, other] = [chart(), chart()];
  const drawings = await startDrawer().draw([one, other]);
  const ids = [one, other].map((drawn) => {
    const { wide } = drawings.get(drawn)!;
    const tags = wide.replace(/>[^<]+</g, '><');
    const own = [...tags.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
    const asked = [...tags.matchAll(/url\(#([^)]*)\)| href="#([^"]*)"/g)].map(([, url, href]) => url ?? href);
    expect(asked).toHaveLength(1 + rows.length);
    expect(own).toEqual(expect.arrayContaining(asked));
    expect(wide.split('>an id="s1" of url(#clip1)<')).toHaveLength(1 + rows.length);
    return own;
  });
  expect(ids.map(({ length }) => length)).toEqual([4, 4]);
  expect(new Set(ids.flat()).size).toBe(8);
});

test('a drawing is the same, whatever was drawn before it', async () => {
  const svgOf = async (drawn: Chart) => (await startDrawer().draw([drawn])).get(drawn)!.wide;
  expect(await svgOf(chart())).toBe(await svgOf(chart()));
});

test('what was kept is shown; what is new is drawn, and kept with what was shown', async () => {
  const one = chart();
  const other = { ...chart(), specs: { wide: { ...chart().specs.wide, height: 120 }, narrow: null } };
  const kept: ReadonlyMap<string, string>[] = [];
  const drawer = (before?: ReadonlyMap<string, string>) =>
    startDrawer({ read: () => before, write: (drawn) => kept.push(drawn) });

  const first = drawer();
  await first.draw([one]);
  first.keep();
  expect(kept.map(({ size }) => size)).toEqual([1]);
  const [[hash]] = [...kept[0]!] as [[string, string]];

  const again = drawer(
    new Map([
      [hash, '<svg kept="">'],
      ['of another spec', '<svg>'],
    ]),
  );
  expect((await again.draw([one])).get(one)!.wide).toMatch(/^<svg [^>]*kept="">/);
  again.keep();
  expect(kept).toHaveLength(1);

  const more = drawer(
    new Map([
      [hash, '<svg kept="">'],
      ['of another spec', '<svg>'],
    ]),
  );
  await more.draw([one, other]);
  more.keep();
  expect(kept[1]?.get(hash)).toBe('<svg kept="">');
  expect(kept[1]?.size).toBe(2);
});
