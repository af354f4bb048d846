import type { Spec } from './chart.ts';
import type { Frame } from './frame.ts';

/** A spec, taken apart: its form is that of many, and what is their own fills it. */
export interface Formed {
  /** Vega-Lite as JSON. Names stand in it for rows, and parameters for ends, ticks, titles and colours. */
  readonly form: string;
  readonly rows: ReadonlyMap<string, readonly unknown[]>;
  readonly parameters: ReadonlyMap<string, unknown>;
  readonly size: Pick<Frame, 'width' | 'height' | 'padding'>;
}

/** Takes out of a layered spec what may differ between two charts of one kind. */
export function formOf({ width, height, padding, layer, ...rest }: Spec): Formed {
  const names = new Map<readonly unknown[], string>();
  const named = (rows: readonly unknown[]) => {
    const name = names.get(rows) ?? `rows${names.size}`;
    names.set(rows, name);
    return { name };
  };
  const parameters = new Map<string, unknown>();
  const parameter: Parameter = (name, value) => {
    if (parameters.has(name) && !isEqual(parameters.get(name), value))
      throw new Error(`invalid chart: its layers share a channel, and differ in ${name}`);
    parameters.set(name, value);
    return name;
  };
  const layers = (layer as readonly Layer[]).map(({ data, mark, encoding }) => ({
    data: named(data.values),
    mark,
    encoding: Object.fromEntries(
      Object.entries(encoding).map(([name, channel]) => [name, formOfChannel(name, channel, parameter)]),
    ),
  }));
  const params = [...parameters.keys()].map((name) => ({ name, value: null }));
  return {
    form: JSON.stringify({ ...rest, params, layer: layers }),
    rows: new Map([...names].map(([rows, name]) => [name, rows])),
    parameters,
    size: { width, height, padding } as Formed['size'],
  };
}

interface Layer {
  readonly data: { readonly values: readonly unknown[] };
  readonly mark: unknown;
  readonly encoding: Readonly<Record<string, Channel>>;
}

interface Channel {
  readonly scale?: Scale | null;
  readonly axis?: Axis | null;
}

interface Scale {
  readonly domain?: readonly unknown[];
  readonly range?: readonly unknown[];
}

interface Axis {
  readonly title?: unknown;
  readonly values?: readonly unknown[];
  readonly labelExpr?: string;
}

/** Keeps a value under a name, which it gives back. */
type Parameter = (name: string, value: unknown) => string;

/** Layers share the scale and the axis of a channel: its name tells whose a parameter is. */
const formOfChannel = (name: string, { scale, axis, ...rest }: Channel, parameter: Parameter): unknown => ({
  ...rest,
  scale: scale && formOfScale(name, scale, parameter),
  axis: axis && formOfAxis(name, axis, parameter),
});

function formOfScale(name: string, scale: Scale, parameter: Parameter): unknown {
  const { domain, range } = scale;
  const each = (what: string, values: readonly unknown[]) =>
    values.map((value, i) => ({ expr: parameter(`${name}${what}${i}`, value) }));
  if (domain && range) return { ...scale, domain: each('Domain', domain), range: each('Range', range) };
  return domain ? { ...scale, domain: { expr: parameter(`${name}Domain`, domain) } } : scale;
}

function formOfAxis(name: string, axis: Axis, parameter: Parameter): unknown {
  const { title, values, labelExpr } = axis;
  const [, labels, lookUp] = labelExpr?.match(/^(\{.*\})(\[.*\])$/) ?? [];
  return {
    ...axis,
    title: title ? { signal: parameter(`${name}Title`, title) } : title,
    values: values && { expr: parameter(`${name}Ticks`, values) },
    labelExpr: labels ? parameter(`${name}Labels`, JSON.parse(labels)) + lookUp : labelExpr,
  };
}

const isEqual = (one: unknown, other: unknown): boolean =>
  one === other || JSON.stringify(one) === JSON.stringify(other);
