import { decodeNumber } from '../../results/numbers.ts';
import type { CasesEvidence, Control } from '../../results/schema.ts';
import { asPrinted, counted, formatNumber, powerOfTen } from '../pages/numbers.ts';
import { type Chart, type Size, type Spec, type Tip, table } from './chart.ts';
import { type Frame, framed, lines, pixel, textWidth, tipAt } from './frame.ts';
import { cutLayers, type Strip, stripFrame, stripLayers } from './strips.ts';

/** Deviations of one plant that fall into one place: exactly 0, a tenth of a decade, or infinite. */
interface Dot {
  readonly exponent: number | 'zero' | 'infinite';
  readonly cases: number;
}

interface PlantStrip extends Strip {
  readonly color: string;
  readonly dots: readonly Dot[];
  readonly largest: number;
  readonly cases: number;
}

/** How far each case was from an exact promise: as claimed, and with each fault planted. */
export function deviationsChart(evidence: CasesEvidence, controls: readonly Control[]): Chart | null {
  const plants = [null, ...controls.map((control) => control.fault)];
  const strips = plants.map((plant) => stripOf(evidence, plant)).filter((strip) => strip.cases > 0);
  if (strips.length === 0) return null;
  const spec = (size: Size) => deviationsSpec(evidence, strips, size);
  return {
    title: deviationsTitle(strips, evidence.atMost),
    description: `${evidence.measure}, one strip for the claim as it stands and one for each planted fault, on a logarithmic axis with a place of its own for exactly 0. Larger dots are more cases.`,
    notes: [],
    specs: { wide: spec('wide'), narrow: spec('narrow') },
    tips: tipsOf(evidence, strips),
    table: table(
      ['Planted', 'Deviation', '#Cases'],
      strips.flatMap(({ label, dots }) => dots.map((dot) => [label, dotRange(dot), String(dot.cases)])),
    ),
  };
}

function deviationsTitle(strips: readonly PlantStrip[], atMost: number): string {
  const claimed = strips.find(({ label }) => label === asClaimed);
  const faults = strips.filter(({ label }) => label !== asClaimed);
  const seen = faults.filter((fault) => !(fault.largest <= atMost)).length;
  const limit = formatNumber(atMost);
  const start = !claimed
    ? 'No case was drawn as claimed'
    : claimed.largest <= atMost
      ? `${counted(claimed.cases, 'case')}, ${atMost === 0 ? 'each exactly 0' : `none above ${limit}`}`
      : `A case reaches ${formatNumber(claimed.largest)}; the promise is ${atMost === 0 ? 'exactly 0' : `at most ${limit}`}`;
  if (faults.length === 0) return start;
  return `${start}; ${seen === faults.length ? 'each' : `${seen} of ${faults.length}`} planted ${
    faults.length === 1 || seen === faults.length ? 'fault shows' : 'faults show'
  }`;
}

const asClaimed = 'as claimed';
const exactlyZero = 'exactly 0';

function stripOf({ rows }: CasesEvidence, plant: string | null): PlantStrip {
  const deviations = rows.filter((row) => row.plant === plant).map((row) => decodeNumber(row.deviation));
  const counts = new Map<Dot['exponent'], number>();
  for (const deviation of deviations) {
    const size = Math.abs(deviation);
    const exponent =
      size === 0 ? 'zero' : Number.isFinite(size) ? Math.round(Math.log10(size) * 10) / 10 : 'infinite';
    counts.set(exponent, (counts.get(exponent) ?? 0) + 1);
  }
  const order = (e: Dot['exponent']) =>
    e === 'zero' ? Number.NEGATIVE_INFINITY : e === 'infinite' ? 1e9 : e;
  const dots = [...counts].map(([exponent, cases]) => ({ exponent, cases }));
  dots.sort((a, b) => (order(a.exponent) < order(b.exponent) ? -1 : 1));
  return {
    label: plant ?? asClaimed,
    color: plant === null ? 'var(--accent)' : 'var(--muted)',
    ending: counted(deviations.length, 'case'),
    dots,
    cases: deviations.length,
    largest: deviations.reduce((a, b) => (Number.isNaN(b) || b > a ? b : a), Number.NEGATIVE_INFINITY),
  };
}

function dotRange({ exponent }: Dot): string {
  if (typeof exponent === 'string') return exponent === 'zero' ? 'exactly 0' : 'not finite';
  return `about ${formatNumber(Number((10 ** exponent).toPrecision(2)))}`;
}

/** Where strips and deviations lie. */
function layout({ measure, atMost }: CasesEvidence, strips: readonly PlantStrip[], size: Size) {
  const title = asPrinted(`${measure} (log scale)`);
  const frame = stripFrame(size, strips, title);
  const exponents = strips.flatMap(({ dots }) => dots.map((dot) => dot.exponent));
  return { title, frame, axis: exponentAxis(exponents, atMost, frame.width, size === 'wide' ? 8 : 4) };
}

