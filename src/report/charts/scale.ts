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

export function tickLabel(scale: Scale, tick: number): string {
  const exponent = Math.round(Math.log10(tick));
  const isPower = scale.type === 'log' && Math.abs(exponent) > 3 && tick === Number(`1e${exponent}`);
  return isPower ? powerOfTen(exponent) : formatNumber(tick);
}

function linearScale(values: readonly number[], tickCount: number): Scale {
  const [low, high] = extent(values, [0, 1]);
  const margin = high > low ? 0 : Math.max(Math.abs(high) * 0.1, 0.1);
  const step = niceStep((high - low + 2 * margin) / tickCount);
  const first = Math.floor((low - margin) / step);
  const last = Math.ceil((high + margin) / step);
  // Multiples are rounded: 3 × .1 would print as .30000000000000004.
  const ticks = Array.from({ length: last - first + 1 }, (_, i) =>
    Number(((first + i) * step).toPrecision(12)),
  );
  return { type: 'linear', domain: [ticks[0] ?? 0, ticks.at(-1) ?? 1], ticks };
}

function logScale(values: readonly number[], tickCount: number): Scale {
  const [low, high] = extent(
    values.filter((value) => value > 0),
    [0.1, 10],
  );
  const domain = [low / 1.15, high * 1.15] as const;
  const decades = Math.log10(domain[1] / domain[0]);
  const multiples = decades < 1.2 ? [1, 2, 3, 5, 7] : decades < tickCount / 2.5 ? [1, 2, 5] : [1];
  const thin = Math.max(1, Math.ceil(decades / tickCount));
  const ticks: number[] = [];
  for (let e = Math.floor(Math.log10(domain[0])); e <= Math.ceil(Math.log10(domain[1])); e++) {
    if (e % thin !== 0) continue;
    for (const multiple of multiples) {
      const tick = Number(`${multiple}e${e}`);
      if (tick >= domain[0] && tick <= domain[1]) ticks.push(tick);
    }
  }
  return { type: 'log', domain, ticks: ticks.length > 0 ? ticks : [low] };
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
