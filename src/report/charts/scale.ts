import { formatNumber, powerOfTen } from '../pages/numbers.ts';

/** An axis with its extent and its few ticks. All are chosen here, so that labels can be placed in pixels. */
export interface Scale {
  readonly type: 'linear' | 'log';
  readonly domain: readonly [number, number];
  readonly ticks: readonly number[];
}

export function scaleOf(type: 'linear' | 'log', values: readonly number[], tickCount: number): Scale {
  return type === 'log' ? logScale(values, tickCount) : linearScale(values, tickCount);
}

/** Where a value lies, as a share of the axis' length. */
export function place({ type, domain: [low, high] }: Scale, value: number): number {
  if (type === 'log') return Math.log(value / low) / Math.log(high / low);
  return (value - low) / (high - low);
}

/** The axis as Vega-Lite wants it. Labels are looked up: they hold numbers only, never text from results. */
export function axisOf(scale: Scale, title: string | readonly string[]): Record<string, unknown> {
  const labels = Object.fromEntries(scale.ticks.map((tick) => [String(tick), tickLabel(scale, tick)]));
  return { title, values: scale.ticks, labelExpr: `${JSON.stringify(labels)}[toString(datum.value)]` };
}

export const vegaScale = ({ type, domain }: Scale): Record<string, unknown> =>
  type === 'log' ? { type, domain, nice: false } : { type, domain, nice: false, zero: false };

/** With as many digits as it takes to tell the ticks apart. */
export function tickLabel(scale: Scale, tick: number): string {
  const exponent = Math.round(Math.log10(tick));
  const isPower = scale.type === 'log' && Math.abs(exponent) > 3 && tick === Number(`1e${exponent}`);
  if (isPower) return powerOfTen(exponent);
  const digits = [3, 4, 5, 6, 8, 10].find(
    (count) => new Set(scale.ticks.map((other) => formatNumber(other, count))).size === scale.ticks.length,
  );
  return formatNumber(tick, digits ?? 12);
}

function linearScale(values: readonly number[], tickCount: number): Scale {
  const [low, high] = extent(values, [0, 1]);
  const size = Math.max(Math.abs(low), Math.abs(high));
  // What differs in the last digits only is one place on an axis: ticks between would all be one number.
  const margin = high - low > size * 1e-9 ? 0 : Math.max(size * 0.1, 0.1);
  const step = niceStep((high - low + 2 * margin) / tickCount);
  const ticks = multiplesOf(step, Math.floor((low - margin) / step), Math.ceil((high + margin) / step));
  return { type: 'linear', domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks };
}

/** Multiples are rounded: 3 × .1 would print as .30000000000000004. */
const multiplesOf = (step: number, first: number, last: number): number[] =>
  Array.from({ length: last - first + 1 }, (_, i) => Number(((first + i) * step).toPrecision(12)));

function logScale(values: readonly number[], tickCount: number): Scale {
  const [low, high] = extent(
    values.filter((value) => value > 0),
    [0.1, 10],
  );
  const domain = [low / 1.15, Math.min(high * 1.15, Number.MAX_VALUE)] as const;
  const decades = Math.log10(domain[1] / domain[0]);
  const multiples = decades < 1.2 ? [1, 2, 3, 5, 7] : decades < tickCount / 2.5 ? [1, 2, 5] : [1];
  const thin = Math.max(1, Math.ceil(decades / tickCount));
  // An axis with one number on it tells nothing of distances: three are wanted, and even steps give them where powers do not.
  const even = (count: number) => {
    const step = niceStep((domain[1] - domain[0]) / count);
    return multiplesOf(step, Math.ceil(domain[0] / step), Math.floor(domain[1] / step));
  };
  const choices = [
    ticksWithin(domain, multiples, thin),
    ticksWithin(domain, multiples, Math.max(1, thin - 1)),
    ticksWithin(domain, [1, 2, 5], 1),
    ...(decades < 1.2 ? [even(tickCount), even(2 * tickCount)] : []),
  ];
  const enough = (count: number) => choices.find((ticks) => ticks.length >= count);
  return { type: 'log', domain, ticks: enough(3) ?? enough(2) ?? [low] };
}

/** Multiples of every `thin`-th power of ten within a domain. */
function ticksWithin(domain: Scale['domain'], multiples: readonly number[], thin: number): number[] {
  const ticks: number[] = [];
  for (let e = Math.floor(Math.log10(domain[0])); e <= Math.ceil(Math.log10(domain[1])); e++) {
    if (e % thin !== 0) continue;
    for (const multiple of multiples) {
      const tick = Number(`${multiple}e${e}`);
      if (tick >= domain[0] && tick <= domain[1]) ticks.push(tick);
    }
  }
  return ticks;
}

function extent(values: readonly number[], empty: [number, number]): [number, number] {
  const finite = values.filter(Number.isFinite);
  if (finite.length === 0) return empty;
  // Not Math.min(...values): a long list would overflow the stack.
  return finite.reduce<[number, number]>(
    ([low, high], value) => [Math.min(low, value), Math.max(high, value)],
    [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY],
  );
}

function niceStep(raw: number): number {
  const power = Number(`1e${Math.floor(Math.log10(raw))}`);
  const factor = [1, 2, 5, 10].find((candidate) => candidate * power >= raw * 0.999) ?? 10;
  return factor * power;
}