function tipsOf(evidence: CasesEvidence, strips: readonly PlantStrip[]): Tip[] {
  const { frame, axis } = layout(evidence, strips, 'wide');
  return strips.flatMap(({ label, dots }, index) =>
    dots.map((dot) =>
      tipAt(
        frame,
        axis.position(dot.exponent),
        frame.middle(index),
        `${label}, ${dotRange(dot)}: ${counted(dot.cases, 'case')}`,
      ),
    ),
  );
}

function deviationsSpec(evidence: CasesEvidence, strips: readonly PlantStrip[], size: Size): Spec {
  const { atMost } = evidence;
  const { title, frame, axis } = layout(evidence, strips, size);
  const dots = strips.flatMap((strip, index) =>
    strip.dots.map(({ exponent, cases }) => ({
      x: axis.position(exponent),
      y: frame.middle(index),
      color: strip.color,
      area: 22 + 26 * Math.sqrt(cases),
    })),
  );
  const cut =
    atMost > 0
      ? cutLayers(frame, axis.position(Math.log10(atMost)), `at most ${formatNumber(atMost)}`)
      : cutLayers(frame, axis.position('zero'), 'promised: exactly 0');
  return framed(frame, [
    ...cut,
    ...stripLayers(frame, strips),
    {
      data: { values: dots },
      mark: { type: 'point', filled: true, opacity: 0.75 },
      encoding: {
        x: pixel('x'),
        y: pixel('y'),
        color: { field: 'color', type: 'nominal', scale: null },
        size: { field: 'area', type: 'quantitative', scale: null },
      },
    },
    ...axisLayers(axis.ticks, frame, title),
  ]);
}

/** The last decade that is drawn, or three beyond what is allowed: a fault that goes further has shown itself long since. */
const lastDecade = 6;

/** Decades for what lies above 0; left of them a place for exactly 0, right of them one for what is far away or not finite. */
function exponentAxis(
  exponents: readonly Dot['exponent'][],
  atMost: number,
  width: number,
  maxTicks: number,
) {
  const allowed = atMost > 0 ? [Math.log10(atMost)] : [];
  const end = Math.max(lastDecade, ...allowed.map((exponent) => Math.ceil(exponent) + 3));
  const isFar = (e: Dot['exponent']) => typeof e === 'number' && e > end;
  const drawn = [...exponents.filter((e) => typeof e === 'number' && !isFar(e)), ...allowed] as number[];
  const far = exponents.some(isFar);
  const low = drawn.length > 0 ? Math.floor(Math.min(...drawn)) : -1;
  const high = drawn.length > 0 ? Math.max(Math.ceil(Math.max(...drawn)), low + 1) : 0;
  const infinite = exponents.includes('infinite');
  const zero = textWidth(exactlyZero) / 2;
  const farText = `> ${tickLabel(end)}`;
  const last = width * 0.97;
  const farthest = infinite ? last - textWidth(farText) : last;
  const right = far ? farthest - textWidth(farText) - 8 : infinite ? width * 0.9 : width * 0.98;
  const left = 2 * zero + 26;
  const position = (exponent: Dot['exponent']) => {
    if (exponent === 'zero') return zero;
    if (exponent === 'infinite') return last;
    return isFar(exponent) ? farthest : left + ((exponent - low) / (high - low)) * (right - left);
  };
  const step = Math.max(1, Math.ceil((high - low) / maxTicks));
  const decades = Array.from({ length: Math.floor((high - low) / step) + 1 }, (_, i) => low + i * step);
  const ticks = decades.map((exponent) => ({ x: position(exponent), text: tickLabel(exponent) }));
  ticks.unshift({ x: zero, text: exactlyZero });
  if (far) ticks.push({ x: farthest, text: farText });
  if (infinite) ticks.push({ x: last, text: '∞' });
  return { position, ticks };
}

function axisLayers(ticks: readonly { x: number; text: string }[], { height, width }: Frame, title: string) {
  const data = {
    values: ticks.map((tick) => ({ ...tick, top: height, bottom: height + 5, label: height + 16 })),
  };
  const below = { values: [{ x: width / 2, y: height + 34, title: lines(title, width) }] };
  return [
    {
      data,
      mark: { type: 'rule', stroke: 'var(--line)' },
      encoding: { x: pixel('x'), y: pixel('top'), y2: { field: 'bottom' } },
    },
    {
      data,
      mark: { type: 'text', fill: 'var(--muted)', baseline: 'middle' },
      encoding: { x: pixel('x'), y: pixel('label'), text: { field: 'text', type: 'nominal' } },
    },
    {
      data: below,
      mark: { type: 'text', baseline: 'top', lineHeight: 16 },
      encoding: { x: pixel('x'), y: pixel('y'), text: { field: 'title', type: 'nominal' } },
    },
  ];
}

/** 1, 10 and 1,000 are read sooner than 10⁰, 10¹ and 10³. */
const tickLabel = (exponent: number): string =>
  Math.abs(exponent) > 3 ? powerOfTen(exponent) : formatNumber(Number(`1e${exponent}`));
